using ModelLang.Runtime;

namespace ModelLang.Simulation.Tests.Experiments;

/// <summary>x' = k*x^p + u, y' = 1, by the Euler method; written by hand.</summary>
internal sealed class Growth : Simulator, IFixedStepKernel
{
    private readonly SystemDescription _description;
    private TimeTable? _table;

    public Growth(ExperimentDescription? experiment = null, params TableDescription[] tables)
        : base(2)
    {
        _description = new SystemDescription
        {
            Name = "growth",
            Method = "euler",
            TimeUnit = "ms",
            States = [new VariableDescription("x", "mV", 1000, -1, 2), new VariableDescription("y", "")],
            Observables = [new VariableDescription("x", "mV", 1000), new VariableDescription("y", ""), new VariableDescription("twice", "")],
            Equations = [new EquationDescription("x' = k*x^p + u", "growth.mlang", 7), new EquationDescription("y' = 1", "growth.mlang", 8)],
            Experiment = experiment,
            Tables = tables,
        };
        Reset();
    }

    public double Rate { get; set; } = -1;

    public double Power { get; set; } = 1;

    public override SystemDescription Description => _description;

    public override double GetParameter(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetParameter(int index, double value) => throw new ArgumentOutOfRangeException(nameof(index));

    public override double GetInput(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetInput(int index, double value) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetTable(int index, TimeTable table) => _table = table;

    public override void Reset()
    {
        Time = 0;
        State[0] = 1;
        State[1] = 0;
    }

    public override void Derivative(double t, ReadOnlySpan<double> y, Span<double> dydt)
    {
        dydt[0] = (Rate * (Power == 1 ? y[0] : Math.Pow(y[0], Power))) + (_table?.Previous(t) ?? 0);
        dydt[1] = 1;
    }

    public override void Jacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian) => throw new NotSupportedException();

    public override void Observe(double t, ReadOnlySpan<double> y, Span<double> values)
    {
        values[0] = 1000 * y[0];
        values[1] = y[1];
        values[2] = 2 * y[1];
    }

    public void Advance(double start, double dt, long first, long steps)
    {
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
