namespace ModelLang.Simulation.Experiments;

/// <summary>An experiment cannot be started as it is stated. The message says what to change.</summary>
public sealed class ExperimentException : Exception
{
    internal ExperimentException(string message)
        : base(message)
    {
    }
}
