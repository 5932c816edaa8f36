namespace ModelLang.Runtime;

/// <summary>What a system is made of, as the model states it.</summary>
public sealed class SystemDescription
{
    /// <summary>Name of the circuit.</summary>
    public required string Name { get; init; }

    /// <summary>The model's documentation with its citation; empty if it has none.</summary>
    public string Documentation { get; init; } = "";

    /// <summary>Unit of time, steps and durations; empty for a plain number.</summary>
    public string TimeUnit { get; init; } = "";

    /// <summary>Name of the method the class was emitted for, such as <c>rk4</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Populations: groups of units with the same equations.</summary>
    public IReadOnlyList<PopulationDescription> Populations { get; init; } = [];

    /// <summary>Arrays that the model reads from files: weights, delays, values per unit.</summary>
    public IReadOnlyList<ArrayDescription> Arrays { get; init; } = [];

    /// <summary>Parameters; fixed in a run.</summary>
    public IReadOnlyList<VariableDescription> Parameters { get; init; } = [];

    /// <summary>Inputs that nothing feeds; settable between steps.</summary>
    public IReadOnlyList<VariableDescription> Inputs { get; init; } = [];

    /// <summary>State variables in the order of the state vector.</summary>
    public IReadOnlyList<VariableDescription> States { get; init; } = [];

    /// <summary>Everything that can be recorded: states, then named terms, outputs and fed inputs.</summary>
    public IReadOnlyList<VariableDescription> Observables { get; init; } = [];

    /// <summary>The equation of each state as the model writes it.</summary>
    public IReadOnlyList<EquationDescription> Equations { get; init; } = [];

    /// <summary>Conditions that the model states for its states, beyond intervals.</summary>
    public IReadOnlyList<ConditionDescription> Conditions { get; init; } = [];

    /// <summary>Paths of the white noises; empty for a system without chance.</summary>
    public IReadOnlyList<string> Noises { get; init; } = [];

    /// <summary>Whether values of units or connections are drawn at random when a simulator is reset.</summary>
    public bool HasDraws { get; init; }

    /// <summary>Whether the seed makes a difference.</summary>
    public bool IsRandom => HasDraws || Noises.Count > 0;

    /// <summary>Data that the experiment reads from files.</summary>
    public IReadOnlyList<TableDescription> Tables { get; init; } = [];

    /// <summary>What the experiment bound into the class asks for, or null.</summary>
    public ExperimentDescription? Experiment { get; init; }
}

/// <summary>A named quantity.</summary>
/// <param name="Name">Its path in the model, such as <c>pc.exc.y</c> or <c>z.re</c>.</param>
/// <param name="Unit">The unit shown; empty for a plain number.</param>
/// <param name="Scale">Shown value = stored value in base units times this.</param>
/// <param name="Lower">Least allowed value in base units, or negative infinity.</param>
/// <param name="Upper">Greatest allowed value in base units, or positive infinity.</param>
/// <param name="LowerOpen">Whether <paramref name="Lower"/> itself is excluded.</param>
/// <param name="UpperOpen">Whether <paramref name="Upper"/> itself is excluded.</param>
/// <param name="Documentation">What the model says of it.</param>
/// <param name="Population">Index in <see cref="SystemDescription.Populations"/> of the population that has one value of it per unit; -1 for a single value.</param>
public sealed record VariableDescription(
    string Name,
    string Unit,
    double Scale = 1,
    double Lower = double.NegativeInfinity,
    double Upper = double.PositiveInfinity,
    bool LowerOpen = false,
    bool UpperOpen = false,
    string Documentation = "",
    int Population = -1)
{
    /// <summary>Whether a value in base units lies in the declared range.</summary>
    public bool Allows(double value) =>
        (LowerOpen ? value > Lower : value >= Lower) && (UpperOpen ? value < Upper : value <= Upper);

    /// <summary>A value in base units, if it lies in the declared range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not, or is NaN; the message shows both in the declared unit.</exception>
    public double Require(double value) => Allows(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), FormattableString.Invariant(
            $"'{Name}' = {value * Scale:R}{Suffix} is not in {(LowerOpen ? '(' : '[')}{Lower * Scale:R}, {Upper * Scale:R}{(UpperOpen ? ')' : ']')}{Suffix}."));

    /// <summary>Checks values per unit, in base units.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is outside the declared range; the message names the unit.</exception>
    public void RequireAll(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!Allows(values[i]))
            {
                (this with { Name = FormattableString.Invariant($"{Name}[{i}]") }).Require(values[i]);
            }
        }
    }

    private string Suffix => Unit.Length == 0 ? "" : " " + Unit;
}

