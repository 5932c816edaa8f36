using System.Diagnostics;
using System.Text.Json.Nodes;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Runs a model at all points of a grid, on all processors, into a file of labelled arrays.</summary>
/// <remarks>
/// Finished blocks of points are kept in a folder beside the file, <c>NAME.partial</c>, until the result is complete: a sweep that was interrupted in any way
/// goes on where it was when it is started again. Results do not depend on threads, interruptions or shards, to the last bit.
/// </remarks>
/// <example>
/// <code>
/// SweepSummary sweep = SweepRunner.Run(model.CreateSimulator, "map.npz");
/// double[] rate = SweepResult.Load("map.npz")["mean_r"].Values;
/// </code>
/// </example>
public static class SweepRunner
{
    /// <summary>Why all samples cannot be written to a table.</summary>
    internal const string NoTable = "a table has one row for each point, but all samples of each point are kept; "
        + "write them to an .npz, or state what to keep: reduce mean(...) in the experiment, or --reduce \"mean(...)\"";

    /// <summary>Runs the sweep of an experiment, or what is left of it.</summary>
    /// <param name="create">Makes a simulator in its initial state; called many times, from any thread.</param>
    /// <param name="path">The result: <c>.npz</c>, or <c>.csv</c> for one row per point; without extension, a folder for an <c>.npz</c> named as the experiment. Labels go into a <c>.json</c> beside it.</param>
    /// <param name="options">What differs from the experiment; null for nothing.</param>
    /// <param name="cancellation">Ends the sweep; finished blocks are kept.</param>
    /// <exception cref="ExperimentException">The sweep contradicts itself, there is no room for its results, the file holds another result, or another process is at work on it.</exception>
    /// <exception cref="DataFileException">A data file holds something else than it should.</exception>
    /// <exception cref="ResultFileException">A file cannot be written; finished blocks are kept.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SweepSummary Run(Func<Simulator> create, string path, SweepOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new SweepOptions();
        long started = Stopwatch.GetTimestamp();
        Simulator simulator = create();
        IReadOnlyList<string> warnings = simulator.LoadData();
        JsonObject values = SweepFacts.Values(simulator);
        var plan = new SweepPlan(simulator, options);
        SweepFiles files = SweepFiles.At(path, plan.System.Experiment?.Name ?? plan.System.Name);
        Check(plan, files, options);
        var manifest = SweepManifest.Of(plan, SweepFacts.Of(simulator, plan, options, values));
        if (ExistingResult.Find(files, manifest, options.Overwrite) is { } existing)
        {
            TidyUp(files, manifest);
            ExistingResult.RestoreSidecar(files);
            return existing;
        }

        using Journal journal = Journal.Open(options.Shard is { } shard ? files.ShardJournal(shard) : files.Journal, manifest, options.Overwrite);
        int[] all = [.. Enumerable.Range(0, manifest.Layout.Blocks).Where(b => options.Shard?.Holds(b) ?? true)];
        int[] missing = [.. all.Where(b => journal.Blocks[b] is null)];
        RequireSpace(files, manifest.Layout.BytesPerPoint * missing.Sum(b => (double)manifest.Layout.PointsIn(b)));
        long points = all.Sum(b => (long)manifest.Layout.PointsIn(b));
        long before = points - missing.Sum(b => (long)manifest.Layout.PointsIn(b));
        int threads = Math.Max(1, Math.Min(Math.Min(options.Threads ?? int.MaxValue, Workers.Threads), missing.Length));
        var meter = new SweepMeter(points, before, options.Progress);
        new SweepEngine(plan, create, journal.Keep, meter).Run(missing, threads, cancellation);

        BlockFile[] finished = [.. all.Select(b => journal.Blocks[b]).OfType<BlockFile>()];
        bool isComplete = finished.Length == all.Length;
        bool hasResult = isComplete && options.Shard is null;
        if (hasResult)
        {
            JsonObject run = SweepFacts.OfRun(threads, Stopwatch.GetElapsedTime(started), finished);
            new SweepWriter(manifest, finished).Write(files, journal.Temporary, run);
            journal.Remove();
        }

        return new SweepSummary(
            isComplete ? SweepOutcome.Completed : SweepOutcome.Interrupted,
            manifest.Grid,
            points,
            before,
            meter.Computed,
            journal.Damaged,
            threads,
            Stopwatch.GetElapsedTime(started),
            hasResult ? [files.Result, files.Sidecar] : [journal.Folder],
            SweepWriter.Collect(finished),
            warnings);
    }

    private static void Check(SweepPlan plan, SweepFiles files, SweepOptions options)
    {
        if (options.Threads is < 1)
        {
            throw new ExperimentException($"{options.Threads} threads cannot work; there must be at least one");
        }

        if (options.Shard is { } shard && (shard.Count < 1 || shard.Index < 1 || shard.Index > shard.Count))
        {
            throw new ExperimentException($"there is no shard {shard}: shards are counted from 1");
        }

        if (files.IsTable && plan.KeepsTraces)
        {
            throw new ExperimentException(NoTable);
        }
    }

    // Not to find out after hours; where nobody knows how much is left, writing will tell.
    private static void RequireSpace(SweepFiles files, double bytes)
    {
        string folder = Path.GetDirectoryName(files.Result)!;
        long free;
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return;
        }

        if (bytes > free)
        {
            throw new ExperimentException(
                $"the results need {Numbers.Show(Math.Round(bytes / 1e9, 1))} GB, and where '{folder}' is there are {Numbers.Show(Math.Round(free / 1e9, 1))} GB left; "
                + "keep less of each point (reduce, --reduce), record less often, or write elsewhere");
        }
    }

    // A process that was killed after it had completed the result left its folder behind.
    private static void TidyUp(SweepFiles files, SweepManifest manifest)
    {
        try
        {
            if (Directory.Exists(files.Journal) && (Journal.ManifestOf(files.Journal)?.Hash ?? manifest.Hash) == manifest.Hash)
            {
                using var journal = Journal.Open(files.Journal, manifest, overwrite: false);
                journal.Remove();
            }
        }
        catch (Exception e) when (e is InvalidDataException or ExperimentException or ResultFileException)
        {
            // It is somebody else's.
        }
    }
}
