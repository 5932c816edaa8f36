using ModelLang.Compiler.IR;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Emit;

/// <summary>Prints expressions as C# with the fewest parentheses; names of references are C# text already.</summary>
/// <param name="strict">Whether functions are the platform's own.</param>
/// <param name="vector">The type of vectors, such as <c>Vector512</c>, whose lanes are computed at once; null for single values.</param>
internal sealed class ExprFormatter(bool strict, string? vector = null)
{
    private static readonly HashSet<Function> s_inLanes =
    [
        Function.Exp, Function.Log, Function.Log1p, Function.Expm1, Function.Exprel, Function.Logistic, Function.Sin, Function.Cos, Function.Tan, Function.Asin,
        Function.Acos, Function.Atan, Function.Atan2, Function.Sinh, Function.Cosh, Function.Tanh, Function.Sqrt, Function.Cbrt, Function.Hypot, Function.Erf,
        Function.Abs, Function.Sign, Function.Min, Function.Max, Function.Clip, Function.Floor, Function.Ceil, Function.Round, Function.Mod, Function.Heaviside,
    ];

    // Binding strength, weakest first.
    private enum Level
    {
        Conditional,
        Or,
        And,
        Equality,
        Relation,
        Sum,
        Product,
        Sign,
        Atom,
    }

    /// <summary>The expression as text of type <c>double</c> (or <c>bool</c>) wherever a <c>double</c> is expected.</summary>
    public string Format(Expr expr) => expr switch
    {
        Number or Pi when vector is not null => $"{vector}.Create({new ExprFormatter(strict).AtDouble(expr, Level.Conditional, true)})",
        Truth truth when vector is not null => $"{vector}<double>.{(truth.Value ? "AllBitsSet" : "Zero")}",
        Power power when vector is not null => $"Elementary.Pow({Format(power.Base)}, {Format(power.Exponent)})",
        FusedMultiplyAdd fma when vector is not null => $"{vector}.FusedMultiplyAdd({Format(fma.Left)}, {Format(fma.Right)}, {Format(fma.Addend)})",
        Comparison comparison when vector is not null => $"{Compare(comparison.Operator)}({Format(comparison.Left)}, {Format(comparison.Right)})",
        Not not when vector is not null => $"{vector}.OnesComplement({Format(not.Operand)})",
        Logical logical when vector is not null => "(" + string.Join(logical.IsOr ? " | " : " & ", logical.Operands.Select(o => Format(o))) + ")",
        Conditional c when vector is not null => $"{vector}.ConditionalSelect({Format(c.Condition)}, {Format(c.WhenTrue)}, {Format(c.WhenFalse)})",
        Number number => NumberFormat.Literal(number.Value),
        Pi => "Math.PI",
        Truth truth => truth.Value ? "true" : "false",
        Reference reference => reference.Name,
        Sum sum => Terms(sum),
        Negate negate => "-" + SignedOperand(negate.Operand),
        Product product => Binary(product.Left, " * ", product.Right),
        Quotient quotient => Binary(quotient.Left, " / ", quotient.Right),
        Power power => $"{(strict ? "Math" : "Elementary")}.Pow({Format(power.Base)}, {Format(power.Exponent)})",
        FusedMultiplyAdd fma => $"Math.FusedMultiplyAdd({Format(fma.Left)}, {Format(fma.Right)}, {Format(fma.Addend)})",
        Comparison comparison => Compare(comparison),
        Not not => "!" + At(not.Operand, Level.Sign),
        Logical { IsOr: true } or => string.Join(" || ", or.Operands.Select(o => At(o, Level.And))),
        Logical and => string.Join(" && ", and.Operands.Select(o => At(o, Level.Equality))),
        Conditional c => $"{At(c.Condition, Level.Or)} ? {AtDouble(c.WhenTrue, Level.Or, IsIntegral(c))} : {At(c.WhenFalse, Level.Conditional)}",
        Call call => FormatCall(call),
        _ => throw Unexpected.Kind(expr),
    };

    /// <summary>How a function is called.</summary>
    public string Spelling(Function function) => vector is not null
        ? function switch
        {
            Function.Sqrt => vector + ".Sqrt",
            Function.Abs => vector + ".Abs",
            Function.Min => vector + ".Min",
            Function.Max => vector + ".Max",
            Function.Floor => vector + ".Floor",
            Function.Ceil => vector + ".Ceiling",
            Function.Round => vector + ".Round",
            _ => BuiltInFunctions.Of(function).CSharp,
        }
        : strict ? BuiltInFunctions.Of(function).Platform : BuiltInFunctions.Of(function).CSharp;

    /// <summary>Whether an expression has a form that computes several lanes at once with the same bits.</summary>
    public static bool HasLanes(Expr expr, bool strict) => expr.SelfAndDescendants().All(node => node switch
    {
        Call call => s_inLanes.Contains(call.Function) && (!strict || IsSameInStrict(call.Function)),
        Power => !strict,
        _ => true,
    });

    private static bool IsSameInStrict(Function function) => BuiltInFunctions.Of(function).Platform == BuiltInFunctions.Of(function).CSharp;

