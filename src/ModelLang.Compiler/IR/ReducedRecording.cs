namespace ModelLang.Compiler.IR;

/// <summary>A number that is kept of what is recorded in a run.</summary>
/// <param name="Label">Name of the result.</param>
/// <param name="Kind">What is computed.</param>
/// <param name="Recording">Label of the recording, a part of a complex one by <c>.re</c> or <c>.im</c>.</param>
/// <param name="Window">First and last time that count, in the system's time unit; null for all samples.</param>
internal sealed record ReducedRecording(string Label, SampleReduction Kind, string Recording, (double From, double To)? Window);

/// <summary>What samples are reduced to; the names are those of the runtime.</summary>
internal enum SampleReduction
{
    Mean,
    StandardDeviation,
    Min,
    Max,
    Final,
    Period,
    PeakFrequency,
}
