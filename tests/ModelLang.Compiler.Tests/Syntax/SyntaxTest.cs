using System.Runtime.CompilerServices;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Text;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

/// <summary>Parses texts for the tests of the Syntax room.</summary>
internal static class SyntaxTest
{
    /// <summary>Parses a text; gives the tree and what was reported.</summary>
    public static (ModelSyntax Model, IReadOnlyList<Diagnostic> Diagnostics) Parse(string text)
    {
        DiagnosticBag bag = new();
        ModelSyntax model = ModelParser.Parse(new SourceText("test.mlang", text), bag);
        return (model, bag.ToList());
    }

    /// <summary>The printed tree of a text that must have no mistakes.</summary>
    public static string Print(string text)
    {
        (ModelSyntax model, IReadOnlyList<Diagnostic> diagnostics) = Parse(text);
        Assert.Equal("", Describe(diagnostics));
        return SyntaxPrinter.Print(model);
    }

    /// <summary>The printed statements of an operator that holds some lines.</summary>
    public static string PrintMembers(string members) => Lines(Print("operator o {\n" + members + "\n}"));

    /// <summary>The printed form of an expression.</summary>
    public static string PrintExpression(string expression)
    {
        (ModelSyntax model, IReadOnlyList<Diagnostic> diagnostics) = Parse($"function f(x) = {expression}");
        Assert.Equal("", Describe(diagnostics));
        return SyntaxPrinter.Print(((FunctionSyntax)model.Declarations[0]).Body);
    }

    /// <summary>Asserts that the marked places of a text, and no others, are reported with a code.</summary>
    public static Diagnostic[] Reports(string annotated, DiagnosticDescriptor expected)
    {
        AnnotatedText text = AnnotatedText.Parse(annotated);
        IReadOnlyList<Diagnostic> found = Parse(text.Text).Diagnostics;
        string wanted = string.Join("\n", text.Spans.Select(s => $"{expected.Code} at {s.Start}+{s.Length}"));
        string actual = string.Join("\n", found.Select(d => $"{d.Code} at {d.Span.Start}+{d.Span.Length}"));
        Assert.True(wanted == actual, $"expected:\n{wanted}\nactual:\n{Describe(found)}\nin:\n{text.Text}");
        return [.. found];
    }

    public static string Describe(IEnumerable<Diagnostic> diagnostics) =>
        string.Join("\n", diagnostics.Select(d => $"{d.Code} at {d.Span.Start}+{d.Span.Length} ({d.Start.Line},{d.Start.Column}): {d.Message}{(d.Hint is null ? "" : $"; {d.Hint}")}"));

    public static string DesignProgram(string name, [CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "Models", "design", name + ".mlang"));

    private static string Lines(string printed) =>
        string.Join("\n", printed.TrimEnd().Split('\n').Skip(2).Select(l => l[2..]));
}
