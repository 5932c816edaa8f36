using System.Diagnostics;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Counts points and reports now and then how fast it goes.</summary>
/// <param name="points">All points.</param>
/// <param name="done">Those that were done before.</param>
/// <param name="report">Is called at most ten times a second, by one thread at a time; may be null.</param>
internal sealed class SweepMeter(long points, long done, Action<SweepProgress>? report)
{
    private const int Milliseconds = 100;

    private readonly Lock _turn = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _computed;
    private long _next = Environment.TickCount64 + Milliseconds;

    /// <summary>Points that this process has computed.</summary>
    public long Computed => Volatile.Read(ref _computed);

    /// <summary>Points each second since the start.</summary>
    public double Rate => Computed / Math.Max(1e-9, Stopwatch.GetElapsedTime(_started).TotalSeconds);

    /// <summary>A point was computed.</summary>
    public void Count()
    {
        Interlocked.Increment(ref _computed);
        if (report is null || Environment.TickCount64 < Volatile.Read(ref _next) || !_turn.TryEnter())
        {
            return;
        }

        try
        {
            Volatile.Write(ref _next, Environment.TickCount64 + Milliseconds);
            double rate = Rate;
            report(new SweepProgress(done + Computed, points, rate, TimeSpan.FromSeconds(Math.Min(1e9, (points - done - Computed) / rate))));
        }
        finally
        {
            _turn.Exit();
        }
    }

    /// <summary>Points that were computed are given up with their block.</summary>
    public void Forget(int count) => Interlocked.Add(ref _computed, -count);
}
