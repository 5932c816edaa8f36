namespace ModelLang.Compiler.IR;

/// <summary>Numbers given as an array: one per unit, or a matrix with one per pair of units.</summary>
/// <param name="Name">Unique name in the system.</param>
/// <param name="Source">Where the numbers come from.</param>
/// <param name="IsMatrix">Whether it has two dimensions.</param>
/// <param name="RowsAreTargets">Whether the rows of a matrix are targets of connections rather than sources.</param>
internal sealed record DataArray(string Name, ArraySource Source, bool IsMatrix, bool RowsAreTargets = true);

/// <summary>Where the numbers of an array come from.</summary>
internal abstract record ArraySource;

/// <summary>They are in the model text, in base units, row by row.</summary>
internal sealed record ListedNumbers(int Rows, int Columns, EquatableArray<double> Values) : ArraySource;

/// <summary>They are read from a file when a simulation starts.</summary>
/// <param name="File">The file as the model names it, relative to the model file.</param>
/// <param name="ModelFile">The model file that names it.</param>
/// <param name="Quantity">How values are shown: what the numbers in the file mean.</param>
/// <param name="Labels">Whether the first row holds labels.</param>
/// <param name="Column">Header of the column to read for a list, or null.</param>
internal sealed record NumbersInFile(string File, string ModelFile, Quantity Quantity, bool Labels, string? Column) : ArraySource;
