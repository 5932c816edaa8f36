namespace ModelLang.Compiler.Diagnostics;

/// <summary>
/// Every diagnostic of the language: ML1xxx syntax, ML2xxx names, ML3xxx types and units,
/// ML4xxx system structure, ML5xxx methods and experiments, ML6xxx what a project says of its models.
/// </summary>
/// <remarks>One partial file per group. Each row is public knowledge through <c>mlang explain</c> and <c>grammar/diagnostics.md</c>.</remarks>
public static partial class DiagnosticTable
{
    // Static fields of partial files are initialised in no fixed order, so the list makes itself on first use.
    private static List<DiagnosticDescriptor>? s_rows;

    /// <summary>All rows in the order of their codes.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [.. Rows.OrderBy(d => d.Code, StringComparer.Ordinal)];

    /// <summary>The row with a code, or null.</summary>
    public static DiagnosticDescriptor? Find(string code) =>
        Rows.Find(d => string.Equals(d.Code, code, StringComparison.OrdinalIgnoreCase));

    private static List<DiagnosticDescriptor> Rows => s_rows ??= [];

    private static DiagnosticDescriptor Error(string code, string title, string message, string cause, string example, string fix) =>
        Add(new DiagnosticDescriptor(code, DiagnosticSeverity.Error, title, message, cause, example, fix));

    private static DiagnosticDescriptor Warning(string code, string title, string message, string cause, string example, string fix) =>
        Add(new DiagnosticDescriptor(code, DiagnosticSeverity.Warning, title, message, cause, example, fix));

    private static DiagnosticDescriptor Add(DiagnosticDescriptor row)
    {
        Rows.Add(row);
        return row;
    }
}
