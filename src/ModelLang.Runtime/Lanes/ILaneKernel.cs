namespace ModelLang.Runtime;

/// <summary>A simulator whose emitted method also takes many simulators of its class on at once, each in a lane of a <see cref="LaneBlock"/>.</summary>
/// <remarks>A lane gives the bits that its simulator gives by itself, for any width of vectors and any number of lanes.</remarks>
public interface ILaneKernel
{
    /// <summary>Numbers per lane: states, then what a step reads and keeps.</summary>
    int LaneElements { get; }

    /// <summary>Writes what a step reads besides the states (parameters, inputs, what follows from them) of this simulator to a lane.</summary>
    /// <remarks>To be called again when a parameter, an input or the segment between two discontinuities has changed.</remarks>
    /// <param name="lanes">The lanes.</param>
    /// <param name="lane">The lane of this simulator.</param>
    /// <param name="dt">The step; of no effect where a method chooses it.</param>
    void WriteLane(LaneBlock lanes, int lane, double dt);
}

/// <summary>Lanes that go on with a fixed step.</summary>
public interface IFixedStepLanes : ILaneKernel
{
    /// <summary>Advances the states of all lanes as <see cref="IFixedStepKernel.Advance"/> does those of one simulator.</summary>
    /// <remarks>Noise is that of this simulator's seed and <see cref="Simulator.NoiseStep"/>, the same in all lanes.</remarks>
    /// <param name="start">Time of step 0.</param>
    /// <param name="dt">Step, positive.</param>
    /// <param name="first">Number of the first step to take.</param>
    /// <param name="steps">How many steps to take.</param>
    /// <param name="lanes">The lanes.</param>
    void AdvanceLanes(double start, double dt, long first, long steps, LaneBlock lanes);
}
