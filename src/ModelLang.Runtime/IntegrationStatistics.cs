namespace ModelLang.Runtime;

/// <summary>What an integration has cost so far.</summary>
/// <param name="Steps">Steps taken.</param>
/// <param name="Rejected">Steps tried and thrown away.</param>
/// <param name="Segments">Segments between discontinuities entered.</param>
/// <param name="MovedDiscontinuities">Discontinuities that a fixed step moved to the nearest grid point.</param>
public readonly record struct IntegrationStatistics(long Steps, long Rejected, long Segments, long MovedDiscontinuities);
