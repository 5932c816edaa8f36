namespace ModelLang.Runtime;

/// <summary>A simulator whose emitted method advances with a fixed step.</summary>
public interface IFixedStepKernel
{
    /// <summary>
    /// Advances the state by <paramref name="steps"/> steps inside one segment; step <c>n</c> starts at <c>start + n*dt</c>,
    /// so the result does not depend on how steps are grouped into calls.
    /// </summary>
    /// <param name="start">Time of step 0.</param>
    /// <param name="dt">Step, positive.</param>
    /// <param name="first">Number of the first step to take.</param>
    /// <param name="steps">How many steps to take.</param>
    void Advance(double start, double dt, long first, long steps);
}
