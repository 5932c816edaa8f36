namespace ModelLang.Compiler.IR;

/// <summary>
/// One flat system of equations: a circuit with everything in it, wired. All values are in the coherent base units
/// that the model's <c>time</c> chooses; <see cref="Quantity"/> says how to show them.
/// </summary>
/// <param name="Name">Name of the circuit, operator or node it was made of.</param>
/// <param name="Experiment">Name of the experiment bound into it, or null.</param>
/// <param name="Documentation">Its <c>///</c> text with the citation; empty if none.</param>
/// <param name="TimeUnit">Unit of <c>t</c>, of steps and of durations.</param>
/// <param name="Parameters">Fixed in a run; a default may refer to parameters earlier in the list.</param>
/// <param name="Inputs">What nothing feeds: set from outside, constant during a step.</param>
/// <param name="States">What evolves, in the order of the state vector.</param>
/// <param name="Intermediates">Everything computed from the others, in an order in which each needs only earlier ones.</param>
/// <param name="Equations">One per state, in the order of <paramref name="States"/>.</param>
/// <param name="Switches">Values that are constant between two discontinuities in time; empty before <c>LiftTimeConditions</c>.</param>
/// <param name="Tables">Data read from files by the experiment.</param>
/// <param name="Invariants">Intermediates that depend on parameters, inputs and switches only, so that they are computed once
/// before a run of steps; an earlier list than <paramref name="Intermediates"/>, empty before <c>HoistInvariants</c>.</param>
/// <param name="Noises">White noises in source order.</param>
/// <param name="Diffusion">What noises do to states, in the order of the states.</param>
/// <param name="Populations">Groups of units with the same equations.</param>
/// <param name="Arrays">Arrays that values per unit and matrices come from.</param>
/// <param name="Connections">What connects populations.</param>
/// <param name="Histories">What states were before t = 0, where that is not their initial value.</param>
/// <param name="Kinks">Times at which a continuous function of <c>t</c> has a corner that no switch stands for; empty before <c>LiftTimeConditions</c>.</param>
internal sealed record DynamicalSystem(
    string Name,
    string? Experiment,
    string Documentation,
    Quantity TimeUnit,
    EquatableArray<Parameter> Parameters,
    EquatableArray<Input> Inputs,
    EquatableArray<StateVariable> States,
    EquatableArray<Intermediate> Intermediates,
    EquatableArray<Equation> Equations,
    EquatableArray<TimeSwitch> Switches,
    EquatableArray<DataTable> Tables,
    EquatableArray<Intermediate> Invariants = default,
    EquatableArray<DiscontinuitySchedule> Kinks = default,
    EquatableArray<NoiseSource> Noises = default,
    EquatableArray<DiffusionTerm> Diffusion = default,
    EquatableArray<Population> Populations = default,
    EquatableArray<DataArray> Arrays = default,
    EquatableArray<Connection> Connections = default,
    EquatableArray<HistoryFunction> Histories = default)
{
    /// <summary>What is read with a delay, each once, in the order of first use.</summary>
    public IReadOnlyList<Reference> DelayedSignals => [.. DelayedReads.Select(r => r.Signal).Distinct()];

    /// <summary>The reads with a delay, each once, in the order of first use.</summary>
    public IReadOnlyList<Delayed> DelayedReads =>
    [
        .. Invariants.Concat(Intermediates).Select(i => i.Definition)
            .Concat(Equations.Select(e => e.Rhs))
            .Concat(States.Where(s => s.Condition is not null).Select(s => s.Condition!.Holds))
            .SelectMany(expr => expr.SelfAndDescendants())
            .OfType<Delayed>()
            .Distinct(),
    ];
}

/// <summary>What a state was before t = 0: <c>history x = f(t)</c>.</summary>
/// <param name="State">Path of the state.</param>
/// <param name="Value">Depends on <c>t</c> and parameters only.</param>
internal sealed record HistoryFunction(string State, Expr Value);

/// <summary>In which sense the integral over a white noise is meant.</summary>
internal enum NoiseInterpretation
{
    /// <summary>Its coefficient is taken at the start of each interval.</summary>
    Ito,

    /// <summary>Its coefficient is taken in the middle of each interval.</summary>
    Stratonovich,
}

/// <summary>Unit white noise, the formal derivative of a Wiener process of its own.</summary>
/// <param name="Path">Dotted path, unique in the system.</param>
/// <param name="Interpretation">In which sense its integral is meant.</param>
/// <param name="Documentation">Its <c>///</c> text.</param>
/// <param name="Source">Where it is declared.</param>
/// <param name="Population">The population that has a noise per unit, or null for a single one.</param>
internal sealed record NoiseSource(string Path, NoiseInterpretation Interpretation, string Documentation, SourceReference Source, string? Population = null);

