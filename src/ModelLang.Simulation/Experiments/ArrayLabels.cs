using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Looks for labels of arrays that contradict each other: the wrong order of regions gives wrong results without any other sign.</summary>
internal static class ArrayLabels
{
    /// <summary>Requires labels to be distinct, and those of the rows of a square matrix to be those of its columns in the same order.</summary>
    /// <exception cref="DataFileException">They are not.</exception>
    public static void Check(ArrayData data, string path)
    {
        RequireDistinct(data.ColumnLabels, "column", path);
        RequireDistinct(data.RowLabels, "row", path);
        if (data is not { RowLabels: { } rows, ColumnLabels: { } columns } || rows.Count != columns.Count)
        {
            return;
        }

        int i = FirstDifference(rows, columns);
        if (i >= 0)
        {
            string remedy = rows.ToHashSet().SetEquals(columns) ? "the labels are the same, so sort the rows like the columns" : "rows and columns of a square matrix need the same labels";
            throw new DataFileException($"'{path}': row {i + 1} of the matrix is labelled '{rows[i]}', column {i + 1} '{columns[i]}'; {remedy}");
        }
    }

    /// <summary>Compares the labels of square matrices of one size.</summary>
    /// <returns>A warning for each matrix with other labels than the first of its size.</returns>
    /// <exception cref="DataFileException">Two have the same labels in different order.</exception>
    public static IEnumerable<string> Compare(IReadOnlyList<ArrayData> arrays)
    {
        List<string> warnings = [];
        foreach (IGrouping<int, ArrayData> size in arrays.Where(a => a.Rows == a.Columns && a.ColumnLabels is not null).GroupBy(a => a.Rows))
        {
            ArrayData first = size.First();
            foreach (ArrayData other in size.Skip(1))
            {
                int i = FirstDifference(first.ColumnLabels!, other.ColumnLabels!);
                if (i < 0)
                {
                    continue;
                }

                string difference = $"column {i + 1} is labelled '{first.ColumnLabels![i]}' in {first.Source}, '{other.ColumnLabels![i]}' in {other.Source}";
                if (first.ColumnLabels!.ToHashSet().SetEquals(other.ColumnLabels!))
                {
                    throw new DataFileException($"{difference}; the labels are the same, so sort both files the same way");
                }

                warnings.Add(difference);
            }
        }

        return warnings;
    }

    private static void RequireDistinct(IReadOnlyList<string>? labels, string what, string path)
    {
        Dictionary<string, int> seen = [];
        for (int i = 0; i < (labels?.Count ?? 0); i++)
        {
            string label = labels![i];
            if (label.Length == 0)
            {
                throw new DataFileException($"'{path}': {what} {i + 1} has no label");
            }

            if (!seen.TryAdd(label, i))
            {
                throw new DataFileException($"'{path}': {what}s {seen[label] + 1} and {i + 1} have the same label, '{label}'");
            }
        }
    }

    private static int FirstDifference(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        for (int i = 0; i < a.Count; i++)
        {
            if (a[i] != b[i])
            {
                return i;
            }
        }

        return -1;
    }
}
