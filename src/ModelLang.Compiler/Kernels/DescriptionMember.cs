using System.Globalization;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>The static description of the system: names, units, ranges, equations.</summary>
internal sealed class DescriptionMember(KernelContext context)
{
    /// <summary>The property.</summary>
    public KernelText Build()
    {
        DynamicalSystem system = context.System;
        List<string> lines =
        [
            "/// <summary>Names, units, ranges, equations and citation of the system.</summary>",
            $"public static {RuntimeNames.SystemDescription} {RuntimeNames.Metadata} {{ get; }} = new()",
            "{",
            $"    Name = {Quote(system.Name)},",
            .. system.Documentation.Length == 0 ? Array.Empty<string>() : [$"    Documentation = {Quote(system.Documentation)},"],
            .. system.TimeUnit.UnitText.Length == 0 ? Array.Empty<string>() : [$"    TimeUnit = {Quote(system.TimeUnit.UnitText)},"],
            $"    Method = {Quote(context.Method.Name)},",
        ];
        DataArray[] files = [.. system.Arrays.Where(a => a.Source is NumbersInFile)];
        List(lines, "Populations", system.Populations.Select(p => $"new({Quote(p.Path)}{Labels(p, files)})"));
        List(lines, "Arrays", files.Select(ArrayRow));
        List(lines, "Parameters", system.Parameters.Select(p => Variable(p.Path, p.Quantity, p.Range, p.Documentation, p.Population)));
        List(lines, "Inputs", system.Inputs.Select(i => Variable(i.Path, i.Quantity, i.Range, i.Documentation, i.Population)));
        List(lines, "States", system.States.Select(State));
        List(lines, "Observables", system.States.Select(State).Concat(
            context.Observables.Select(o => Variable(o.Path, o.Quantity, null, o.Documentation, context.Axes[o.Path]))));
        List(lines, "Equations", system.Equations.Select(e => $"new({Quote(e.Source.Text)}, {Quote(context.FileName(e.Source.File))}, {Integer(e.Source.Line)})"));
        List(lines, "Conditions", system.States.Where(s => s.Condition is not null).Select(s => $"new({Quote(s.Condition!.Text)}, {Quote(s.Path)})"));
        List(lines, "Noises", system.Noises.Select(n => Quote(n.Path)));
        if (HasDraws(system))
        {
            lines.Add("    HasDraws = true,");
        }

        List(lines, "Tables", system.Tables.Select(t =>
            $"new({Quote(t.File)}, {Quote(context.FileName(t.ModelFile))}, {(t.Column is null ? "null" : Quote(t.Column))}, {Scale(t.Time)}, {Scale(t.Quantity)})"));
        if (context.Options.Experiment is { } plan)
        {
            lines.AddRange(Experiment(plan));
        }

        lines.Add("};");
        return new KernelText(lines);
    }

    private IEnumerable<string> Experiment(ExperimentPlan plan)
    {
        Dictionary<string, int> observables = context.System.States.Select(s => s.Path).Concat(context.Observables.Select(o => o.Path))
            .Select((path, i) => (path, i)).ToDictionary(p => p.path, p => p.i, StringComparer.Ordinal);
        SolverSettings settings = plan.Settings;
        yield return $"    Experiment = new {RuntimeNames.ExperimentDescription}(";
        yield return $"        {Quote(plan.Name)},";
        yield return $"        {Quote(plan.Documentation)},";
        yield return $"        Duration: {Optional(plan.Duration)},";
        yield return $"        Discard: {Number(plan.Discard)},";
        yield return $"        Step: {Optional(settings.Step)},";
        yield return $"        RelativeTolerance: {Optional(settings.RelativeTolerance)},";
        yield return $"        AbsoluteTolerance: {Optional(settings.AbsoluteTolerance)},";
        yield return $"        MaximumStep: {Optional(settings.MaximumStep)},";
        yield return $"        Interval: {Optional(plan.Interval)},";
        yield return $"        Seed: {plan.Seed.ToString(CultureInfo.InvariantCulture)},";
        yield return "        Recordings:";
        yield return "        [";
        foreach (RecordedColumn column in plan.Recordings)
        {
            string units = column.First == 0 && column.Last is null ? "" : $", {Integer(column.First)}, {Integer(column.Last ?? -1)}";
            yield return $"            new({Quote(column.Label)}, {Integer(observables[column.Path])}{units}),";
        }

        string[] initialisers = [.. Initialisers(plan)];
        yield return initialisers.Length == 0 ? "        ])," : "        ])";
        if (initialisers.Length > 0)
        {
            yield return "    {";
            foreach (string line in initialisers)
            {
                yield return "        " + line;
            }

            yield return "    },";
        }
    }

    // Only what there is: most experiments run one point.
    private IEnumerable<string> Initialisers(ExperimentPlan plan)
    {
        if (plan.Sweep.Count > 0)
        {
            yield return $"{RuntimeNames.Sweep} =";
            yield return "[";
            foreach (string line in plan.Sweep.SelectMany(Axis))
            {
                yield return "    " + line;
            }

            yield return "],";
        }

        if (plan.Reductions.Count > 0)
        {
            yield return $"{RuntimeNames.Reductions} =";
            yield return "[";
            foreach (ReducedRecording reduced in plan.Reductions)
            {
                string window = reduced.Window is var (from, to) ? $", {Number(from)}, {Number(to)}" : "";
                yield return $"    new({Quote(reduced.Label)}, {RuntimeNames.ReductionKind}.{reduced.Kind}, {Quote(reduced.Recording)}{window}),";
            }

            yield return "],";
        }

        if (plan.ResultFile is { } file)
        {
            yield return $"{RuntimeNames.ResultFile} = {Quote(file)},";
        }
    }

