namespace ModelLang.Compiler.IR;

/// <summary>A group of units with the same equations. A variable that belongs to it has one value per unit.</summary>
/// <param name="Path">Its path, unique in the system; the variables of its units begin with it.</param>
/// <param name="Size">Number of units.</param>
internal sealed record Population(string Path, PopulationSize Size);

/// <summary>Number of units of a population.</summary>
internal abstract record PopulationSize;

/// <summary>A number that the model states.</summary>
internal sealed record StatedSize(int Units) : PopulationSize;

/// <summary>The number of rows or columns of an array that is read when a simulation starts.</summary>
/// <param name="Array">Name of the <see cref="DataArray"/>.</param>
/// <param name="OfRows">Whether it is that of the rows.</param>
internal sealed record ArraySize(string Array, bool OfRows) : PopulationSize;

/// <summary>One unit for each connection of a connect statement.</summary>
/// <param name="Connection">Path of the <see cref="Connection"/>.</param>
internal sealed record ConnectionCount(string Connection) : PopulationSize;
