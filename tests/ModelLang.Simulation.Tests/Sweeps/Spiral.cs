using ModelLang.Runtime;

namespace ModelLang.Simulation.Tests.Sweeps;

/// <summary>x' = g*x - w*y + u, y' = w*x + g*y, by the Euler method; written by hand.</summary>
internal sealed class Spiral : Simulator, IFixedStepKernel
{
    private readonly SystemDescription _description;
    private readonly double[] _parameters = [0, 1];
    private readonly Action? _stepped;
    private double _u;

    public Spiral(ExperimentDescription? experiment = null, Action? stepped = null)
        : base(2)
    {
        _stepped = stepped;
        VariableDescription x = new("x", "mV", 1000, -1e6, 1e6);
        _description = new SystemDescription
        {
            Name = "spiral",
            Method = "euler",
            TimeUnit = "ms",
            Parameters = [new VariableDescription("g", "", Upper: 2000), new VariableDescription("w", "kHz", 10, 0)],
            Inputs = [new VariableDescription("u", "")],
            States = [x, new VariableDescription("y", "")],
            Observables = [x, new VariableDescription("y", "")],
            Equations = [new EquationDescription("x' = g*x - w*y + u", "spiral.mlang", 3), new EquationDescription("y' = w*x + g*y", "spiral.mlang", 4)],
            Experiment = experiment,
        };
        Reset();
    }

    public override SystemDescription Description => _description;

    /// <summary>An experiment of 5 ms with 51 samples, over axes.</summary>
    public static ExperimentDescription Over(params SweepAxisDescription[] axes) =>
        new("map", "", 5, 0, 0.1, null, null, null, 0.1, 0, [new RecordingDescription("x", 0), new RecordingDescription("y", 1)]) { Sweep = axes };

    /// <summary>An axis of one quantity.</summary>
    public static SweepAxisDescription Axis(SweptKind kind, int index, params double[] values) => new([new SweptDescription(kind, index, values)]);

    public override double GetParameter(int index) => _parameters[index];

    public override void SetParameter(int index, double value) => _parameters[index] = _description.Parameters[index].Require(value);

    public override double GetInput(int index) => _u;

    public override void SetInput(int index, double value) => _u = value;

    /// <summary>The parameter w before anything sets it.</summary>
    public double Turning { init => _parameters[1] = value; }

    /// <summary>A growth without steady state.</summary>
    public double Refused { get; init; } = double.NaN;

    public override void Reset()
    {
        if (_parameters[0] == Refused)
        {
            throw new SteadyStateException("no steady state");
        }

        Time = 0;
        State[0] = 1e-3;
        State[1] = 0;
    }

    public override void Derivative(double t, ReadOnlySpan<double> y, Span<double> dydt)
    {
        dydt[0] = (_parameters[0] * y[0]) - (_parameters[1] * y[1]) + _u;
        dydt[1] = (_parameters[1] * y[0]) + (_parameters[0] * y[1]);
    }

    public override void Jacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian) => throw new NotSupportedException();

    public override void Observe(double t, ReadOnlySpan<double> y, Span<double> values)
    {
        values[0] = 1000 * y[0];
        values[1] = y[1];
    }

    public void Advance(double start, double dt, long first, long steps)
    {
        _stepped?.Invoke();
        Span<double> dydt = stackalloc double[2];
        Span<double> y = State;
        for (long n = first; n < first + steps; n++)
        {
            Derivative(start + (n * dt), y, dydt);
            y[0] += dt * dydt[0];
            y[1] += dt * dydt[1];
        }
    }
}
