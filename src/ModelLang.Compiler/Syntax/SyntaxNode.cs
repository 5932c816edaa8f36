using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Syntax;

/// <summary>A piece of a model as it stands in the text.</summary>
/// <param name="Span">The characters it was read from.</param>
internal abstract record SyntaxNode(TextSpan Span);

/// <summary>A name as written, without back-ticks.</summary>
/// <param name="Text">The name.</param>
internal sealed record NameSyntax(string Text, TextSpan Span) : SyntaxNode(Span);

/// <summary>A dotted name such as <c>pc.exc.y</c>.</summary>
/// <param name="Parts">At least one name.</param>
internal sealed record PathSyntax(EquatableArray<NameSyntax> Parts, TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>The path with its dots.</summary>
    public string Text => string.Join(".", Parts.Select(p => p.Text));
}

/// <summary>One model file.</summary>
/// <param name="Module">The name in <c>module a.b</c>, or null.</param>
/// <param name="Time">The <c>time</c> declaration, or null.</param>
/// <param name="Imports">The imports in source order.</param>
/// <param name="Declarations">Operators, nodes, circuits, experiments and functions in source order.</param>
internal sealed record ModelSyntax(
    PathSyntax? Module,
    TimeSyntax? Time,
    EquatableArray<ImportSyntax> Imports,
    EquatableArray<DeclarationSyntax> Declarations,
    TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>The operators, nodes and circuits in source order.</summary>
    public IEnumerable<DeclarationSyntax> Templates => Declarations.Where(d => d is OperatorSyntax or NodeSyntax or CircuitSyntax);
}

/// <summary><c>time ms</c> or <c>time dimensionless</c>.</summary>
/// <param name="Unit">The unit, or null for <c>dimensionless</c>.</param>
internal sealed record TimeSyntax(UnitSyntax? Unit, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>import std.synapses (exponential)</c> or <c>import "other.mlang" (name)</c>.</summary>
/// <param name="Module">The module, or null when a file is named.</param>
/// <param name="File">The file, or null when a module is named.</param>
/// <param name="Names">What is imported; empty for everything.</param>
internal sealed record ImportSyntax(
    PathSyntax? Module, StringSyntax? File, EquatableArray<NameSyntax> Names, TextSpan Span) : SyntaxNode(Span);

/// <summary>A unit as written, such as <c>mV/ms</c> or <c>mV^-1</c>; meaning comes later.</summary>
/// <param name="Text">The characters without white space.</param>
internal sealed record UnitSyntax(string Text, TextSpan Span) : SyntaxNode(Span);
