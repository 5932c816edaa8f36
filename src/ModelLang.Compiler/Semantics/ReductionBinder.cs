using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds what an experiment keeps of its recordings.</summary>
/// <param name="template">The model.</param>
/// <param name="context">Shared state.</param>
/// <param name="binder">Binds times in the scope of the experiment.</param>
/// <param name="file">The file it stands in.</param>
/// <param name="sampled">What is recorded, and when.</param>
internal sealed class ReductionBinder(TemplateSymbol template, BindingContext context, ExpressionBinder binder, ModelFile file, ReductionBinder.Sampled sampled)
{
    private static readonly Dictionary<string, SampleReduction> s_functions = new(StringComparer.Ordinal)
    {
        ["mean"] = SampleReduction.Mean,
        ["std"] = SampleReduction.StandardDeviation,
        ["min"] = SampleReduction.Min,
        ["max"] = SampleReduction.Max,
        ["final"] = SampleReduction.Final,
        ["period"] = SampleReduction.Period,
        ["peak_frequency"] = SampleReduction.PeakFrequency,
    };

    // What other tools call them.
    private static readonly Dictionary<string, string> s_synonyms = new(StringComparer.Ordinal)
    {
        ["average"] = "mean", ["avg"] = "mean", ["sd"] = "std", ["stdev"] = "std", ["stddev"] = "std", ["last"] = "final", ["end"] = "final",
        ["frequency"] = "peak_frequency", ["freq"] = "peak_frequency", ["dominant_frequency"] = "peak_frequency", ["minimum"] = "min", ["maximum"] = "max",
    };

    private static string Known => string.Join(", ", s_functions.Keys);

    /// <summary>Something that is recorded.</summary>
    /// <param name="Label">Its label.</param>
    /// <param name="Text">What is recorded, as written, without blanks.</param>
    /// <param name="IsComplex">Whether it has a real and an imaginary part.</param>
    public sealed record Recording(string Label, string Text, bool IsComplex);

    /// <summary>The samples of a run; times in the model's unit.</summary>
    /// <param name="Recordings">What is recorded.</param>
    /// <param name="From">Time of the first sample.</param>
    /// <param name="To">End of the run, or null when the experiment does not say.</param>
    /// <param name="Interval">Distance of the samples, or null for the default.</param>
    public sealed record Sampled(IReadOnlyList<Recording> Recordings, double From, double? To, double? Interval);

    private readonly List<ReducedRecording> _reduced = [];

    /// <summary>The reductions; null after a report.</summary>
    /// <param name="items">The entries of all reduce statements.</param>
    /// <param name="swept">Names of swept quantities, which results cannot have as well.</param>
    public EquatableArray<ReducedRecording>? Bind(IEnumerable<ReducedSyntax> items, IReadOnlyCollection<string> swept)
    {
        bool errors = false;
        foreach (ReducedSyntax item in items)
        {
            if (Bind(item) is { } reduced && HasOwnName(item, reduced.Label, swept))
            {
                _reduced.Add(reduced);
            }
            else
            {
                errors = true;
            }
        }

        return errors ? null : _reduced.ToEquatableArray();
    }

    /// <summary>Whether a recorded expression means a reduction: one that no expression has, or one of units where there is a single value.</summary>
    public static bool IsMeant(ExpressionSyntax syntax, TemplateSymbol template, ModelFile file) =>
        syntax is CallSyntax { Function: { Parts.Count: 1, Text: var name }, Arguments.Count: 1 } call
        && s_functions.ContainsKey(name) && file.Find(name) is null
        && (BuiltInFunctions.Find(name) is null && name != "mean"
            || (call.Arguments[0].Value is NameExpressionSyntax { Primes: 0 } argument && TemplatePaths.Find(template, argument.Path) is not null
                && TemplatePaths.PopulationOf(template, argument.Path.Text) is null));

    private bool HasOwnName(ReducedSyntax item, string label, IReadOnlyCollection<string> swept)
    {
        SyntaxNode place = (SyntaxNode?)item.Label ?? item;
        return !_reduced.Exists(r => r.Label == label)
            ? !swept.Contains(label) || Fail(place, "give it another label", $"'{label}' is the name of a swept quantity")
            : Fail(place, "give it another label: reduce label = mean(r)", $"Two reductions are called '{label}'");
    }

