namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>Several things to run and no word which.</summary>
    public static readonly DiagnosticDescriptor AmbiguousTarget = Error(
        "ML2018", "Several things to run", "It is not said what to run: {0}",
        "The file declares several circuits or experiments.",
        "operator a {\n  state x = 0\n  x' = -x\n}\noperator b {\n  state x = 0\n  x' = -x\n}",
        "Name one with --experiment or --circuit.");
}
