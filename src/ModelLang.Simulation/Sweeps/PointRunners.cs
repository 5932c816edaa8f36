using System.Runtime.Intrinsics;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Chooses how the points of a model are run.</summary>
internal static class PointRunners
{
    // A power of two that is not too large for small sweeps to use several threads.
    private const int LanesPerBlock = 64;

    /// <summary>A runner for one thread.</summary>
    /// <param name="create">Makes a simulator.</param>
    public static IPointRunner Create(Func<Simulator> create)
    {
        Simulator first = create();
        first.LoadData();

        // Without vector registers lanes give the same bits, slowly.
        return first is ILaneKernel && Vector128.IsHardwareAccelerated ? new LanePointRunner(first, create) : new SinglePointRunner(first);
    }

    /// <summary>Of how many points a block should be a multiple, so that none of the runner's lanes is idle.</summary>
    public static int Granularity(Simulator simulator) => simulator is ILaneKernel ? LanesPerBlock : 1;
}