    private ReducedRecording? Bind(ReducedSyntax item)
    {
        if (item.Value is not CallSyntax call)
        {
            Fail(item.Value, $"write mean(r) for a recording r; there are {Known}", $"'{Text(item.Value)}' is no reduction");
            return null;
        }

        string name = call.Function.Text;
        if (!s_functions.TryGetValue(name, out SampleReduction kind))
        {
            string hint = s_synonyms.TryGetValue(name, out string? here) ? $"write {here}(...)"
                : NearestName.Hint(name, s_functions.Keys) ?? $"there are {Known}";
            Fail(call.Function, hint, $"There is no reduction '{name}'");
            return null;
        }

        if (call.Arguments.Count != 1 || call.Arguments[0].Name is not null)
        {
            Fail(call, $"write {name}(r) for a recording r; a window of time stands behind it: over [20 ms, 100 ms]", $"{name} takes one recording");
            return null;
        }

        ExpressionSyntax argument = call.Arguments[0].Value;
        if (Find(argument) is not { } recording)
        {
            return null;
        }

        (double, double)? window = item.Window is { } written ? BindWindow(written) : null;
        return item.Window is not null && window is null ? null : new ReducedRecording(item.Label?.Text ?? $"{name}({Text(argument)})", kind, recording, window);
    }

    // The label of what is recorded; null after a report.
    private string? Find(ExpressionSyntax argument)
    {
        string text = Text(argument);
        string bare = WithoutBlanks(text);
        Recording[] found = Matching(bare);
        string part = bare.EndsWith(".re", StringComparison.Ordinal) ? ".re" : bare.EndsWith(".im", StringComparison.Ordinal) ? ".im" : "";
        if (found.Length == 0 && part.Length > 0)
        {
            found = [.. Matching(bare.Substring(0, bare.Length - part.Length)).Where(r => r.IsComplex)];
        }
        else
        {
            part = "";
        }

        bool exists = argument is NameExpressionSyntax { Primes: 0 } name && TemplatePaths.Find(template, name.Path) is not null;
        string? hint = found.Length == 0 ? (exists ? null : NearestName.Hint(text, sampled.Recordings.Select(r => r.Label))) ?? $"add it: record {text}"
            : found.Length > 1 ? "give each part a label: record first = X.r[0]"
            : found[0].IsComplex && part.Length == 0 ? $"take a part of it, {text}.re or {text}.im, or record abs({text})"
            : null;
        if (hint is null)
        {
            return found[0].Label + part;
        }

        Fail(argument, hint, found.Length == 0 ? $"'{text}' is not recorded" : found.Length > 1 ? $"Several recordings are called '{text}'" : $"'{text}' is complex, and a reduction takes real samples");
        return null;
    }

    private Recording[] Matching(string text)
    {
        Recording[] labelled = [.. sampled.Recordings.Where(r => WithoutBlanks(r.Label) == text)];
        return labelled.Length > 0 ? labelled : [.. sampled.Recordings.Where(r => r.Text == text)];
    }

    private (double From, double To)? BindWindow(ExpressionSyntax syntax)
    {
        if (syntax is not ListSyntax { Items.Count: 2 })
        {
            Fail(syntax, "write over [20 ms, 100 ms]", "A window has a first and a last time");
            return null;
        }

        if (new ArrayBinder(context, binder, file).Bind(syntax, "window", context.Units.Time, matrix: false) is not { Array.Source: ListedNumbers times })
        {
            return null;
        }

        (double from, double to) = (times.Values[0], times.Values[1]);

        string span = $"from {Show(sampled.From)} to {(sampled.To is { } end ? Show(end) : "the end")}";
        bool fits = from >= to ? Fail(syntax, "the first time comes before the last", $"The window '{Text(syntax)}' is empty")
            : from < sampled.From || to > sampled.To ? Fail(syntax, $"samples are taken {span}", $"The window '{Text(syntax)}' is not inside what is recorded")
            : HoldsSample(from, to) || Fail(syntax, $"samples are {Show(sampled.Interval!.Value)} apart", $"The window '{Text(syntax)}' holds no sample");
        return fits ? (from, to) : null;
    }

    private bool HoldsSample(double from, double to) => sampled.Interval is not { } interval
        || (Math.Ceiling(((from - sampled.From) / interval) - 1e-9) * interval) + sampled.From <= to + (1e-9 * interval);

    private string Show(double time) => SettingBinder.Show(time, context.Units.Time, context);

    private string Text(SyntaxNode node) => BindingContext.Excerpt(node, file);

    /// <summary>A text without its blanks, so that <c>2*r</c> is the same as <c>2 * r</c>.</summary>
    public static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    // False, since it does not fit.
    private bool Fail(SyntaxNode node, string hint, string message)
    {
        context.Report(DiagnosticTable.InvalidReduction, file, node, hint, message);
        return false;
    }
}
