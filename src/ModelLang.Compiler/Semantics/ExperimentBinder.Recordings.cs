using System.Globalization;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <content>What is recorded, when, and what is kept of it.</content>
internal sealed partial class ExperimentBinder
{
    private void BindRecord(RecordSyntax syntax)
    {
        if (syntax.Interval is { } every)
        {
            double? interval = BindTimeValue(every, "The interval", positive: true);
            if (_interval is not null && interval is not null && interval != _interval)
            {
                Fail(DiagnosticTable.InvalidExperimentValue, every, "give the same interval to each, or leave it to the first", "All record statements of an experiment share one interval");
            }

            _interval ??= interval;
            _intervalSyntax ??= every;
        }

        foreach (RecordedSyntax item in syntax.Items)
        {
            BindRecorded(item);
        }
    }

    private void BindRecorded(RecordedSyntax item)
    {
        string label = item.Label?.Text ?? BindingContext.Excerpt(item.Value, _file);
        if (item.Value is IndexSyntax index)
        {
            BindRecordedUnits(item, index);
            return;
        }

        if (ReductionBinder.IsMeant(item.Value, _template, _file))
        {
            string text = BindingContext.Excerpt(item.Value, _file);
            Fail(DiagnosticTable.InvalidReduction, item.Value, $"record what is inside its brackets, and write reduce {text}", $"'{text}' is one number for the whole run");
            return;
        }

        Bound value = _expressions.BindNumber(item.Value);
        if (value.Unit is null)
        {
            _errors |= _unsupported.Count == 0;
            return;
        }

        if (_columns.Exists(c => c.Label == label))
        {
            Fail(DiagnosticTable.DuplicateColumn, (SyntaxNode?)item.Label ?? item, "give it a label: record name = expression", label);
            return;
        }

        if (value.Expr.Contains(e => e is Reference { Kind: VariableKind.Noise }))
        {
            Fail(DiagnosticTable.NoiseHasNoValue, item.Value, "record a state that it drives", label);
            return;
        }

        if (value.Expr is Reference { Kind: not VariableKind.Parameter } reference)
        {
            AddColumn(item, new RecordedColumn(label, reference.Kind == VariableKind.Rate ? SecondOrderToFirst.RatePath(reference.Name) : reference.Name), value.Type);
            return;
        }

        // The path of a recorded expression is internal; its label is what results show.
        string path = $"recorded.{_recorded.Count + 1}";
        _recorded.Add(new Intermediate(
            path, _context.Units.QuantityOf(value.Unit), value.Expr, IntermediateRole.Recorded, "", BindingContext.SourceOf(item, _file)));
        AddColumn(item, new RecordedColumn(label, path), value.Type);
    }

    private void AddColumn(RecordedSyntax item, RecordedColumn column, ValueType type)
    {
        _columns.Add(column);
        string text = ReductionBinder.WithoutBlanks(BindingContext.Excerpt(item.Value, _file));
        _recordings.Add(new ReductionBinder.Recording(column.Label, text, type == ValueType.Complex));
    }

    // X.r[3] and X.r[0..9]: some units of a population.
    private void BindRecordedUnits(RecordedSyntax item, IndexSyntax index)
    {
        string path = index.Target.Text;
        if (TemplatePaths.Find(_template, index.Target) is not { } member)
        {
            Fail(DiagnosticTable.UndefinedName, index.Target, NearestName.Hint(path, TemplatePaths.All(_template).Select(m => m.Path)), path);
            return;
        }

        if (TemplatePaths.PopulationOf(_template, path) is null || member.Kind is MemberKind.Parameter or MemberKind.Constant or MemberKind.Noise)
        {
            Fail(DiagnosticTable.InvalidExperimentValue, item, $"write record {path}", $"'{path}' has no units to choose from");
            return;
        }

        if (BindUnit(index.First) is not { } first || (index.Last is { } end ? BindUnit(end) : first) is not { } last)
        {
            return;
        }

        if (last < first)
        {
            Fail(DiagnosticTable.InvalidExperimentValue, index, $"write {path}[{last}..{first}]", "The last unit comes before the first");
            return;
        }

        string label = item.Label?.Text ?? path;
        if (_columns.Exists(c => c.Label == label && first <= (c.Last ?? int.MaxValue) && last >= c.First))
        {
            Fail(DiagnosticTable.DuplicateColumn, (SyntaxNode?)item.Label ?? item, "give it a label: record name = expression", label);
            return;
        }

        AddColumn(item, new RecordedColumn(label, path, first, last), member.Type);
    }

