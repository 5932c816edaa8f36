using System.Text;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>What all binders share: diagnostics and the units of the model.</summary>
internal sealed class BindingContext(DiagnosticBag diagnostics, UnitSystem units)
{
    /// <summary>Where findings go.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>The base units.</summary>
    public UnitSystem Units { get; } = units;

    /// <summary>Functions whose bodies are being inserted, to find recursion.</summary>
    public List<FunctionSyntax> OpenFunctions { get; } = [];

    /// <summary>Reports a finding at a node.</summary>
    public void Report(DiagnosticDescriptor descriptor, ModelFile file, SyntaxNode node, string? hint, params object[] arguments) =>
        Diagnostics.Report(descriptor, file.Source, node.Span, hint, arguments);

    /// <summary>A unit as written, or null after a report.</summary>
    /// <param name="syntax">The unit.</param>
    /// <param name="file">The file it stands in.</param>
    /// <param name="advice">What to write there when no known unit is near.</param>
    public Unit? Bind(UnitSyntax syntax, ModelFile file, string advice = "a word behind a number is its unit; write * for a product with a name")
    {
        if (UnitTable.Parse(syntax.Text, out string unknown) is { } unit)
        {
            return unit.Dimension.IsNone && unit.DecimalExponent == 0 && unit.Factor == 1 ? Unit.One : unit;
        }

        IEnumerable<string> known = UnitTable.Plain.Keys
            .Concat(UnitTable.Prefixable.Keys)
            .Concat(["ms", "us", "mV", "pA", "nA", "nS", "uS", "pF", "nF", "kHz", "mm", "um", "mM"]);
        string? nearest = NearestName.Find(unknown, known);
        int start = syntax.Text.IndexOf(unknown, StringComparison.Ordinal);
        string hint = nearest is not null ? $"did you mean '{nearest}'?"
            : start > 1 && UnitTable.Parse(syntax.Text.Substring(0, start - 1), out _) is not null
                ? $"a unit has no spaces in it; end it with one: {syntax.Text.Substring(0, start - 1)} {syntax.Text[start - 1]} {syntax.Text.Substring(start)}"
            : advice;
        Report(DiagnosticTable.UnknownUnit, file, syntax, hint, unknown);
        return null;
    }

    /// <summary>A unit that stands where an expression would, so that its text is read again as a unit; null after a report.</summary>
    public Unit? BindUnit(ExpressionSyntax written, ModelFile file) => Bind(new UnitSyntax(UnitText(written, file), written.Span), file);

    /// <summary>The text of a unit that stands where an expression would.</summary>
    public static string UnitText(ExpressionSyntax written, ModelFile file) => string.Concat(file.Source.Slice(written.Span).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>The statement of a node as one line, for comments and run-time messages.</summary>
    public static SourceReference SourceOf(SyntaxNode node, ModelFile file)
    {
        const int MaximumLength = 160;
        StringBuilder line = new();
        string text = file.Source.Slice(node.Span);
        foreach (string piece in text.Split('\n'))
        {
            int comment = piece.IndexOf("//", StringComparison.Ordinal);
            string trimmed = (comment < 0 ? piece : piece.Substring(0, comment)).Trim();
            if (trimmed.Length > 0)
            {
                line.Append(line.Length > 0 ? " " : "").Append(trimmed);
            }
        }

        string folded = line.Length > MaximumLength ? line.ToString(0, MaximumLength - 3) + "..." : line.ToString();
        return new SourceReference(file.Source.Path, file.Source.PositionOf(node.Span.Start).Line, folded);
    }

    /// <summary>A short piece of source text for a message.</summary>
    public static string Excerpt(SyntaxNode node, ModelFile file)
    {
        const int MaximumLength = 40;
        string text = SourceOf(node, file).Text;
        return text.Length > MaximumLength ? text.Substring(0, MaximumLength - 3) + "..." : text;
    }
}
