namespace ModelLang.Runtime.Tests.Delays;

/// <summary>The right-hand side of a system with delays.</summary>
internal delegate void DelayedRhs(double t, ReadOnlySpan<double> y, DelayHistory past, Span<double> dydt);

/// <summary>A map from state to what is read with a delay.</summary>
internal delegate void SignalMap(double t, ReadOnlySpan<double> y, DelayHistory past, Span<double> signals);

/// <summary>A system with delays, written by hand; its delayed quantities are its states unless said otherwise.</summary>
internal abstract class DelayedSystem(int order, double[] initial, DelayedRhs rhs, params double[] delays) : Simulator(initial.Length)
{
    private readonly double[] _initial = initial;

    public override SystemDescription Description { get; } = new()
    {
        Name = "delayed",
        Method = "by hand",
        TimeUnit = "ms",
        States = [.. initial.Select((_, i) => new VariableDescription($"x{i}", ""))],
    };

    /// <summary>The quantities before t = 0, if they are not constant.</summary>
    public Action<double, double[]>? Before { get; set; }

    /// <summary>What is read with a delay, if not the states.</summary>
    public SignalMap? Map { get; set; }

    /// <summary>A discontinuity in time of the right-hand side.</summary>
    public double Jump { get; set; } = double.PositiveInfinity;

    /// <summary>Whether the present segment is after the jump.</summary>
    public bool HasJumped { get; private set; }

    public double[] Delays { get; set; } = delays;

    public DelayHistory PastOfTest => Past;

    public static DelayedSystem Make(string method, double[] initial, DelayedRhs rhs, params double[] delays) => method switch
    {
        "euler" => new FixedStep(1, initial, rhs, delays),
        "heun" => new FixedStep(2, initial, rhs, delays),
        "rk4" => new FixedStep(4, initial, rhs, delays),
        _ => new BogackiShampine(initial, rhs, delays),
    };

    protected internal override int SignalCount => _initial.Length;

    protected internal override int MethodOrder => order;

    protected internal override void Signals(double t, ReadOnlySpan<double> y, Span<double> signals)
    {
        if (Map is null)
        {
            y.CopyTo(signals);
        }
        else
        {
            Map(t, y, Past, signals);
        }
    }

    protected internal override bool SignalsBefore(double t, Span<double> signals)
    {
        if (Before is null)
        {
            return false;
        }

        double[] values = signals.ToArray();
        Before(t, values);
        values.CopyTo(signals);
        return true;
    }

    protected internal override void CollectDelays(DelayList delays)
    {
        foreach (double delay in Delays)
        {
            delays.Add(delay, "x");
        }
    }

    public override double NextDiscontinuity(double t) => DiscontinuityTimes.Next(t, Jump);

    public override void EnterSegment(double middle) => HasJumped = middle > Jump;

    public override void Reset()
    {
        Time = 0;
        _initial.CopyTo(State);
        ForgetPast();
    }

    public override void Derivative(double t, ReadOnlySpan<double> y, Span<double> dydt) => rhs(t, y, Past, dydt);

    public override double GetParameter(int index) => throw new NotSupportedException();

    public override void SetParameter(int index, double value) => throw new NotSupportedException();

    public override double GetInput(int index) => throw new NotSupportedException();

    public override void SetInput(int index, double value) => throw new NotSupportedException();

    public override void Jacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian) => throw new NotSupportedException();

    public override void Observe(double t, ReadOnlySpan<double> y, Span<double> values) => y.CopyTo(values);
}

/// <summary>Explicit methods of order 1, 2 and 4 whose stages use one stage before: Euler, Heun, classical Runge-Kutta.</summary>
internal sealed class FixedStep : DelayedSystem, IFixedStepKernel
{
    private readonly double[] _nodes;
    private readonly double[] _weights;
    private readonly double[] _slope;
    private readonly double[] _argument;
    private readonly double[] _sum;