/// <summary>A group of units with the same equations, or of connections with equations of their own.</summary>
/// <param name="Name">Its path in the model, such as <c>region</c>.</param>
/// <param name="LabelArray">Index in <see cref="SystemDescription.Arrays"/> of the array whose labels name the units, in their order; -1 when none does.</param>
public sealed record PopulationDescription(string Name, int LabelArray = -1);

/// <summary>How the connections of a statement are kept.</summary>
/// <param name="Statement">The statement as the model writes it.</param>
/// <param name="Storage">For people: <c>dense 100 x 100, 83 kB</c>, or <c>sparse, 1,234 of 10,000 (12 %), 19 kB</c>.</param>
public sealed record ConnectionDescription(string Statement, string Storage);

/// <summary>An array that the model reads from a file.</summary>
/// <param name="Name">Name of the <c>data</c> statement, or of the value it is read for.</param>
/// <param name="File">The file as the model names it, relative to <paramref name="ModelFile"/>; <c>.csv</c> or <c>.npy</c>.</param>
/// <param name="ModelFile">The model file that names it, relative to the folder of the main one.</param>
/// <param name="Scale">Stored value = number in the file divided by this.</param>
/// <param name="Matrix">Whether it has two dimensions; otherwise it is a single row or column.</param>
/// <param name="Labels">Whether the first row of a CSV file holds labels (and the first column too, when its header is empty or there is one more column than labels).</param>
/// <param name="Column">Header of the column to read for a list, or null when the file has one.</param>
public sealed record ArrayDescription(
    string Name, string File, string ModelFile, double Scale = 1, bool Matrix = false, bool Labels = false, string? Column = null);

/// <summary>The equation of a state.</summary>
/// <param name="Text">As the model writes it.</param>
/// <param name="File">The model file, relative to the folder of the main one; a library module by its name.</param>
/// <param name="Line">Its line, from 1.</param>
public sealed record EquationDescription(string Text, string File, int Line);

/// <summary>A condition that should hold at all times; it is watched, not enforced.</summary>
/// <param name="Text">As the model states it, with full paths: <c>abs(p.z) &lt;= 1</c>.</param>
/// <param name="State">The state it is stated for; the real part of a complex one.</param>
public sealed record ConditionDescription(string Text, string State);

/// <summary>A data table that the experiment reads.</summary>
/// <param name="File">The file as the experiment names it, relative to <paramref name="ModelFile"/>.</param>
/// <param name="ModelFile">The model file that names it, relative to the folder of the main one.</param>
/// <param name="Column">Header of the value column, or null for the second column.</param>
/// <param name="TimeScale">Stored time = number in the file divided by this.</param>
/// <param name="Scale">Stored value = number in the file divided by this.</param>
public sealed record TableDescription(string File, string ModelFile, string? Column, double TimeScale, double Scale);

/// <summary>What an experiment asks for; times in the system's time unit, null where it says nothing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Documentation">What the model says of it.</param>
/// <param name="Duration">How long to simulate.</param>
/// <param name="Discard">From which time on to record.</param>
/// <param name="Step">Fixed step, or first step of an adaptive method.</param>
/// <param name="RelativeTolerance">Relative tolerance.</param>
/// <param name="AbsoluteTolerance">Absolute tolerance in base units.</param>
/// <param name="MaximumStep">Longest step.</param>
/// <param name="Interval">Distance of the samples.</param>
/// <param name="Seed">Seed of all random numbers.</param>
/// <param name="Recordings">Labels and observable indices of what is recorded.</param>
public sealed record ExperimentDescription(
    string Name,
    string Documentation,
    double? Duration,
    double Discard,
    double? Step,
    double? RelativeTolerance,
    double? AbsoluteTolerance,
    double? MaximumStep,
    double? Interval,
    long Seed,
    IReadOnlyList<RecordingDescription> Recordings)
{
    /// <summary>The axes of its sweep, outermost first; empty without one.</summary>
    public IReadOnlyList<SweepAxisDescription> Sweep { get; init; } = [];

    /// <summary>What is kept of the samples of each point of the sweep; empty means all samples.</summary>
    public IReadOnlyList<ReductionDescription> Reductions { get; init; } = [];

    /// <summary>Where results go unless the caller says otherwise: a plain file name; null where the experiment says nothing.</summary>
    public string? ResultFile { get; init; }
}

/// <summary>One recorded column.</summary>
/// <param name="Label">Column name.</param>
/// <param name="Observable">Index in <see cref="SystemDescription.Observables"/>.</param>
/// <param name="First">First unit of a population to record.</param>
/// <param name="Last">Last unit to record (included); -1 for the last one there is.</param>
public sealed record RecordingDescription(string Label, int Observable, int First = 0, int Last = -1);