    private string Compare(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Less => vector + ".LessThan",
        ComparisonOperator.LessOrEqual => vector + ".LessThanOrEqual",
        ComparisonOperator.Greater => vector + ".GreaterThan",
        ComparisonOperator.GreaterOrEqual => vector + ".GreaterThanOrEqual",
        ComparisonOperator.Equal => vector + ".Equals",
        _ => $"~{vector}.Equals",
    };

    private static Level LevelOf(Expr expr) => expr switch
    {
        Number number => NumberFormat.Literal(number.Value)[0] == '-' ? Level.Sign : Level.Atom,
        Sum => Level.Sum,
        Negate { Operand: Product or Quotient } => Level.Product,
        Negate or Not => Level.Sign,
        Product or Quotient => Level.Product,
        Comparison { Left: var a, Right: var b } when a.Equals(b) => Level.Sign,
        Comparison { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual } => Level.Equality,
        Comparison => Level.Relation,
        Logical logical => logical.IsOr ? Level.Or : Level.And,
        Conditional => Level.Conditional,
        _ => Level.Atom,
    };

    // Whether C# would compute with int: all operands are whole literals.
    private static bool IsIntegral(Expr expr) => expr switch
    {
        Number number => NumberFormat.IsInteger(NumberFormat.Literal(number.Value)),
        Negate negate => IsIntegral(negate.Operand),
        Sum sum => sum.Terms.All(IsIntegral),
        Product product => IsIntegral(product.Left) && IsIntegral(product.Right),
        Quotient quotient => IsIntegral(quotient.Left) && IsIntegral(quotient.Right),
        Conditional conditional => IsIntegral(conditional.WhenTrue) && IsIntegral(conditional.WhenFalse),
        Call call => call.Arguments.All(IsIntegral),
        _ => false,
    };

    private string At(Expr expr, Level level) => LevelOf(expr) >= level ? Format(expr) : "(" + Format(expr) + ")";

    // The left-most literal gets a decimal point where everything would be int otherwise.
    private string AtDouble(Expr expr, Level level, bool integral) => (integral && vector is null, expr) switch
    {
        (true, Number number) => NumberFormat.AsDouble(NumberFormat.Literal(number.Value)),
        (true, Negate { Operand: Number { Value: > 0 } number }) => "-" + NumberFormat.AsDouble(NumberFormat.Literal(number.Value)),
        _ => At(expr, level),
    };

    private string SignedOperand(Expr operand) => operand switch
    {
        Number { Value: 0 } => "(0.0)",
        Number number => LevelOf(number) == Level.Sign ? "(" + Format(number) + ")" : Format(number),
        Negate => "(" + Format(operand) + ")",
        Product or Quotient when !Format(operand).StartsWith("-", StringComparison.Ordinal) => Format(operand),
        Product or Quotient => "(" + Format(operand) + ")",
        _ => At(operand, Level.Sign),
    };

    private string Binary(Expr left, string symbol, Expr right) =>
        AtDouble(left, Level.Product, IsIntegral(left) && IsIntegral(right)) + symbol + At(right, Level.Sign);

    private string Terms(Sum sum)
    {
        string text = AtDouble(sum.Terms[0], sum.Terms[0] is Sum ? Level.Sum : Level.Product, IsIntegral(sum));
        foreach (Expr term in sum.Terms.Skip(1))
        {
            text += term is Negate negate ? " - " + At(negate.Operand, Level.Product) : " + " + At(term, Level.Product);
        }

        return text;
    }

    private string Compare(Comparison comparison)
    {
        string symbol = comparison.Operator switch
        {
            ComparisonOperator.Less => " < ",
            ComparisonOperator.LessOrEqual => " <= ",
            ComparisonOperator.Greater => " > ",
            ComparisonOperator.GreaterOrEqual => " >= ",
            ComparisonOperator.Equal => " == ",
            ComparisonOperator.NotEqual => " != ",
            _ => throw Unexpected.Kind(comparison),
        };
        return comparison.Left.Equals(comparison.Right)
            ? CompareWithItself(comparison.Operator, Format(comparison.Left))
            : At(comparison.Left, Level.Sum) + symbol + At(comparison.Right, Level.Sum);
    }

    // C# warns of x == x; what it tells is whether x is a number.
    private static string CompareWithItself(ComparisonOperator comparison, string operand) => comparison switch
    {
        ComparisonOperator.Less or ComparisonOperator.Greater => "false",
        ComparisonOperator.NotEqual => $"double.IsNaN({operand})",
        _ => $"!double.IsNaN({operand})",
    };

    // All-integer arguments would pick an int overload.
    private string FormatCall(Call call)
    {
        string name = Spelling(call.Function);
        string[] arguments = [AtDouble(call.Arguments[0], Level.Conditional, call.Arguments.All(IsIntegral)), .. call.Arguments.Skip(1).Select(Format)];
        return call.Function is Function.Min or Function.Max ? Nested(name, arguments, 0, arguments.Length) : $"{name}({string.Join(", ", arguments)})";
    }

    // min and max of several arguments nest by halves, so that many of them do not nest deeply.
    private static string Nested(string name, string[] arguments, int from, int to)
    {
        int half = (from + to + 1) / 2;
        return to - from == 1 ? arguments[from] : $"{name}({Nested(name, arguments, from, half)}, {Nested(name, arguments, half, to)})";
    }
}
