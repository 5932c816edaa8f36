using System.Diagnostics;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Runs the blocks of a sweep on all threads: each takes the next block that nobody has begun.</summary>
/// <remarks>A thread has a simulator, a runner and the arrays of one block, and keeps them; so memory does not grow with the number of points.</remarks>
/// <param name="plan">The sweep.</param>
/// <param name="create">Makes a simulator.</param>
/// <param name="store">Keeps the results of a block; called from any thread.</param>
/// <param name="progress">Is told of each point.</param>
internal sealed class SweepEngine(SweepPlan plan, Func<Simulator> create, Action<BlockResult, TimeSpan> store, SweepMeter progress)
{
    // How many points are made at once; blocks may have more.
    private const int PointsAtOnce = 1024;

    /// <summary>Runs blocks until all are done or the sweep is cancelled.</summary>
    /// <param name="blocks">Their numbers.</param>
    /// <param name="threads">The most threads that take part.</param>
    /// <param name="cancellation">Lets all threads give up the block they are at.</param>
    public void Run(IReadOnlyList<int> blocks, int threads, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        int next = -1;

        // Loops within a point then run on the thread of the point, unless there is only one.
        Workers.For(Math.Min(threads, blocks.Count), 1, (_, _) =>
        {
            try
            {
                Work(() => Interlocked.Increment(ref next) is var i && i < blocks.Count ? blocks[i] : null, stop.Token);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        });
    }

    private void Work(Func<int?> take, CancellationToken cancellation)
    {
        IPointRunner? runner = null;
        BlockResult? result = null;
        while (!cancellation.IsCancellationRequested && take() is { } block)
        {
            runner ??= PointRunners.Create(create);
            result ??= new BlockResult(plan);
            long started = Stopwatch.GetTimestamp();
            Run(runner, result, block, cancellation);
            if (cancellation.IsCancellationRequested && !result.IsComplete)
            {
                progress.Forget(result.PointsDone);
                return;
            }

            if (!result.IsComplete)
            {
                throw new InvalidOperationException($"{runner.GetType().Name} left out points of block {block}.");
            }

            store(result, Stopwatch.GetElapsedTime(started));
        }
    }

    private void Run(IPointRunner runner, BlockResult result, int block, CancellationToken cancellation)
    {
        result.Start(block);
        long first = plan.Layout.FirstPoint(block);
        for (int from = 0; from < result.Points && !cancellation.IsCancellationRequested; from += PointsAtOnce)
        {
            SweepPoint[] points = [.. Enumerable.Range(from, Math.Min(PointsAtOnce, result.Points - from)).Select(i => plan.Grid[first + i])];
            runner.Run(points, plan.Run, Take, cancellation);
        }

        void Take(SweepPoint point, RunResult run)
        {
            result.Take(point, run);
            progress.Count();
        }
    }
}
