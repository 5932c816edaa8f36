namespace ModelLang.Runtime;

/// <content>What a system with delays adds.</content>
public abstract partial class Simulator
{
    private DelayHistory? _past;

    /// <summary>The past of the quantities that are read with a delay.</summary>
    protected DelayHistory Past => _past ??= new DelayHistory(this);

    /// <summary>The past, or null when nothing is read with a delay.</summary>
    internal DelayHistory? PastIfAny() => SignalCount == 0 ? null : Past;

    /// <summary>How many quantities are read with a delay.</summary>
    protected internal virtual int SignalCount => 0;

    /// <summary>The order of the method: interpolation in the past has it, and discontinuities that come through delays are stepped onto as far as it needs.</summary>
    protected internal virtual int MethodOrder => 1;

    /// <summary>The quantities that are read with a delay, at a time and state.</summary>
    /// <param name="t">Time.</param>
    /// <param name="y">State, length n.</param>
    /// <param name="signals">Receives the values in base units, length <see cref="SignalCount"/>.</param>
    protected internal virtual void Signals(double t, ReadOnlySpan<double> y, Span<double> signals)
    {
    }

    /// <summary>The quantities that are read with a delay, before the run.</summary>
    /// <param name="t">Time, at or before the start of the run.</param>
    /// <param name="signals">Holds their initial values; those that the model gives a history receive it. Length <see cref="SignalCount"/>.</param>
    /// <returns>Whether the model gives one a history; otherwise all keep their initial values.</returns>
    protected internal virtual bool SignalsBefore(double t, Span<double> signals) => false;

    /// <summary>Lists the delays with the present parameters.</summary>
    /// <param name="delays">Receives them.</param>
    protected internal virtual void CollectDelays(DelayList delays)
    {
    }

    /// <summary>The Jacobian of the right-hand side at rest, where everything delayed is what it is now; that of the present state alone when there are no delays.</summary>
    /// <param name="jacobian">Receives the matrix at the present time and state, row-major n x n.</param>
    internal void JacobianAtRest(Span<double> jacobian)
    {
        if (SignalCount == 0)
        {
            Jacobian(Time, _state, jacobian);
            return;
        }

        int n = _state.Length;
        double[] forward = new double[n];
        double[] backward = new double[n];
        for (int j = 0; j < n; j++)
        {
            double y = _state[j];
            double apart = Math.Cbrt(double.BitIncrement(1) - 1) * Math.Max(Math.Abs(y), 1e-3);
            _state[j] = y + apart;
            Derivative(Time, _state, forward);
            _state[j] = y - apart;
            Derivative(Time, _state, backward);
            _state[j] = y;
            for (int i = 0; i < n; i++)
            {
                jacobian[(i * n) + j] = (forward[i] - backward[i]) / (2 * apart);
            }
        }
    }

    /// <summary>Forgets the past; a new run begins.</summary>
    protected void ForgetPast()
    {
        if (_past?.SignalCount != SignalCount)
        {
            _past = null;
        }

        _past?.Forget();
    }
}
