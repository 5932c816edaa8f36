namespace ModelLang.Simulation.Experiments;

/// <summary>A data file of an experiment does not hold what is needed. The message names file, row, column and remedy.</summary>
public sealed class DataFileException : Exception
{
    internal DataFileException(string message)
        : base(message)
    {
    }
}
