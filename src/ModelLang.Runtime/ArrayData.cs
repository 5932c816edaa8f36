namespace ModelLang.Runtime;

/// <summary>Numbers read from a file, in base units, row by row.</summary>
/// <param name="Rows">Number of rows; 1 for a list.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Values">Length <c>Rows*Columns</c>.</param>
/// <param name="Source">Where they came from, for messages.</param>
/// <param name="ColumnLabels">Labels of the columns, or null.</param>
/// <param name="RowLabels">Labels of the rows, or null.</param>
public sealed record ArrayData(
    int Rows, int Columns, double[] Values, string Source, IReadOnlyList<string>? ColumnLabels = null, IReadOnlyList<string>? RowLabels = null);
