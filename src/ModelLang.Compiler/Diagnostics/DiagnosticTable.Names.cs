namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>A name that nothing declares.</summary>
    public static readonly DiagnosticDescriptor UndefinedName = Error(
        "ML2001", "Undefined name", "'{0}' is not defined",
        "Every name must be declared in the same operator, node or circuit, or imported.",
        "operator o { state x = 0\n  x' = -y }",
        "Declare it, or correct the spelling; the nearest known name is given as a hint.");

    /// <summary>A declaration that nothing uses.</summary>
    public static readonly DiagnosticDescriptor UnusedDeclaration = Warning(
        "ML2002", "Unused declaration", "'{0}' is never used",
        "Nothing depends on this declaration, which often means that another name was meant somewhere.",
        "operator o { param k = 2\n  state x = 0\n  x' = -x }",
        "Use it or remove it.");
}
