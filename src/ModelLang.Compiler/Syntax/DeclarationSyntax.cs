using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Syntax;

/// <summary>A declaration at the top of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Documentation">Text of the <c>///</c> comments above it or on its line, lines joined by LF; empty if none.</param>
internal abstract record DeclarationSyntax(NameSyntax Name, string Documentation, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>operator name extends base { ... }</c>.</summary>
internal sealed record OperatorSyntax(
    NameSyntax Name, PathSyntax? Base, EquatableArray<MemberSyntax> Members, string Documentation, TextSpan Span)
    : DeclarationSyntax(Name, Documentation, Span);

/// <summary><c>node name extends base { use ... }</c>.</summary>
internal sealed record NodeSyntax(
    NameSyntax Name, PathSyntax? Base, EquatableArray<MemberSyntax> Members, string Documentation, TextSpan Span)
    : DeclarationSyntax(Name, Documentation, Span);

/// <summary><c>circuit name extends base { ... }</c>.</summary>
internal sealed record CircuitSyntax(
    NameSyntax Name, PathSyntax? Base, EquatableArray<MemberSyntax> Members, string Documentation, TextSpan Span)
    : DeclarationSyntax(Name, Documentation, Span);

/// <summary><c>experiment name { ... }</c>.</summary>
internal sealed record ExperimentSyntax(
    NameSyntax Name, EquatableArray<MemberSyntax> Members, string Documentation, TextSpan Span)
    : DeclarationSyntax(Name, Documentation, Span);

/// <summary><c>function f(x, y) = expression</c>.</summary>
internal sealed record FunctionSyntax(
    NameSyntax Name, EquatableArray<NameSyntax> Parameters, ExpressionSyntax Body, string Documentation, TextSpan Span)
    : DeclarationSyntax(Name, Documentation, Span);
