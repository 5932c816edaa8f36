using System.Text;

namespace ModelLang.Compiler.IR;

/// <summary>Prints a system: one line per variable and equation, in the notation of models.</summary>
internal static class IRPrinter
{
    /// <summary>The system as text; lines end in LF. Values are in base units, the unit behind them is the one shown to the modeller.</summary>
    public static string Print(DynamicalSystem system)
    {
        StringBuilder text = new();
        text.Append("system ").Append(system.Name);
        text.Append(system.Experiment is null ? "" : $" of experiment {system.Experiment}").Append(Unit(system.TimeUnit)).Append('\n');
        Section(text, "parameters", system.Parameters.Select(p => $"{p.Path} = {ExprPrinter.Print(p.Default)}{Range(p.Range)}{Unit(p.Quantity)}"));
        Section(text, "inputs", system.Inputs.Select(i => $"{i.Path} = {ExprPrinter.Print(i.Default)}{Range(i.Range)}{Unit(i.Quantity)}"));
        Section(text, "tables", system.Tables.Select(Table));
        Section(text, "states", system.States.Select(State));
        Section(text, "histories", system.Histories.Select(h => $"{h.State} = {ExprPrinter.Print(h.Value)}"));
        Section(text, "noises", system.Noises.Select(Noise));
        Section(text, "switches", system.Switches.Select(s => $"{s.Name} = {ExprPrinter.Print(s.Value)}    changes at {Times(s.Discontinuities)}"));
        Section(text, "kinks", system.Kinks.Select(Schedule));
        Section(text, "invariants", system.Invariants.Select(Definition));
        Section(text, "intermediates", system.Intermediates.Select(Definition));
        Section(text, "equations", system.Equations.Select(e => Equation(system, e)));
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
        {
            return;
        }

        text.Append(title).Append('\n');
        foreach (string line in all)
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static string State(StateVariable state)
    {
        string type = state.Type == ValueType.Complex ? " : complex" : "";
        string initial = state.StartsAs is { } source ? $"{source} at the start" : state.Steady ? $"steady near {ExprPrinter.Print(state.Initial)}" : ExprPrinter.Print(state.Initial);
        string rate = state.InitialRate is null ? "" : $", {state.Path}' = {ExprPrinter.Print(state.InitialRate)}";
        string condition = state.Condition is null ? "" : $" in {ExprPrinter.Print(state.Condition.Holds)}";
        return $"{state.Path}{type} = {initial}{rate}{Range(state.Range)}{condition}{Unit(state.Quantity)}";
    }

    private static string Definition(Intermediate intermediate)
    {
        string role = intermediate.Role switch
        {
            IntermediateRole.Let => "let ",
            IntermediateRole.Output => "output ",
            IntermediateRole.Input => "input ",
            IntermediateRole.Drive => "drive ",
            IntermediateRole.Recorded => "record ",
            IntermediateRole.Diffusion => "diffusion ",
            _ => "",
        };
        return $"{role}{intermediate.Path} = {ExprPrinter.Print(intermediate.Definition)}{Unit(intermediate.Quantity)}";
    }

    private static string Noise(NoiseSource noise) => noise.Path + (noise.Interpretation == NoiseInterpretation.Stratonovich ? " stratonovich" : "");

    private static string Equation(DynamicalSystem system, Equation equation)
    {
        string coefficient = equation.Coefficient is null ? "" : ExprPrinter.Print(equation.Coefficient) + " * ";
        string noise = string.Concat(system.Diffusion.Where(d => d.State == equation.State).Select(d => $" + {d.Coefficient}*{d.Noise}"));
        return $"{coefficient}{equation.State}{new string('\'', equation.Order)} = {ExprPrinter.Print(equation.Rhs)}{noise}";
    }

    private static string Table(DataTable table) =>
        $"{table.Name} = csv(\"{table.File}\"{(table.Column is null ? "" : $", \"{table.Column}\"")}) {(table.Interpolation == Interpolation.Linear ? "linear" : "previous")}{Unit(table.Quantity)}";

    private static string Times(IEnumerable<DiscontinuitySchedule> schedules) => string.Join(", ", schedules.Select(Schedule));

    private static string Schedule(DiscontinuitySchedule schedule) => schedule switch
    {
        RecurringTimes { Period: null } once => ExprPrinter.Print(once.First),
        RecurringTimes recurring => $"{ExprPrinter.Print(recurring.First)} every {ExprPrinter.Print(recurring.Period!)}",
        TableRows rows => $"rows of {rows.Table}",
        _ => throw Unexpected.Kind(schedule),
    };

    private static string Range(Interval? range) => range is null
        ? ""
        : $" in {(range.LowerOpen ? '(' : '[')}{Bound(range.Lower)}, {Bound(range.Upper)}{(range.UpperOpen ? ')' : ']')}";

    private static string Bound(double value) => ExprPrinter.Print(new Number(value));

    private static string Unit(Quantity quantity) => quantity.UnitText.Length == 0 ? "" : $"    [{quantity.UnitText}]";
}
