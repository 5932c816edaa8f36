namespace ModelLang.Simulation.Experiments;

/// <summary>An experiment cannot be started as it is stated. The message says what to change.</summary>
public sealed class ExperimentException : Exception
{
    internal ExperimentException(string message)
        : base(message)
    {
    }

    /// <summary>The start of a run that a value outside its declared range prevents.</summary>
    internal static ExperimentException OutOfRange(ArgumentOutOfRangeException e) =>
        new(ArrayFile.MessageOf(e).TrimEnd('.') + "; check what it is computed from, and keep what is drawn in its range with 'truncate(lo, hi)'");
}
