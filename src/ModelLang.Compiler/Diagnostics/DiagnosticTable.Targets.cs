namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>Several things to run and no word which.</summary>
    public static readonly DiagnosticDescriptor AmbiguousTarget = Error(
        "ML2018", "Several things to run", "It is not said what to run: {0}",
        "The file declares several circuits or experiments.",
        "operator a {\n  state x = 0\n  x' = -x\n}\noperator b {\n  state x = 0\n  x' = -x\n}",
        "Name one with --experiment or --circuit.");

    /// <summary>Two classes of one name.</summary>
    public static readonly DiagnosticDescriptor ClassNameCollision = Error(
        "ML2019", "Same class name", "'{0}' and '{1}' both become the class {2}",
        "The generated classes of a file are named after its circuits and experiments: a_b becomes AB, and experiment b of circuit a becomes AB too.",
        "operator o {\n  state x = 0\n  x' = -x\n}\ncircuit a_b {\n  node p : o\n}\ncircuit aB {\n  node p : o\n}",
        "Rename one of them, or choose with the item's Circuits which ones become classes.");
}
