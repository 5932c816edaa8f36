using ModelLang.Compiler.IR;
using ModelLang.Compiler.Semantics;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Analysis;

/// <summary>Derivatives of real expressions.</summary>
internal static class SymbolicDerivative
{
    /// <summary>The partial derivative with respect to a variable; all other variables and <c>t</c> are held.</summary>
    /// <example><c>x^2*y</c> by <c>x</c> gives <c>2*x*y</c>.</example>
    public static Expr Of(Expr expr, string name) => Of(expr, leaf => leaf is Reference reference && reference.Name == name ? One : Zero);

    /// <summary>The derivative, given that of every variable, of <c>t</c> and of every data table.</summary>
    /// <param name="expr">A real expression.</param>
    /// <param name="leaf">Derivative of a <see cref="Reference"/>, <see cref="Time"/>, <see cref="TableValue"/> or <see cref="Delayed"/>.</param>
    public static Expr Of(Expr expr, Func<Expr, Expr> leaf)
    {
        return expr switch
        {
            IR.Number or Pi or TableSlope or DelayedSlope or UnitCount or ArrayReduction => Zero,
            Reference or Time or TableValue or Delayed => leaf(expr),
            Reduction or ConnectionSum or EndValue or ArrivalSum => Zero, // those of other units are held
            Sum sum => Add([.. sum.Terms.Select(D)]),
            Negate negate => Negate(D(negate.Operand)),
            Product { Left: IR.Negate a, Right: var b } => Negate(OfProduct(a.Operand, b)),
            Product { Left: var a, Right: var b } when a.Equals(b) => Multiply(Two, a, D(a)),
            Product { Left: var a, Right: var b } => Add(Multiply(D(a), b), Multiply(a, D(b))),
            Quotient { Left: var a, Right: var b } => OfQuotient(expr, D(a), b, D(b)),
            Power { Base: var a, Exponent: var b } => OfPower(expr, a, D(a), b, D(b)),
            FusedMultiplyAdd { Left: var a, Right: var b, Addend: var c } => Add(OfProduct(a, b), D(c)),
            Conditional { Condition: var c, WhenTrue: var a, WhenFalse: var b } => OfConditional(c, D(a), D(b)),
            Call { Function: Function.Min or Function.Max, Arguments.Count: > 2 } call => D(Halved(call)),
            Call call => OfCall(call),
            Truth or Comparison or Not or Logical => Zero, // flat between its jumps
            _ => throw Unexpected.Kind(expr),
        };

        Expr D(Expr operand) => Of(operand, leaf);

        Expr OfProduct(Expr a, Expr b) => D(new Product(a, b));

        Expr OfCall(Call call) => Add([.. call.Arguments.Select((argument, i) => D(argument) is var inner && Is(inner, 0)
            ? Zero
            : Scaled(BuiltInFunctions.Of(call.Function).Derivative(call.Arguments, i), inner))]);
    }

    // (a/b)' = (a' - (a/b)*b')/b; the quotient itself is mostly at hand.
    private static Expr OfQuotient(Expr quotient, Expr da, Expr b, Expr db) => Divide(Subtract(da, Multiply(quotient, db)), b);

    private static Expr OfPower(Expr power, Expr a, Expr da, Expr b, Expr db)
    {
        Expr byBase = Is(da, 0) ? Zero : b.NumberValue() is { } n
            ? Multiply(Signed(n), RaiseSigned(a, n - 1), da)
            : Multiply(b, new Power(a, Subtract(b, One)), da);
        Expr byExponent = Is(db, 0) ? Zero : Multiply(power, Apply(Function.Log, a), db);
        return Add(byBase, byExponent);
    }

    // The same of two halves, so that the derivative for many arguments needs few comparisons.
    private static Call Halved(Call call)
    {
        int half = (call.Arguments.Count + 1) / 2;
        Expr Part(IEnumerable<Expr> arguments) => arguments.ToEquatableArray() is { Count: > 1 } several ? call with { Arguments = several } : arguments.First();
        return call with { Arguments = EquatableArray.Of(Part(call.Arguments.Take(half)), Part(call.Arguments.Skip(half))) };
    }

    // What a function like max does not select does not count, even where it has no finite derivative.
    private static Expr Scaled(Expr factor, Expr inner) => factor is Conditional { Condition: var c, WhenTrue: var a, WhenFalse: var b } && (Is(a, 0) || Is(b, 0))
        ? new Conditional(c, Multiply(a, inner), Multiply(b, inner))
        : Multiply(factor, inner);

    private static Expr OfConditional(Expr condition, Expr a, Expr b) => a.Equals(b) ? a : new Conditional(condition, a, b);

    private static Expr Signed(double value) => value < 0 ? Negate(Number(-value)) : Number(value);

    private static Expr RaiseSigned(Expr operand, double exponent) =>
        exponent < 0 ? new Power(operand, Signed(exponent)) : Raise(operand, exponent);
}
