namespace ModelLang.Runtime;

/// <summary>Chooses the lengths of steps from estimates of their errors.</summary>
/// <remarks>
/// Proportional-integral control: Hairer and Wanner, Solving Ordinary Differential Equations II, sect. IV.2 (after Gustafsson). Errors are in units of the
/// tolerance. Logarithms and powers are those of <see cref="Elementary"/>, so that the steps are the same on every machine.
/// </remarks>
internal sealed class StepControl
{
    private const double Safety = 0.9;
    private const double LeastFactor = 0.2;
    private const double LargestFactor = 5;
    private const double FactorWhenNotFinite = 0.1;
    private const double LeastError = 1e-10;

    // Of the error before the first step, and at least of every error that is remembered.
    private static readonly double s_logInitial = Elementary.Log(1e-4);

    private readonly double _alpha;
    private readonly double _beta;
    private readonly double _exponent;
    private double _logPrevious = s_logInitial;
    private bool _rejected;

    /// <summary>Makes a control for a method.</summary>
    /// <param name="errorOrder">The error estimate behaves like the step to this power plus one.</param>
    public StepControl(int errorOrder)
    {
        _exponent = 1.0 / (errorOrder + 1);
        _beta = 0.4 * _exponent;
        _alpha = _exponent - (0.75 * _beta);
    }

    /// <summary>The step that will be tried next.</summary>
    public double Next { get; set; }

    /// <summary>The longest step allowed.</summary>
    public double Longest { get; set; }

    /// <summary>Forgets the errors of the steps before.</summary>
    public void Forget() => (_logPrevious, _rejected) = (s_logInitial, false);

    /// <summary>A step that ends at the barrier at the latest.</summary>
    /// <param name="t">Where it starts.</param>
    /// <param name="barrier">A later time.</param>
    /// <param name="keepsLongest">Whether the last step before the barrier must not be longer than <see cref="Longest"/>.</param>
    public ProposedStep Propose(double t, double barrier, bool keepsLongest)
    {
        double room = barrier - t;
        bool isLast = Next >= room * (1 - 1e-10) && (!keepsLongest || room <= Longest + (1e-14 * Math.Abs(t)));

        // Two steps of equal length rather than a long one and a sliver.
        double h = isLast ? room : Next > room / 2 && Next < room ? room / 2 : Next;
        double end = isLast ? barrier : t + h;
        bool isTooSmall = !(end > t) || h <= 4 * (Math.BitIncrement(Math.Abs(t)) - Math.Abs(t));

        // The length that the floating-point times really have.
        return new ProposedStep(isTooSmall ? h : end - t, end, isLast, isTooSmall);
    }

    /// <summary>Whether a step is good enough; chooses the next one.</summary>
    /// <param name="step">The step.</param>
    /// <param name="error">Its error; NaN when it could not be computed.</param>
    public bool Accepts(ProposedStep step, double error)
    {
        if (error <= 1)
        {
            double log = Elementary.Log(Math.Max(error, LeastError));
            double factor = Safety * Elementary.Exp((_beta * _logPrevious) - (_alpha * log));
            double next = step.Length * Math.Clamp(factor, LeastFactor, _rejected ? 1 : LargestFactor);
            Next = Math.Min(step.IsLast ? Math.Max(Next, next) : next, Longest);
            _logPrevious = Math.Max(log, s_logInitial);
            _rejected = false;
            return true;
        }

        _rejected = true;
        Next = step.Length * (double.IsFinite(error)
            ? Math.Clamp(Safety * Elementary.Exp(-_exponent * Elementary.Log(error)), LeastFactor, Safety)
            : FactorWhenNotFinite);
        return false;
    }
}

/// <summary>A step to try.</summary>
/// <param name="Length">Its length.</param>
/// <param name="End">Where it ends.</param>
/// <param name="IsLast">Whether that is the barrier.</param>
/// <param name="IsTooSmall">Whether it is too small for the precision of the time.</param>
internal readonly record struct ProposedStep(double Length, double End, bool IsLast, bool IsTooSmall);
