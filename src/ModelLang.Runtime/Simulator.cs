namespace ModelLang.Runtime;

/// <summary>
/// One system of equations with its parameters, inputs and state; what every emitted class derives from.
/// </summary>
/// <remarks>
/// Stored values are in base units; <see cref="VariableDescription.Scale"/> turns them into the unit shown.
/// No member called in a time loop allocates. An instance is not thread-safe; make one per thread.
/// </remarks>
public abstract partial class Simulator
{
    private double[] _state;
    private double[]? _observed;
    private int[] _populationSizes = [];
    private VectorLayout? _stateLayout;
    private VectorLayout? _observableLayout;
    private SolutionCursor? _stepper;
    private double _stepLength;
    private IntegrationSettings? _stepSettings;

    /// <summary>Makes a simulator with room for <paramref name="stateCount"/> states.</summary>
    protected Simulator(int stateCount) => _state = new double[stateCount];

    /// <summary>Names, units, ranges, equations and citation of the system.</summary>
    public abstract SystemDescription Description { get; }

    /// <summary>Number of units of each population, in the order of <c>Description.Populations</c>; 0 while a data file that says it has not been loaded.</summary>
    public IReadOnlyList<int> PopulationSizes => _populationSizes;

    /// <summary>Where each of <c>Description.States</c> lies in <see cref="State"/>.</summary>
    public VectorLayout StateLayout => _stateLayout ??= new VectorLayout(Description.States, _populationSizes);

    /// <summary>Where each of <c>Description.Observables</c> lies in what <see cref="Observe"/> fills.</summary>
    public VectorLayout ObservableLayout => _observableLayout ??= new VectorLayout(Description.Observables, _populationSizes);

    /// <summary>Makes room for populations of the given sizes; does nothing when they are as large already.</summary>
    /// <param name="sizes">Number of units of each population.</param>
    protected void Resize(params int[] sizes)
    {
        if (_state.Length > 0 && _populationSizes.AsSpan().SequenceEqual(sizes))
        {
            return;
        }

        _populationSizes = sizes;
        _stateLayout = null;
        _observableLayout = null;
        _observed = null;
        _stepper = null;
        _state = new double[StateLayout.Length];
    }

    /// <summary>How the connections of each statement are kept since the last reset; empty where none are kept.</summary>
    public virtual IReadOnlyList<ConnectionDescription> Connections => [];

    /// <summary>Gives an array a length, for emitted code; its values are kept only if it has it already.</summary>
    protected static void Fit(ref double[] array, int length)
    {
        if (array.Length != length)
        {
            array = new double[length];
        }
    }

    /// <summary>The state vector, one block after the other as <see cref="StateLayout"/> says, in base units; may be written between steps.</summary>
    public Span<double> State => _state;

    /// <summary>The array behind <see cref="State"/>, for emitted code.</summary>
    protected double[] StateArray => _state;

    /// <summary>Sets a state, in base units.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or outside the declared range.</exception>
    /// <param name="index">Index in <c>Description.States</c>, of one that has no population.</param>
    /// <param name="value">The new value.</param>
    protected void SetState(int index, double value) =>
        _state[_populationSizes.Length == 0 ? index : StateLayout.Offset(index)] = Description.States[index].Require(value);

    /// <summary>One observable at the present time and state, in the unit shown.</summary>
    /// <param name="index">Index in <c>Description.Observables</c>.</param>
    protected double Observed(int index)
    {
        _observed ??= new double[ObservableLayout.Length];
        Observe(Time, _state, _observed);
        return _observed[ObservableLayout.Offset(index)];
    }

    /// <summary>One unit of an observable at the present time and state, in the unit shown.</summary>
    internal double ObservedUnit(int index, int unit)
    {
        Observed(index);
        return _observed![ObservableLayout.Offset(index) + unit];
    }

    /// <summary>The values of a parameter per unit, to be read.</summary>
    internal ReadOnlySpan<double> ReadParameterValues(int index) => ParameterArray(index);