    public FixedStep(int order, double[] initial, DelayedRhs rhs, double[] delays)
        : base(order, initial, rhs, delays)
    {
        (_nodes, _weights) = order switch
        {
            1 => (new double[] { 0 }, new double[] { 1 }),
            2 => ([0, 1], [1.0 / 2, 1.0 / 2]),
            _ => ([0, 1.0 / 2, 1.0 / 2, 1], [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6]),
        };
        (_slope, _argument, _sum) = (new double[initial.Length], new double[initial.Length], new double[initial.Length]);
        Reset();
    }

    public void Advance(double start, double dt, long first, long steps)
    {
        for (long n = first; n < first + steps; n++)
        {
            Array.Clear(_sum);
            for (int stage = 0; stage < _nodes.Length; stage++)
            {
                for (int i = 0; i < _sum.Length; i++)
                {
                    _argument[i] = State[i] + (dt * _nodes[stage] * _slope[i]);
                }

                Derivative(start + (n * dt) + (_nodes[stage] * dt), stage == 0 ? State : _argument, _slope);
                for (int i = 0; i < _sum.Length; i++)
                {
                    _sum[i] += _weights[stage] * _slope[i];
                }
            }

            for (int i = 0; i < _sum.Length; i++)
            {
                State[i] += dt * _sum[i];
            }
        }
    }
}

/// <summary>Order 3(2): Bogacki and Shampine (1989), Appl. Math. Lett. 2:321; cubic Hermite output.</summary>
internal sealed class BogackiShampine : DelayedSystem, IAdaptiveKernel
{
    private readonly double[][] _k;
    private readonly double[] _argument;
    private readonly double[] _next;
    private double _h;
    private double _end;

    public BogackiShampine(double[] initial, DelayedRhs rhs, double[] delays)
        : base(3, initial, rhs, delays)
    {
        _k = [.. Enumerable.Range(0, 4).Select(_ => new double[initial.Length])];
        (_argument, _next) = (new double[initial.Length], new double[initial.Length]);
        Reset();
    }

    public int ErrorOrder => 2;

    public void Start(double t) => Derivative(t, State, _k[0]);

    public double TryStep(double t, double h, double rtol, ReadOnlySpan<double> atol)
    {
        Stage(1, t + (h / 2), [h / 2]);
        Stage(2, t + (0.75 * h), [0, 0.75 * h]);
        Stage(3, t + h, [h * 2 / 9, h / 3, h * 4 / 9]);
        _argument.CopyTo(_next, 0);
        (_h, _end) = (h, t + h);
        double sum = 0;
        for (int i = 0; i < _next.Length; i++)
        {
            double error = h * ((-5.0 / 72 * _k[0][i]) + (_k[1][i] / 12) + (_k[2][i] / 9) - (_k[3][i] / 8));
            error /= atol[i] + (rtol * Math.Max(Math.Abs(State[i]), Math.Abs(_next[i])));
            sum += error * error;
        }

        return Math.Sqrt(sum / _next.Length);
    }

    public void Interpolate(double theta, Span<double> y)
    {
        double rest = 1 - theta;
        for (int i = 0; i < _next.Length; i++)
        {
            y[i] = (rest * rest * (1 + (2 * theta)) * State[i]) + (theta * theta * (1 + (2 * rest)) * _next[i])
                + (_h * theta * rest * ((rest * _k[0][i]) - (theta * _k[3][i])));
        }
    }

    public void Accept()
    {
        _next.CopyTo(State);
        (_k[0], _k[3]) = (_k[3], _k[0]);
        Time = _end;
    }

    private void Stage(int stage, double t, ReadOnlySpan<double> weights)
    {
        for (int i = 0; i < _argument.Length; i++)
        {
            _argument[i] = State[i];
            for (int j = 0; j < weights.Length; j++)
            {
                _argument[i] += weights[j] * _k[j][i];
            }
        }

        Derivative(t, _argument, _k[stage]);
    }
}
