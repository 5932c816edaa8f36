namespace ModelLang.Benchmarks;

/// <summary>Time that this process has had a processor for: unlike that of a clock it does not count other processes on the machine.</summary>
internal readonly struct ProcessorTime
{
    private readonly TimeSpan _start;

    private ProcessorTime(TimeSpan start) => _start = start;

    /// <summary>Begins to measure.</summary>
    public static ProcessorTime Start() => new(Environment.CpuUsage.TotalTime);

    /// <summary>Nanoseconds since.</summary>
    public double Nanoseconds => (Environment.CpuUsage.TotalTime - _start).TotalNanoseconds;
}
