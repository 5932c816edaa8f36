using ModelLang.Dynamic;
using ModelLang.Runtime;

namespace ModelLang.Numerics.Tests.Lanes;

/// <summary>Simulators of one class that differ in their parameters.</summary>
internal static class Ensembles
{
    /// <summary>Not a multiple of the number of lanes that lie side by side.</summary>
    public const int Count = 21;

    /// <summary>Makes the simulators; number i has each parameter i per mille larger, where its range allows it.</summary>
    public static Simulator[] Create(CompiledModel model, int count = Count, ulong seed = 7) => [.. Enumerable.Range(0, count).Select(lane =>
    {
        Simulator simulator = model.CreateSimulator();
        simulator.Seed = seed;
        Vary(simulator, lane);
        return simulator;
    })];

    /// <summary>Gives a simulator the parameters of a lane and resets it.</summary>
    public static void Vary(Simulator simulator, int lane)
    {
        for (int p = 0; p < simulator.Description.Parameters.Count; p++)
        {
            double value = simulator.GetParameter(p) * (1 + (1e-3 * lane)) + (1e-5 * lane);
            if (simulator.Description.Parameters[p].Allows(value))
            {
                simulator.SetParameter(p, value);
            }
        }

        simulator.Reset();
    }
}
