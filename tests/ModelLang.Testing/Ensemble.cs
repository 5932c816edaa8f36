using ModelLang.Runtime;

namespace ModelLang.Testing;

/// <summary>
/// Units with r' = gain[i]*r + sum_j W[i][j], and a single state s' = 1 before and q' = 0 after them, by the Euler method; written by hand.
/// The weights come from a file if there is one, which then says how many units there are.
/// </summary>
public sealed class Ensemble : Simulator, IFixedStepKernel
{
    private readonly SystemDescription _description;
    private double[] _gain = [];
    private ArrayData? _weights;

    public Ensemble(int units, ArrayDescription[]? arrays = null, RecordingDescription[]? recordings = null)
        : base(0)
    {
        VariableDescription r = new("X.r", "Hz", 1000, 0, 2, Population: 0);
        _description = new SystemDescription
        {
            Name = "ensemble",
            Method = "euler",
            TimeUnit = "ms",
            Populations = [new PopulationDescription("X", arrays?[0].Labels == true ? 0 : -1)],
            Arrays = arrays ?? [],
            Experiment = recordings is null ? null : new ExperimentDescription("e", "", 1, 0, 0.01, null, null, null, 0.5, 0, recordings),
            Parameters = [new VariableDescription("X.gain", "", Lower: -1000, Population: 0)],
            States = [new VariableDescription("s", ""), r, new VariableDescription("q", "")],
            Observables = [new VariableDescription("s", ""), r, new VariableDescription("q", ""), new VariableDescription("X.twice", "", Population: 0)],
            Equations =
            [
                new EquationDescription("s' = 1", "ensemble.mlang", 1), new EquationDescription("r' = gain*r", "ensemble.mlang", 2),
                new EquationDescription("q' = 0", "ensemble.mlang", 3),
            ],
        };
        Resize(units);
        _gain = new double[units];
        Reset();
    }

    public override SystemDescription Description => _description;

    /// <summary>The state behind the population, set as emitted code does.</summary>
    public double Q
    {
        get => State[^1];
        set => SetState(2, value);
    }

    public override double GetParameter(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetParameter(int index, double value) => throw new ArgumentOutOfRangeException(nameof(index));

    public override Span<double> ParameterValues(int index) => _gain;

    public override double GetInput(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetInput(int index, double value) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetArray(int index, ArrayData data)
    {
        if (data.Rows != data.Columns)
        {
            throw new ArgumentException($"a square matrix is needed, this one is {data.Rows} x {data.Columns}", nameof(data));
        }

        _weights = data;
        _gain = new double[data.Rows];
        Resize(data.Rows);
    }

    public override void Reset()
    {
        Time = 0;
        State.Clear();
        State[1..^1].Fill(1);
    }

    public override void Derivative(double t, ReadOnlySpan<double> y, Span<double> dydt)
    {
        dydt[0] = 1;
        for (int i = 0; i < _gain.Length; i++)
        {
            dydt[1 + i] = _gain[i] * y[1 + i];
            for (int j = 0; j < _gain.Length && _weights is not null; j++)
            {
                dydt[1 + i] += _weights.Values[(i * _gain.Length) + j];
            }
        }

        dydt[^1] = 0;
    }

    public override void Jacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian) => throw new NotSupportedException();

    public override void Observe(double t, ReadOnlySpan<double> y, Span<double> values)
    {
        y.CopyTo(values);
        for (int i = 1; i <= _gain.Length; i++)
        {
            values[i] = 1000 * y[i];
            values[_gain.Length + 1 + i] = 2 * y[i];
        }
    }

    public void Advance(double start, double dt, long first, long steps)
    {
        double[] dydt = new double[State.Length];
        for (long n = first; n < first + steps; n++)
        {
            Derivative(start + (n * dt), State, dydt);
            for (int i = 0; i < dydt.Length; i++)
            {
                State[i] += dt * dydt[i];
            }
        }
    }
}
