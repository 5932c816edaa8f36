namespace ModelLang.Runtime;

/// <content>The steps of the past in the order of growing delays, for code that reads many delays at one time.</content>
public sealed partial class DelayHistory
{
    /// <summary>Whether the model gives a quantity a past before the run.</summary>
    internal bool HasFunction => _hasFunction;

    /// <summary>Finds out what the quantities were before the run, if no run has begun; from then on several threads may read.</summary>
    internal void Prepare()
    {
        if (_count == 0)
        {
            FillFromState();
        }
    }

    /// <summary>Goes on to the step of the past that holds a delay.</summary>
    /// <param name="t">The present time.</param>
    /// <param name="delay">A delay, not shorter than the ones asked for before.</param>
    /// <param name="back">The step found before, or -1; receives the step.</param>
    /// <param name="step">Receives where in the step delays lie.</param>
    /// <returns>False when the delay, and with it every longer one, reaches to a time before the run.</returns>
    /// <exception cref="DelayException">The past does not reach so far.</exception>
    internal bool TryGoBack(double t, double delay, ref int back, out DelaysInStep step)
    {
        double time = t - delay;
        double rounding = Rounding * Math.Max(Math.Abs(t), delay);
        double side = t < _middle ? rounding : -rounding;
        if (!IsInRun(time, side, rounding))
        {
            step = default;
            return false;
        }

        if (back < 0)
        {
            back = Find(time, time + side, rounding);
        }

        while (time + side <= End(back + 1) && time + side <= _ends[_newest])
        {
            if (++back > _count - 2)
            {
                throw Delays.Forgotten(time, End(_count - 1));
            }
        }

        double start = End(back + 1);
        double length = End(back) - start;
        double scale = length == 0 ? 0 : 1 / length;
        step = new DelaysInStep(Math.Max(delay, t - start + side), length == 0 ? 1 : (t - start) * scale, scale);
        return true;
    }

    /// <summary>The values of all quantities at a node of a step.</summary>
    /// <param name="back">How many steps lie after it.</param>
    /// <param name="node">0 for its start, up to the number of nodes for its end.</param>
    internal ReadOnlySpan<double> NodeRow(int back, int node) => node == 0 ? Row(back + 1, _nodes) : Row(back, node);

    /// <summary>The value of a quantity at a time before the run.</summary>
    internal double Before(int signal, double t, double delay) => ValueBefore(signal, t - delay);

    private bool IsInRun(double time, double side, double rounding) => time + side > _start && !(_count == 1 && time - _start <= 4 * rounding);

    /// <summary>Which delays fall into a step of the past, and where.</summary>
    /// <param name="Longest">The longest of them.</param>
    /// <param name="Offset">A delay d falls on theta = Offset - Scale*d, between 0 at the start of the step and 1 at its end.</param>
    /// <param name="Scale">One over the length of the step.</param>
    internal readonly record struct DelaysInStep(double Longest, double Offset, double Scale);
}
