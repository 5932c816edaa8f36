using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Runs the experiment of a simulator, or an explicit one, and records it.</summary>
/// <example>
/// <code>
/// RunResult result = simulator.Run(new RunOptions { Duration = 100 });
/// double last = result.Trajectory["r"].Values[^1];
/// </code>
/// </example>
public static class ExperimentRunner
{
    /// <summary>
    /// Simulates from the simulator's present time and state, or from its initial state when the options hold settings,
    /// to the end of the experiment. Data files are read first, unless the simulator has its data (<see cref="Simulator.HasData"/>).
    /// </summary>
    /// <param name="simulator">The simulator; at the end it is at the time and state that the run reached.</param>
    /// <param name="options">What differs from the simulator's experiment; required when it has none.</param>
    /// <param name="cancellation">Ends the run; what was recorded is returned.</param>
    /// <exception cref="ExperimentException">The experiment is incomplete or contradicts itself.</exception>
    /// <exception cref="DataFileException">A data file holds something else than it should.</exception>
    /// <exception cref="IOException">A data file is missing or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">A data file may not be read.</exception>
    public static RunResult Run(this Simulator simulator, RunOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new RunOptions();
        IReadOnlyList<string> warnings = simulator.HasData ? [] : simulator.LoadData();
        try
        {
            if ((options.Seed ?? simulator.Description.Experiment?.Seed) is { } seed)
            {
                // What is drawn at a reset follows from the seed, as long as the run has not begun.
                bool redraw = simulator.Seed != unchecked((ulong)seed) && simulator.Description.HasDraws && simulator.Time == 0;
                simulator.Seed = unchecked((ulong)seed);
                if (redraw && options.Settings is null)
                {
                    simulator.Reset();
                }
            }

            if (options.Settings is { } settings)
            {
                VariableSetting.Apply(settings, simulator);
            }
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw ExperimentException.OutOfRange(e);
        }

        return new ExperimentRun(simulator, options, warnings).Execute(cancellation);
    }
}
