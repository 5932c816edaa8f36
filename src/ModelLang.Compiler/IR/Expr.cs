namespace ModelLang.Compiler.IR;

/// <summary>What kind of value an expression has.</summary>
internal enum ValueType
{
    Real,
    Complex,
    Boolean,
}

/// <summary>What a <see cref="Reference"/> names.</summary>
internal enum VariableKind
{
    /// <summary>A state variable.</summary>
    State,

    /// <summary>The first derivative of a second-order state; gone after <c>SecondOrderToFirst</c>.</summary>
    Rate,

    /// <summary>Fixed in a run.</summary>
    Parameter,

    /// <summary>Given from outside, constant during a step.</summary>
    Input,

    /// <summary>Computed from the others.</summary>
    Intermediate,

    /// <summary>White noise; gone from expressions once the system is built.</summary>
    Noise,

    /// <summary>Constant between two discontinuities in time; made by <c>LiftTimeConditions</c>.</summary>
    Switch,
}

/// <summary>
/// A typed expression. All values are in the coherent base units of the system, so that no scaling is left.
/// Equality is by value.
/// </summary>
internal abstract record Expr
{
    /// <summary>The kind of value.</summary>
    public abstract ValueType Type { get; }

    /// <summary>Complex when any of the operands is.</summary>
    protected static ValueType Join(ValueType a, ValueType b) =>
        a == ValueType.Complex || b == ValueType.Complex ? ValueType.Complex : ValueType.Real;
}

/// <summary>A real number.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Spelling">How the model wrote it, when that text parses to the same bits; no part of equality.</param>
internal sealed record Number(double Value, string? Spelling = null) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;

    /// <inheritdoc/>
    public bool Equals(Number? other) =>
        other is not null && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.DoubleToInt64Bits(Value).GetHashCode();
}

/// <summary>The circle constant; kept by name so that the emitted code shows it.</summary>
internal sealed record Pi : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>The imaginary unit; gone after <c>ComplexToReal</c>.</summary>
internal sealed record ImaginaryUnit : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Complex;
}

/// <summary>True or false.</summary>
internal sealed record Truth(bool Value) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Boolean;
}

/// <summary>The time <c>t</c>.</summary>
internal sealed record Time : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>A use of a variable.</summary>
/// <param name="Name">Its path, unique in the system (<c>p.r</c>).</param>
/// <param name="Kind">What it names.</param>
/// <param name="ValueType">The type of the variable.</param>
internal sealed record Reference(string Name, VariableKind Kind, ValueType ValueType = ValueType.Real) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType;
}

/// <summary>A sum, evaluated from left to right; a negated term is a subtraction.</summary>
/// <param name="Terms">At least two.</param>
internal sealed record Sum(EquatableArray<Expr> Terms) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Terms.Aggregate(ValueType.Real, (type, term) => Join(type, term.Type));
}

/// <summary><c>-x</c>.</summary>
internal sealed record Negate(Expr Operand) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Operand.Type;
}

/// <summary><c>a*b</c>.</summary>
internal sealed record Product(Expr Left, Expr Right) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Join(Left.Type, Right.Type);
}

/// <summary><c>a/b</c>.</summary>
internal sealed record Quotient(Expr Left, Expr Right) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Join(Left.Type, Right.Type);
}

/// <summary><c>a^b</c>.</summary>
internal sealed record Power(Expr Base, Expr Exponent) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Join(Base.Type, Exponent.Type);
}

/// <summary><c>a*b + c</c> with one rounding; made by <c>ContractFusedMultiplyAdd</c>.</summary>
internal sealed record FusedMultiplyAdd(Expr Left, Expr Right, Expr Addend) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>A comparison of reals.</summary>
internal sealed record Comparison(Syntax.ComparisonOperator Operator, Expr Left, Expr Right) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Boolean;
}

/// <summary><c>not c</c>.</summary>
internal sealed record Not(Expr Operand) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Boolean;
}

/// <summary>A chain of <c>and</c> or of <c>or</c>.</summary>
internal sealed record Logical(bool IsOr, EquatableArray<Expr> Operands) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Boolean;
}

/// <summary><c>a if c else b</c>; both branches are free of side effects, one is taken.</summary>
internal sealed record Conditional(Expr Condition, Expr WhenTrue, Expr WhenFalse) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => WhenTrue.Type == ValueType.Boolean ? ValueType.Boolean : Join(WhenTrue.Type, WhenFalse.Type);
}

/// <summary>A call of a built-in function.</summary>
internal sealed record Call(Function Function, EquatableArray<Expr> Arguments) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Function switch
    {
        Function.Re or Function.Im or Function.Abs or Function.Abs2 or Function.Arg => ValueType.Real,
        _ => Arguments.Aggregate(ValueType.Real, (type, argument) => Join(type, argument.Type)),
    };
}

/// <summary>The value that a quantity had a delay ago: <c>x(t - d)</c>. It does not depend on the present state.</summary>
/// <param name="Signal">A state, intermediate or input; not an operand, since its present value is not asked for.</param>
/// <param name="Delay">How long ago; depends on parameters only.</param>
internal sealed record Delayed(Reference Signal, Expr Delay) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => Signal.Type;
}

/// <summary>How fast a quantity changed a delay ago; occurs in derivatives with respect to time.</summary>
/// <param name="Signal">A state, intermediate or input.</param>
/// <param name="Delay">How long ago; depends on parameters only.</param>
internal sealed record DelayedSlope(Reference Signal, Expr Delay) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>The value of a data table at the time <c>t</c>.</summary>
/// <param name="Table">Name of the <see cref="DataTable"/>.</param>
internal sealed record TableValue(string Table) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}

/// <summary>The slope of the line of a linear data table at the time <c>t</c>; occurs in derivatives with respect to time.</summary>
/// <param name="Table">Name of the <see cref="DataTable"/>.</param>
internal sealed record TableSlope(string Table) : Expr
{
    /// <inheritdoc/>
    public override ValueType Type => ValueType.Real;
}