    /// <summary>The array behind a parameter with a value per unit, for emitted code.</summary>
    protected virtual double[] ParameterArray(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The time the state belongs to, in the system's time unit.</summary>
    public double Time { get; set; }

    /// <summary>
    /// The folder of the model file, to which the names of data files are relative; that of the application unless a model
    /// compiled at run time says where it came from.
    /// </summary>
    public string ModelFolder { get; set; } = AppContext.BaseDirectory;

    /// <summary>
    /// Whether the simulator has been given what it reads from data files, by <see cref="SetArray"/> and <see cref="SetTable"/>; a run reads the files
    /// when it has not.
    /// </summary>
    public bool HasData { get; set; }

    /// <summary>Labels of the units of populations by index in <c>Description.Populations</c>, from the headers of data files; for tables and plots.</summary>
    public IDictionary<int, IReadOnlyList<string>> UnitLabels { get; } = new Dictionary<int, IReadOnlyList<string>>();

    /// <summary>The value of a parameter in base units.</summary>
    /// <param name="index">Index in <c>Description.Parameters</c>.</param>
    public abstract double GetParameter(int index);

    /// <summary>Sets a parameter, in base units; parameters whose default depends on it follow unless they were set themselves.</summary>
    /// <param name="index">Index in <c>Description.Parameters</c>.</param>
    /// <param name="value">The new value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or outside the declared range.</exception>
    public abstract void SetParameter(int index, double value);

    /// <summary>The values of a parameter, one per unit of its population, in base units; may be written, which takes effect at <see cref="Reset"/>.</summary>
    /// <param name="index">Index in <c>Description.Parameters</c>, of one that has a population.</param>
    public virtual Span<double> ParameterValues(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Gives an array that the model reads from a file. When it says how large a population is, the simulator makes room for it; then <see cref="Reset"/> is due.</summary>
    /// <param name="index">Index in <c>Description.Arrays</c>.</param>
    /// <param name="data">The numbers, in base units, in the file's order.</param>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public virtual void SetArray(int index, ArrayData data) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The value of an input in base units.</summary>
    /// <param name="index">Index in <c>Description.Inputs</c>.</param>
    public abstract double GetInput(int index);

    /// <summary>Sets an input, in base units; it holds until it is set again.</summary>
    /// <param name="index">Index in <c>Description.Inputs</c>.</param>
    /// <param name="value">The new value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or outside the declared range.</exception>
    public abstract void SetInput(int index, double value);

    /// <summary>Gives the rows of a data table that the experiment reads from a file.</summary>
    /// <param name="index">Index in <c>Description.Tables</c>.</param>
    /// <param name="table">The rows, in base units.</param>
    public virtual void SetTable(int index, TimeTable table) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Sets <see cref="Time"/> and <see cref="NoiseStep"/> to 0 and the state to its initial values, which follow from the parameters.</summary>
    public abstract void Reset();

    /// <summary>Chooses the random numbers: the same seed gives the same bits on every machine.</summary>
    public ulong Seed { get; set; }

    /// <summary>Number of noisy steps taken since <see cref="Reset"/>; with time and state it is what a checkpoint holds.</summary>
    public ulong NoiseStep { get; set; }

    /// <summary>
    /// Of how many smaller increments each increment of a Wiener process is the sum: a run with step <c>dt</c> and refinement <c>m</c> sees the path of a run
    /// with step <c>dt/m</c> and none. For measuring how a result depends on the step.
    /// </summary>
    public uint NoiseRefinement { get; set; } = 1;

    /// <summary>Increments of Wiener processes, for emitted code.</summary>
    /// <param name="dt">Length of a step.</param>
    protected WienerIncrements Wiener(double dt) => new(Seed, dt, NoiseRefinement);

    /// <summary>Tolerances of <see cref="Step"/> for a method with step control; those of the experiment, or the default ones, unless set.</summary>
    public IntegrationSettings? StepSettings
    {
        get => _stepSettings;
        set => (_stepSettings, _stepper) = (value, null);
    }

    /// <summary>
    /// Takes the state on by <paramref name="steps"/> steps of length <paramref name="dt"/>. Between two calls the state, the time, parameters and inputs
    /// may be changed. A method with step control takes as many steps as its tolerances ask, and ends exactly there.
    /// </summary>
    /// <remarks>Does not allocate after the first call with the same step; with a fixed step the bits are those of one run over the same grid.</remarks>
    /// <param name="dt">Length of a step, positive, in the system's time unit.</param>
    /// <param name="steps">How many, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive and finite, or there is less than one.</exception>
    /// <exception cref="NumericalFailureException">The solution cannot be continued; the state is the last finite one.</exception>
    public void Step(double dt, long steps = 1)
    {
        if (!(dt > 0) || !double.IsFinite(dt))
        {
            throw new ArgumentOutOfRangeException(nameof(dt), dt, "A step must be positive and finite.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (_stepper is null || (dt != _stepLength && this is IFixedStepKernel))
        {
            ExperimentDescription? experiment = Description.Experiment;
            IntegrationSettings defaults = new();
            _stepper = SolutionCursor.Create(this, (StepSettings ?? new IntegrationSettings
            {
                RelativeTolerance = experiment?.RelativeTolerance ?? defaults.RelativeTolerance,
                AbsoluteTolerance = experiment?.AbsoluteTolerance ?? defaults.AbsoluteTolerance,
                MaximumStep = experiment?.MaximumStep ?? defaults.MaximumStep,
            }) with
            {
                Step = this is IFixedStepKernel ? dt : StepSettings?.Step,
            });
            _stepLength = dt;
        }

        _stepper.Take(dt, steps);
    }

    /// <summary>The right-hand side: <c>dydt = f(t, y)</c>.</summary>
    /// <param name="t">Time.</param>
    /// <param name="y">State, length n.</param>
    /// <param name="dydt">Receives the derivative per time unit, length n; must not overlap <paramref name="y"/>.</param>
    public abstract void Derivative(double t, ReadOnlySpan<double> y, Span<double> dydt);

    /// <summary>The Jacobian of the right-hand side: <c>J[i*n + j] = df_i/dy_j</c>.</summary>
    /// <param name="t">Time.</param>
    /// <param name="y">State, length n.</param>
    /// <param name="jacobian">Receives the matrix, row-major n x n.</param>
    public abstract void Jacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian);

    /// <summary>The observable quantities at a time and state, in the unit shown.</summary>
    /// <param name="t">Time.</param>
    /// <param name="y">State, length n.</param>
    /// <param name="values">Receives the values as <see cref="ObservableLayout"/> says.</param>
    public abstract void Observe(double t, ReadOnlySpan<double> y, Span<double> values);

    /// <summary>Whether each of <c>Description.Conditions</c> holds at a time and state.</summary>
    /// <param name="t">Time.</param>
    /// <param name="y">State, length n.</param>
    /// <param name="holds">Receives the answers, length <c>Description.Conditions.Count</c>.</param>
    public virtual void CheckConditions(double t, ReadOnlySpan<double> y, Span<bool> holds)
    {
    }

    /// <summary>The first discontinuity in time after <paramref name="t"/>, or positive infinity.</summary>
    public virtual double NextDiscontinuity(double t) => double.PositiveInfinity;

    /// <summary>Fixes everything that is constant between two discontinuities to its value at a time between them.</summary>
    /// <param name="middle">A time strictly inside the segment.</param>
    public virtual void EnterSegment(double middle)
    {
    }
}
