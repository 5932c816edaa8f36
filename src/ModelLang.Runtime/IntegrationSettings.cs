namespace ModelLang.Runtime;

/// <summary>What an integration is run with; times in the system's time unit.</summary>
public sealed record IntegrationSettings
{
    /// <summary>The step of a fixed-step method, or the first step of an adaptive one; null to have it estimated.</summary>
    public double? Step { get; init; }

    /// <summary>Relative tolerance of each step.</summary>
    public double RelativeTolerance { get; init; } = 1e-6;

    /// <summary>Absolute tolerance of each step, in base units of each state.</summary>
    public double AbsoluteTolerance { get; init; } = 1e-9;

    /// <summary>Absolute tolerance per state, in base units; takes the place of <see cref="AbsoluteTolerance"/>.</summary>
    public IReadOnlyList<double>? AbsoluteTolerances { get; init; }

    /// <summary>The longest step an adaptive method may take.</summary>
    public double MaximumStep { get; init; } = double.PositiveInfinity;
}
