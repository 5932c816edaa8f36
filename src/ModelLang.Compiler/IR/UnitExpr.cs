namespace ModelLang.Compiler.IR;

/// <summary>Distributions that values per unit are drawn from.</summary>
internal enum Distribution
{
    Uniform,
    Normal,
    LogNormal,
    Gamma,
    Exponential,
    Cauchy,
    Beta,
}

/// <summary>A random value for each unit or connection, drawn when a simulation is reset.</summary>
/// <param name="Distribution">What it is drawn from.</param>
/// <param name="Arguments">Parameters of the distribution.</param>
/// <param name="Lower">Least value, or null.</param>
/// <param name="Upper">Greatest value, or null.</param>
/// <param name="Key">Path of what is drawn; the random numbers of different keys are independent.</param>
internal sealed record Draw(Distribution Distribution, EquatableArray<Expr> Arguments, Expr? Lower, Expr? Upper, string Key) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>The quantiles of a distribution at as many even steps of probability as there are units.</summary>
internal sealed record Quantiles(Distribution Distribution, EquatableArray<Expr> Arguments) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>The element of an array that belongs to the unit or connection at hand.</summary>
/// <param name="Array">Name of the <see cref="DataArray"/>.</param>
internal sealed record ArrayElement(string Array) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>The number of units of a population.</summary>
/// <param name="Population">Path of the <see cref="IR.Population"/>.</param>
internal sealed record UnitCount(string Population) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>What many values are made into one by.</summary>
internal enum ReductionKind
{
    Sum,
    Mean,
    Min,
    Max,
}

/// <summary>One value made of those of all units of a population.</summary>
/// <param name="Kind">How.</param>
/// <param name="Operand">A value per unit.</param>
internal sealed record Reduction(ReductionKind Kind, Expr Operand) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Operand.Type;
}

/// <summary>One value made of all elements of an array.</summary>
internal sealed record ArrayReduction(ReductionKind Kind, string Array) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>For each unit of a target, the weighted sum over the connections that end there.</summary>
/// <param name="Connection">Path of the <see cref="IR.Connection"/>.</param>
/// <param name="Port">Which of its targets.</param>
/// <param name="Signals">What flows now, one operand per source; empty when all of it is delayed.</param>
/// <param name="ValueType">Real, or complex for complex signals.</param>
/// <param name="IsImaginary">Whether it is the imaginary part of a sum of complex signals.</param>
internal sealed record ConnectionSum(string Connection, int Port, EquatableArray<Expr> Signals, ValueType ValueType = ValueType.Real, bool IsImaginary = false) : Expr
{
    /// <summary>What passes through the connection at once: the two parts of complex signals do so one after the other.</summary>
    public string Flow => IsImaginary ? ImaginaryFlow(Connection) : Connection;

    /// <summary>The <see cref="Flow"/> of imaginary parts.</summary>
    public static string ImaginaryFlow(string connection) => connection + ".im";

    /// <inheritdoc/>
    public override ValueType Type => ValueType;
}

/// <summary>For each connection, the value that one of its ends has.</summary>
/// <param name="Connection">Path of the <see cref="IR.Connection"/>.</param>
/// <param name="AtTarget">Whether it is the end where it arrives.</param>
/// <param name="Operands">The value per unit, one operand per port.</param>
internal sealed record EndValue(string Connection, bool AtTarget, EquatableArray<Expr> Operands) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Operands[0].Type;
}

/// <summary>For each unit of a target, the sum of a value of the connections that end there.</summary>
/// <param name="Connection">Path of the <see cref="IR.Connection"/>.</param>
/// <param name="Port">Which of its targets.</param>
/// <param name="Operand">A value per connection.</param>
internal sealed record ArrivalSum(string Connection, int Port, Expr Operand) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Operand.Type;
}
