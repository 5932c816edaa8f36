namespace ModelLang.Compiler.Diagnostics;

// Reported by the generator only: what a project says of its model files, not what stands in them.
public static partial class DiagnosticTable
{
    /// <summary>Metadata of an item that means nothing.</summary>
    public static readonly DiagnosticDescriptor ItemMetadata = Error(
        "ML6001", "Item metadata", "{0}=\"{1}\" in the project is {2}",
        "The ModelLang item of a model file takes Namespace, Circuits, Methods, Strict (true or false) and Generate (true or false).",
        "<ModelLang Update=\"theta.mlang\" Strict=\"yes\" />",
        "Correct the value in the project file.");

    /// <summary>One class in two files.</summary>
    public static readonly DiagnosticDescriptor ClassInTwoFiles = Error(
        "ML6002", "Class in two model files", "The class '{0}' is generated from '{1}' too",
        "Two model files declare circuits of the same name, and their classes go into the same namespace.",
        "<ModelLang Include=\"a/net.mlang;b/net.mlang\" Namespace=\"Lab\" />",
        "Give one of the files another Namespace, or rename the circuit.");

    /// <summary>A file whose text cannot be had.</summary>
    public static readonly DiagnosticDescriptor UnreadableFile = Error(
        "ML6003", "Unreadable file", "The text of the model file cannot be read",
        "The file is missing, or is no text.",
        "<ModelLang Include=\"missing.mlang\" />",
        "Correct the path in the project file, or the file.");

    /// <summary>A fault of the compiler itself.</summary>
    public static readonly DiagnosticDescriptor CompilerFault = Error(
        "ML6004", "Fault of the compiler", "The ModelLang compiler failed on {0}: {1}",
        "The compiler ran into a case it was not written for. The model may be right. A generated file beside it holds the details and the model.",
        "<ModelLang Include=\"theta.mlang\" />",
        "Report it with that file; until it is mended, leave out what the message names with Circuits, or the file with Generate=\"false\".");
}
