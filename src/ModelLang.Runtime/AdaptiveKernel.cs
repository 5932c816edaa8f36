namespace ModelLang.Runtime;

/// <summary>A simulator whose emitted method estimates its error, so that the step can be controlled.</summary>
/// <remarks>
/// Calls come in this order: <see cref="Start"/>, then for each step one or more <see cref="TryStep"/>,
/// any number of <see cref="Interpolate"/>, and <see cref="Accept"/>. After a discontinuity <see cref="Start"/> is called again.
/// </remarks>
public interface IAdaptiveKernel
{
    /// <summary>Order that the step control uses: the error estimate behaves like the step to this power plus one.</summary>
    int ErrorOrder { get; }

    /// <summary>Prepares at a time and the current state (first stage of methods that reuse the last one).</summary>
    void Start(double t);

    /// <summary>Computes a step from the current state without changing it.</summary>
    /// <param name="t">Start of the step.</param>
    /// <param name="h">Length of the step, positive.</param>
    /// <param name="rtol">Relative tolerance.</param>
    /// <param name="atol">Absolute tolerance per state, length n, in base units.</param>
    /// <returns>Root mean square over the states of error / (atol + rtol*max(|y0|, |y1|)); above 1 the step should be rejected; NaN when a stage is not finite.</returns>
    double TryStep(double t, double h, double rtol, ReadOnlySpan<double> atol);

    /// <summary>The solution inside the step last computed by <see cref="TryStep"/>.</summary>
    /// <param name="theta">Position in the step, in [0, 1].</param>
    /// <param name="y">Receives the state, length n.</param>
    void Interpolate(double theta, Span<double> y);

    /// <summary>Makes the end of the step last computed the current state.</summary>
    void Accept();
}