    private IEnumerable<string> Axis(SweepAxis axis)
    {
        yield return "new(";
        yield return "[";
        foreach (string line in axis.Swept.SelectMany(Swept))
        {
            yield return "    " + line;
        }

        yield return "]),";
    }

    private IEnumerable<string> Swept(SweptQuantity swept)
    {
        const int PerLine = 10;
        DynamicalSystem system = context.System;
        int index = swept.Kind switch
        {
            SweptKind.Parameter => IndexOf(system.Parameters.Select(p => p.Path)),
            SweptKind.Input => IndexOf(system.Inputs.Select(i => i.Path)),
            SweptKind.State => IndexOf(system.States.Select(s => s.Path)),
            _ => 0,
        };
        string start = $"new({RuntimeNames.SweptKind}.{swept.Kind}, {Integer(index)}, [";
        string[] values = [.. swept.Values.Select(Number)];
        if (values.Length <= PerLine)
        {
            yield return $"{start}{string.Join(", ", values)}]{File(swept.File)}),    // {CSharpText.Comment(swept.Path)}";
            yield break;
        }

        yield return $"{start}    // {CSharpText.Comment(swept.Path)}";
        for (int first = 0; first < values.Length; first += PerLine)
        {
            yield return $"    {string.Join(", ", values.Skip(first).Take(PerLine))},";
        }

        yield return "]),";

        int IndexOf(IEnumerable<string> paths) =>
            paths.ToList().IndexOf(swept.Path) is >= 0 and var found ? found : throw Unexpected.State($"'{swept.Path}' is swept and not in the system");
    }

    private string File(NumbersInFile? file) => file is null ? ""
        : $", {Quote(file.File)}, {Quote(context.FileName(file.ModelFile))}, {(file.Column is null ? "null" : Quote(file.Column))}, {Scale(file.Quantity)}";

    private static void List(List<string> lines, string name, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length > 0)
        {
            lines.AddRange([$"    {name} =", "    [", .. all.Select(item => $"        {item},"), "    ],"]);
        }
    }

    private static bool HasDraws(DynamicalSystem system)
    {
        IEnumerable<Expr?> values = system.Parameters.Select(p => p.Default).Concat(system.Inputs.Select(i => i.Default)).Concat(system.States.Select(s => s.Initial))
            .Concat(system.Connections.SelectMany(c => new[] { c.Weight, c.Delay }));
        return values.Any(v => v is not null && v.Contains(e => e is Draw))
            || system.Connections.Any(c => c.Rule.Kind is RuleKind.Random or RuleKind.FixedIndegree or RuleKind.FixedOutdegree or RuleKind.FixedTotal);
    }

    // Labels of the array that says how many units there are name them, or else those of a matrix that connects them.
    private string Labels(Population population, DataArray[] files)
    {
        int index = Array.FindIndex(files, f => ((NumbersInFile)f.Source).Labels && (population.Size is ArraySize size
            ? f.Name == size.Array
            : context.System.Connections.Any(c => Connects(c, population.Path) && c.Rule.Matrix?.Contains(e => e is ArrayElement element && element.Array == f.Name) == true)));
        return index < 0 ? "" : $", LabelArray: {Integer(index)}";
    }

    // Units of several ports count on, so that labels would not fit those of each.
    private static bool Connects(Connection connection, string population) =>
        new[] { connection.Sources, connection.Targets }.Any(ports => ports.Count == 1 && ports[0].Population == population);

    private string ArrayRow(DataArray array)
    {
        NumbersInFile file = (NumbersInFile)array.Source;
        string options = (array.IsMatrix ? ", Matrix: true" : "") + (file.Labels ? ", Labels: true" : "") + (file.Column is { } column ? $", Column: {Quote(column)}" : "");
        return $"new({Quote(array.Name)}, {Quote(file.File)}, {Quote(context.FileName(file.ModelFile))}, {Scale(file.Quantity)}{options})";
    }

    private string State(StateVariable state) => Variable(state.Path, state.Quantity, state.Range, state.Documentation, state.Population);

    private string Variable(string path, Quantity quantity, Interval? range, string documentation, string? population)
    {
        List<string> arguments = [Quote(path), Quote(quantity.UnitText)];
        if (!quantity.IsIdentity)
        {
            arguments.Add(Scale(quantity));
        }

        if (range is not null)
        {
            Add("Lower", range.Lower, double.IsNegativeInfinity(range.Lower));
            Add("Upper", range.Upper, double.IsPositiveInfinity(range.Upper));
            arguments.AddRange(range.LowerOpen ? ["LowerOpen: true"] : Array.Empty<string>());
            arguments.AddRange(range.UpperOpen ? ["UpperOpen: true"] : Array.Empty<string>());
        }

        if (documentation.Length > 0)
        {
            arguments.Add($"Documentation: {Quote(documentation)}");
        }

        if (population is not null)
        {
            arguments.Add($"Population: {Integer(context.System.Populations.Select(p => p.Path).ToList().IndexOf(population))}");
        }

        return $"new({string.Join(", ", arguments)})";

        void Add(string name, double value, bool isDefault)
        {
            if (!isDefault)
            {
                arguments.Add($"{name}: {Number(value)}");
            }
        }
    }

    private static string Quote(string text) => CSharpText.Literal(text);

    private static string Number(double value) => NumberFormat.Literal(value);

    private static string Optional(double? value) => value is { } number ? Number(number) : "null";

    private static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Scale(Quantity quantity) => Number(Scaling.Scale(quantity));
}