/// <summary>How a noise acts on a state: <c>State' = Rhs + Coefficient*Noise</c>.</summary>
/// <param name="State">Path of the state.</param>
/// <param name="Noise">Path of the noise.</param>
/// <param name="Coefficient">Path of the intermediate that is its factor.</param>
/// <param name="Milstein">Path of half the factor times its derivative by the state, where a method needs it and it is not zero; else null.</param>
internal sealed record DiffusionTerm(string State, string Noise, string Coefficient, string? Milstein = null)
{
    /// <summary>The intermediates it is made of, as references.</summary>
    public IReadOnlyList<Expr> References => Milstein is null ? [Computed(Coefficient)] : [Computed(Coefficient), Computed(Milstein)];

    private static Reference Computed(string path) => new(path, VariableKind.Intermediate);
}

/// <summary>How a value is shown: <c>shown = stored * 10^Exponent * Factor</c>.</summary>
/// <param name="UnitText">The unit as declared, such as <c>Hz</c>; empty for a plain number.</param>
/// <param name="DecimalExponent">Power of ten between the stored and the shown value.</param>
/// <param name="Factor">What is left of the ratio; 1 for all units but minutes, hours and the like.</param>
internal sealed record Quantity(string UnitText, int DecimalExponent = 0, double Factor = 1)
{
    /// <summary>A plain number.</summary>
    public static Quantity One { get; } = new("");

    /// <summary>Whether stored and shown values are the same.</summary>
    public bool IsIdentity => DecimalExponent == 0 && Factor == 1;
}

/// <summary>Where something stands in a model file; plain data, so that systems compare by value.</summary>
/// <param name="File">Display path of the model file.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Text">The source text in one line, white space folded, comments removed.</param>
internal sealed record SourceReference(string File, int Line, string Text);

/// <summary>Allowed values of a quantity, in base units.</summary>
internal sealed record Interval(double Lower, bool LowerOpen, double Upper, bool UpperOpen)
{
    /// <summary>Whether a value lies inside; NaN does not.</summary>
    public bool Contains(double value) =>
        (LowerOpen ? value > Lower : value >= Lower) && (UpperOpen ? value < Upper : value <= Upper);
}

/// <summary>Fixed in a run, settable without recompiling.</summary>
/// <param name="Path">Dotted path from the circuit, unique in the system.</param>
/// <param name="Quantity">How it is shown.</param>
/// <param name="Default">Value unless set; may refer to earlier parameters.</param>
/// <param name="Range">Allowed values, or null.</param>
/// <param name="Documentation">Its <c>///</c> text.</param>
/// <param name="Source">Where it is declared.</param>
/// <param name="Population">The population that has a value of it per unit, or null for a single value.</param>
internal sealed record Parameter(
    string Path, Quantity Quantity, Expr Default, Interval? Range, string Documentation, SourceReference Source, string? Population = null);

/// <summary>Given from outside, constant during a step.</summary>
/// <param name="Default">Its value unless set; depends on parameters only.</param>
/// <param name="Population">The population that has a value of it per unit, or null for a single value.</param>
internal sealed record Input(
    string Path, Quantity Quantity, Expr Default, Interval? Range, string Documentation, SourceReference Source, string? Population = null);

/// <summary>A quantity that evolves by a differential equation.</summary>
/// <param name="Path">Dotted path, unique in the system; a part of a complex state ends in <c>.re</c> or <c>.im</c>.</param>
/// <param name="Quantity">How it is shown; its derivative is that per <see cref="DynamicalSystem.TimeUnit"/>.</param>
/// <param name="Type">Real or complex; real only after <c>ComplexToReal</c>.</param>
/// <param name="Initial">Value at t = 0; depends on parameters only.</param>
/// <param name="InitialRate">First derivative at t = 0 of a second-order state; null for first order and after <c>SecondOrderToFirst</c>.</param>
/// <param name="Steady">Whether <c>init x = steady</c> asks for the fixed point, with <paramref name="Initial"/> as first guess.</param>
/// <param name="Range">Allowed values, or null; left ranges are reported, not enforced.</param>
/// <param name="Condition">A condition on the states that should hold (<c>abs(z) &lt;= 1</c>), or null.</param>
/// <param name="Population">The population that has one per unit, or null for a single one.</param>
/// <param name="StartsAs">Path of the intermediate whose value at t = 0 is the initial value, in place of <paramref name="Initial"/>; or null.</param>
internal sealed record StateVariable(
    string Path,
    Quantity Quantity,
    ValueType Type,
    Expr Initial,
    Expr? InitialRate,
    bool Steady,
    Interval? Range,
    StateCondition? Condition,
    string Documentation,
    SourceReference Source,
    string? Population = null,
    string? StartsAs = null);

