namespace ModelLang.Runtime;

/// <summary>The delays of a system with its present parameters, in the system's time unit.</summary>
public sealed class DelayList
{
    // More distinct delays than this have more images of a discontinuity than one wants to step onto.
    internal const int MostDistinct = 256;

    private readonly double[] _distinct = new double[MostDistinct];
    private readonly string _unit;
    private int _count;
    private string _shortestName = "";

    internal DelayList(string unit) => _unit = unit.Length == 0 ? "" : " " + unit;

    /// <summary>The shortest delay; infinite when there is none.</summary>
    public double Shortest { get; private set; } = double.PositiveInfinity;

    /// <summary>The longest delay; 0 when there is none.</summary>
    public double Longest { get; private set; }

    /// <summary>Whether <see cref="Distinct"/> holds every delay.</summary>
    internal bool IsComplete { get; private set; } = true;

    /// <summary>The distinct delays, ascending.</summary>
    internal ReadOnlySpan<double> Distinct => _distinct.AsSpan(0, _count);

    /// <summary>Adds a delay.</summary>
    /// <param name="delay">How long it is.</param>
    /// <param name="name">What is delayed, for messages.</param>
    /// <exception cref="DelayException">It is not positive and finite.</exception>
    public void Add(double delay, string name)
    {
        Include(delay, name);
        int at = 0;
        while (at < _count && _distinct[at] < delay && !AreSame(_distinct[at], delay))
        {
            at++;
        }

        if (at < _count && AreSame(_distinct[at], delay))
        {
            return;
        }

        if (_count == MostDistinct)
        {
            IsComplete = false;
            return;
        }

        _distinct.AsSpan(at, _count - at).CopyTo(_distinct.AsSpan(at + 1));
        _distinct[at] = delay;
        _count++;
    }

    /// <summary>Adds many delays of which only the bounds matter: discontinuities that come through them are left to the control of the error.</summary>
    /// <param name="shortest">The shortest one.</param>
    /// <param name="longest">The longest one.</param>
    /// <param name="name">What is delayed, for messages.</param>
    /// <exception cref="DelayException">One is not positive and finite.</exception>
    public void Add(double shortest, double longest, string name)
    {
        Include(shortest, name);
        Include(longest, name);
        IsComplete = false;
    }

    internal void Clear()
    {
        _count = 0;
        Shortest = double.PositiveInfinity;
        Longest = 0;
        IsComplete = true;
    }

    /// <summary>Refuses a step longer than the shortest delay.</summary>
    internal void RequireStep(double step)
    {
        if (step > Shortest * (1 + 1e-9))
        {
            throw new DelayException(FormattableString.Invariant(
                $"The delay of '{_shortestName}', {Shortest:R}{_unit}, is shorter than the step of {step:R}{_unit}: what it asks for is not known yet. Use a step of at most {Shortest:R}{_unit}, or a method that controls its step."));
        }
    }

    internal DelayException NotKnownYet(double time, double newest) => new(FormattableString.Invariant(
        $"The value at t = {time:R}{_unit} is asked for, but the past is known up to t = {newest:R}{_unit} only; the shortest delay is that of '{_shortestName}', {Shortest:R}{_unit}."));

    internal DelayException Forgotten(double time, double oldest) => new(FormattableString.Invariant(
        $"The value at t = {time:R}{_unit} is asked for, but the past is known from t = {oldest:R}{_unit} only: a delay was made longer during a run. Reset first."));

    private void Include(double delay, string name)
    {
        if (!(delay > 0) || !double.IsFinite(delay))
        {
            throw new DelayException(FormattableString.Invariant($"The delay of '{name}' is {delay:R}{_unit}; it must be positive and finite."));
        }

        if (delay < Shortest)
        {
            (Shortest, _shortestName) = (delay, name);
        }

        Longest = Math.Max(Longest, delay);
    }

    private static bool AreSame(double a, double b) => Math.Abs(a - b) <= 1e-12 * b;
}
