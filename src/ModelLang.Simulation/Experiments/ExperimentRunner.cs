using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Runs the experiment of a simulator, or an explicit one, and records it.</summary>
/// <example>
/// <code>
/// RunResult result = ExperimentRunner.Run(simulator, new RunOptions { Duration = 100 });
/// double last = result.Trajectory["r"].Values[^1];
/// </code>
/// </example>
public static class ExperimentRunner
{
    /// <summary>Simulates from the simulator's present time and state to the end of the experiment.</summary>
    /// <param name="simulator">Its parameters, inputs and state are used as they are; data files are read.</param>
    /// <param name="options">What differs from the simulator's experiment; required when it has none.</param>
    /// <param name="cancellation">Ends the run; what was recorded is returned.</param>
    /// <exception cref="ExperimentException">The experiment is incomplete or contradicts itself.</exception>
    /// <exception cref="DataFileException">A data file holds something else than it should.</exception>
    /// <exception cref="IOException">A data file is missing or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">A data file may not be read.</exception>
    public static RunResult Run(Simulator simulator, RunOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new RunOptions();
        IReadOnlyList<string> warnings = DataFile.Load(simulator);
        return new ExperimentRun(simulator, options, warnings).Execute(cancellation);
    }
}
