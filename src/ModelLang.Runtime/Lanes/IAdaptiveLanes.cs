namespace ModelLang.Runtime;

/// <summary>Lanes that go on with steps of their own, chosen by estimates of their errors.</summary>
/// <remarks>Behind the n states of a lane lie the time at which its step starts, the length of the step, and the error that the step had.</remarks>
public interface IAdaptiveLanes : ILaneKernel
{
    /// <summary>Puts this simulator's state and what a step reads into a lane, and prepares it (<see cref="IAdaptiveKernel.Start"/>).</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="lane">The lane of this simulator.</param>
    /// <param name="t">The time.</param>
    void StartLane(LaneBlock lanes, int lane, double t);

    /// <summary>Computes a step of every lane as <see cref="IAdaptiveKernel.TryStep"/> does for one simulator.</summary>
    /// <param name="rtol">Relative tolerance.</param>
    /// <param name="atol">Absolute tolerance per state, length n, in base units.</param>
    /// <param name="lanes">The lanes, with the start and the length of each step; receive the errors.</param>
    void TryStepLanes(double rtol, ReadOnlySpan<double> atol, LaneBlock lanes);

    /// <summary>The solution inside the last step of a lane.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="lane">The lane of this simulator.</param>
    /// <param name="theta">Position in the step, in [0, 1].</param>
    /// <param name="y">Receives the state, length n.</param>
    void InterpolateLane(LaneBlock lanes, int lane, double theta, Span<double> y);

    /// <summary>Makes the end of the last step of a lane its state and that of this simulator.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="lane">The lane of this simulator.</param>
    void AcceptLane(LaneBlock lanes, int lane);
}