/// <summary>What should hold for a state at all times; reported when it does not, never enforced.</summary>
/// <param name="Holds">The condition on states, parameters and intermediates.</param>
/// <param name="Text">The condition as the model states it, with full paths.</param>
internal sealed record StateCondition(Expr Holds, string Text);

/// <summary>What an intermediate is in the model.</summary>
internal enum IntermediateRole
{
    /// <summary>A <c>let</c>.</summary>
    Let,

    /// <summary>An <c>output</c>.</summary>
    Output,

    /// <summary>An <c>input</c> that edges or wiring feed.</summary>
    Input,

    /// <summary>An <c>input</c> that the experiment drives.</summary>
    Drive,

    /// <summary>An expression that the experiment records.</summary>
    Recorded,

    /// <summary>The factor of a white noise in an equation; not observable.</summary>
    Diffusion,

    /// <summary>Made by a lowering pass; not observable.</summary>
    Temporary,
}

/// <summary>A quantity computed from the others.</summary>
/// <param name="Path">Dotted path, unique in the system.</param>
/// <param name="Definition">Its value.</param>
/// <param name="Role">What it is in the model.</param>
internal sealed record Intermediate(
    string Path, Quantity Quantity, Expr Definition, IntermediateRole Role, string Documentation, SourceReference? Source)
{
    /// <summary>The kind of value.</summary>
    public ValueType Type => Definition.Type;
}

/// <summary><c>Coefficient * d^Order State / dt^Order = Rhs</c>.</summary>
/// <param name="State">Path of the state.</param>
/// <param name="Order">One or two; one after <c>SecondOrderToFirst</c>.</param>
/// <param name="Coefficient">Factor on the left, or null for one; null after <c>SolveForDerivative</c>.</param>
/// <param name="Rhs">The right-hand side.</param>
/// <param name="Source">Where the model states it.</param>
internal sealed record Equation(string State, int Order, Expr? Coefficient, Expr Rhs, SourceReference Source);

/// <summary>A value that depends on <c>t</c> and parameters only and is constant between discontinuities.</summary>
/// <remarks>Integrators step onto every discontinuity and evaluate the switch in the middle of the segment that follows,
/// so that no stage of a step ever sees the wrong side of a jump.</remarks>
/// <param name="Name">Unique name (<c>switch1</c>).</param>
/// <param name="Value">What it is in a segment, evaluated with <c>t</c> at the middle; boolean or real.</param>
/// <param name="Discontinuities">When it may change.</param>
internal sealed record TimeSwitch(string Name, Expr Value, EquatableArray<DiscontinuitySchedule> Discontinuities);

/// <summary>Times of discontinuities.</summary>
internal abstract record DiscontinuitySchedule;

/// <summary>One time, and with a period also <c>First + k*Period</c> for every whole k.</summary>
/// <remarks>Both may turn out infinite or NaN for a parameter that takes <c>t</c> out of the condition; then there is no discontinuity.
/// A period may be negative, which means the same as its absolute value.</remarks>
/// <param name="First">One of the times; depends on parameters only.</param>
/// <param name="Period">Distance of the times, depends on parameters only, or null for a single one.</param>
internal sealed record RecurringTimes(Expr First, Expr? Period = null) : DiscontinuitySchedule;

/// <summary>The time of every row of a data table.</summary>
/// <param name="Table">Name of the <see cref="DataTable"/>.</param>
internal sealed record TableRows(string Table) : DiscontinuitySchedule;

/// <summary>How a data table is read between its rows.</summary>
internal enum Interpolation
{
    /// <summary>The value of the last row at or before <c>t</c>.</summary>
    Previous,

    /// <summary>The straight line between the two rows around <c>t</c>.</summary>
    Linear,
}

/// <summary>One column of a CSV file over time, loaded by whoever runs the simulator; before and after the file the end values hold.</summary>
/// <param name="Name">Unique name in the system.</param>
/// <param name="File">The file as the experiment names it, relative to the model file.</param>
/// <param name="ModelFile">The model file that names it.</param>
/// <param name="Column">Header of the value column, or null for the second column.</param>
/// <param name="Interpolation">How it is read between rows.</param>
/// <param name="Time">How the first column is shown: what its numbers mean.</param>
/// <param name="Quantity">How the values are shown: what the numbers in the file mean.</param>
internal sealed record DataTable(
    string Name, string File, string ModelFile, string? Column, Interpolation Interpolation, Quantity Time, Quantity Quantity);