    private int? BindUnit(ExpressionSyntax syntax)
    {
        if (BindConstant(syntax, Unit.One) is not { } value)
        {
            return null;
        }

        if (value is >= 0 and < int.MaxValue && value == Math.Floor(value))
        {
            return (int)value;
        }

        Fail(DiagnosticTable.InvalidExperimentValue, syntax, "the first unit is 0", "The number of a unit is a whole number, zero or positive");
        return null;
    }

    private void CheckGrid()
    {
        if (_method is not { HasFixedStep: true } || _solver.Step is not { } step)
        {
            return;
        }

        if (_interval is { } interval && _intervalSyntax is { } syntax && !IsMultiple(interval, step))
        {
            ReportOffGrid(syntax, "interval", interval, step);
        }

        RunSyntax? run = _syntax.Members.OfType<RunSyntax>().FirstOrDefault();
        if (run is not null && _duration is { } duration && !IsMultiple(duration, step))
        {
            ReportOffGrid(run.Duration, "duration", duration, step);
        }
        else if (run?.Discard is { } discard && !IsMultiple(_discard, step))
        {
            ReportOffGrid(discard, "discarded time", _discard, step);
        }
    }

    private void ReportOffGrid(SyntaxNode node, string what, double value, double step)
    {
        string Text(double time) => Example(time.ToString("G12", CultureInfo.InvariantCulture));
        Fail(DiagnosticTable.IntervalOffGrid, node, $"dt = {Text(FittingStep(value, step))} would fit", what, Text(value), Text(step));
    }

    /// <summary>The largest step not above the wanted one that divides a time and is short to write; the largest of all when none is short.</summary>
    private static double FittingStep(double time, double step)
    {
        double least = Math.Ceiling(time / step);
        for (double n = least; n <= 2 * least; n++)
        {
            double rounded = double.Parse((time / n).ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (Math.Abs((rounded * n) - time) <= 1e-12 * time)
            {
                return rounded;
            }
        }

        return time / least;
    }

    // Rounding of decimal fractions must not refuse 0.3 with a step of 0.1.
    private static bool IsMultiple(double value, double step) => Math.Abs((value / step) - Math.Round(value / step)) <= 1e-9 * Math.Max(1, value / step);

    // Last, when all recordings are known.
    private void BindReductions()
    {
        ReducedSyntax[] items = [.. _syntax.Members.OfType<ReduceSyntax>().SelectMany(r => r.Items)];
        if (items.Length == 0)
        {
            return;
        }

        // Without a record statement all states are recorded.
        IReadOnlyList<ReductionBinder.Recording> recordings = _columns.Count > 0 ? _recordings
            : [.. TemplatePaths.All(_template).Where(m => m.Member.Kind == MemberKind.State).Select(m => new ReductionBinder.Recording(m.Path, m.Path, m.Member.Type == ValueType.Complex))];
        ReductionBinder.Sampled sampled = new(recordings, _discard, _duration, _interval);
        string[] swept = [.. _sweep.SelectMany(axis => axis.Swept).Select(s => s.Path)];
        EquatableArray<ReducedRecording>? reductions = new ReductionBinder(_template, _context, _expressions, _file, sampled).Bind(items, swept);
        _errors |= reductions is null;
        _reductions = reductions ?? default;
    }
}
