using ModelLang.Runtime;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Chooses how the points of a model are run.</summary>
internal static class PointRunners
{
    /// <summary>A runner for a simulator that nobody else uses and that has its data.</summary>
    public static IPointRunner Create(Simulator simulator) => new SinglePointRunner(simulator);

    /// <summary>Of how many points a block should be a multiple, so that none of the runner's lanes is idle.</summary>
    public static int Granularity(Simulator simulator) => simulator is null ? throw new ArgumentNullException(nameof(simulator)) : 1;
}
