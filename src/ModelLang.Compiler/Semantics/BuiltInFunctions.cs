using ModelLang.Compiler.IR;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Semantics;

/// <summary>How the unit of a result follows from the units of the arguments.</summary>
internal enum UnitRule
{
    /// <summary>All arguments and the result are plain numbers.</summary>
    Dimensionless,

    /// <summary>All arguments have one unit, the result has it too.</summary>
    Same,

    /// <summary>All arguments have one unit, the result is a plain number.</summary>
    Ratio,

    /// <summary>The unit to the power 1/2.</summary>
    SquareRoot,

    /// <summary>The unit to the power 1/3.</summary>
    CubeRoot,

    /// <summary>The unit squared.</summary>
    Square,
}

/// <summary>One built-in function.</summary>
/// <param name="Function">Its identity in expressions.</param>
/// <param name="Name">How models call it.</param>
/// <param name="Arity">Number of arguments; the least number for <paramref name="Variadic"/> ones.</param>
/// <param name="Variadic">Whether more arguments may follow.</param>
/// <param name="UnitRule">How units go through it.</param>
/// <param name="Complex">Whether complex arguments are allowed.</param>
/// <param name="CSharp">How emitted code calls it.</param>
/// <param name="Platform">How emitted code calls it under <c>--strict</c>: the platform's own function.</param>
/// <param name="Derivative">Partial derivative with respect to argument <c>i</c> for <paramref name="Arity"/> real arguments; zero where it is flat.</param>
/// <param name="Summary">What it computes, for the language reference.</param>
internal sealed record BuiltInFunction(
    Function Function,
    string Name,
    int Arity,
    bool Variadic,
    UnitRule UnitRule,
    bool Complex,
    string CSharp,
    string Platform,
    Func<EquatableArray<Expr>, int, Expr> Derivative,
    string Summary)
{
    /// <summary>How it is called, such as <c>clip(x, low, high)</c>.</summary>
    public string Call => $"{Name}({(Variadic ? "x, y, ..." : Arity switch { 1 => "x", 2 => "x, y", _ => "x, low, high" })})";
}

/// <summary>The table of built-in functions.</summary>
internal static class BuiltInFunctions
{
    private static readonly Dictionary<string, BuiltInFunction> s_byName;
    private static readonly Dictionary<Function, BuiltInFunction> s_byFunction;

    static BuiltInFunctions()
    {
        s_byName = All.ToDictionary(f => f.Name, StringComparer.Ordinal);
        s_byFunction = All.ToDictionary(f => f.Function);
    }

    /// <summary>How a function that other languages know under this name is written here, or null.</summary>
    public static string? Elsewhere(string name) => name switch
    {
        "ln" => "log(x)",
        "log10" => "log(x)/log(10)",
        "pow" => "x^n",
        "sqr" => "x^2",
        "sigmoid" or "sigm" or "expit" => "logistic(x)",
        "H" or "Heaviside" or "heav" or "Theta" => "heaviside(x)",
        "fabs" or "Abs" => "abs(x)",
        "sgn" => "sign(x)",
        "arctan" => "atan(x)",
        "arctan2" => "atan2(y, x)",
        "fmod" => "mod(x, p)",
        "real" => "re(z)",
        "imag" => "im(z)",
        _ => null,
    };

    /// <summary>All rows.</summary>
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        Row(Function.Exp, "exp", 1, UnitRule.Dimensionless, true, "Elementary.Exp", "Math.Exp", (a, _) => Apply(Function.Exp, a[0]), "e^x"),
        Row(Function.Log, "log", 1, UnitRule.Dimensionless, true, "Elementary.Log", "Math.Log", (a, _) => Divide(One, a[0]), "natural logarithm"),
        Row(Function.Log1p, "log1p", 1, UnitRule.Dimensionless, false, "Elementary.Log1p", "Elementary.Log1p", (a, _) => Divide(One, Add(One, a[0])), "log(1 + x), accurate near 0"),
        Row(Function.Expm1, "expm1", 1, UnitRule.Dimensionless, false, "Elementary.Expm1", "Elementary.Expm1", (a, _) => Apply(Function.Exp, a[0]), "exp(x) - 1, accurate near 0"),
        Row(Function.Exprel, "exprel", 1, UnitRule.Dimensionless, false, "Elementary.Exprel", "Elementary.Exprel", (a, _) => ExprelDerivative(a[0]), "(exp(x) - 1)/x, 1 at x = 0"),
        Row(Function.Sqrt, "sqrt", 1, UnitRule.SquareRoot, true, "Math.Sqrt", "Math.Sqrt", (a, _) => Divide(Number(0.5), Apply(Function.Sqrt, a[0])), "square root"),
        Row(Function.Cbrt, "cbrt", 1, UnitRule.CubeRoot, false, "Elementary.Cbrt", "Math.Cbrt", (a, _) => Divide(One, Multiply(Number(3), Raise(Apply(Function.Cbrt, a[0]), 2))), "cube root"),
        Row(Function.Sin, "sin", 1, UnitRule.Dimensionless, true, "Elementary.Sin", "Math.Sin", (a, _) => Apply(Function.Cos, a[0]), "sine of an angle in radians"),
        Row(Function.Cos, "cos", 1, UnitRule.Dimensionless, true, "Elementary.Cos", "Math.Cos", (a, _) => Negate(Apply(Function.Sin, a[0])), "cosine of an angle in radians"),
        Row(Function.Tan, "tan", 1, UnitRule.Dimensionless, false, "Elementary.Tan", "Math.Tan", (a, _) => Add(One, Raise(Apply(Function.Tan, a[0]), 2)), "tangent of an angle in radians"),
        Row(Function.Asin, "asin", 1, UnitRule.Dimensionless, false, "Elementary.Asin", "Math.Asin", (a, _) => Divide(One, Apply(Function.Sqrt, Subtract(One, Raise(a[0], 2)))), "inverse sine, in radians"),
        Row(Function.Acos, "acos", 1, UnitRule.Dimensionless, false, "Elementary.Acos", "Math.Acos", (a, _) => Negate(Divide(One, Apply(Function.Sqrt, Subtract(One, Raise(a[0], 2))))), "inverse cosine, in radians"),
        Row(Function.Atan, "atan", 1, UnitRule.Dimensionless, false, "Elementary.Atan", "Math.Atan", (a, _) => Divide(One, Add(One, Raise(a[0], 2))), "inverse tangent, in radians"),
        Row(Function.Atan2, "atan2", 2, UnitRule.Ratio, false, "Elementary.Atan2", "Math.Atan2", (a, i) => Divide(i == 0 ? a[1] : Negate(a[0]), Add(Raise(a[0], 2), Raise(a[1], 2))), "angle of the point (x, y) from atan2(y, x)"),
        Row(Function.Sinh, "sinh", 1, UnitRule.Dimensionless, true, "Elementary.Sinh", "Math.Sinh", (a, _) => Apply(Function.Cosh, a[0]), "hyperbolic sine"),
        Row(Function.Cosh, "cosh", 1, UnitRule.Dimensionless, true, "Elementary.Cosh", "Math.Cosh", (a, _) => Apply(Function.Sinh, a[0]), "hyperbolic cosine"),
        Row(Function.Tanh, "tanh", 1, UnitRule.Dimensionless, true, "Elementary.Tanh", "Math.Tanh", (a, _) => Subtract(One, Raise(Apply(Function.Tanh, a[0]), 2)), "hyperbolic tangent"),
        Row(Function.Abs, "abs", 1, UnitRule.Same, true, "Math.Abs", "Math.Abs", (a, _) => Apply(Function.Sign, a[0]), "absolute value; modulus of a complex number"),
        Row(Function.Sign, "sign", 1, UnitRule.Ratio, false, "Elementary.Sign", "Elementary.Sign", (_, _) => Zero, "-1, 0 or 1"),
        Row(Function.Min, "min", 2, UnitRule.Same, false, "Math.Min", "Math.Min", (a, i) => Selected(a, i, Syntax.ComparisonOperator.LessOrEqual, Syntax.ComparisonOperator.Less), "the smallest of its arguments", variadic: true),
        Row(Function.Max, "max", 2, UnitRule.Same, false, "Math.Max", "Math.Max", (a, i) => Selected(a, i, Syntax.ComparisonOperator.GreaterOrEqual, Syntax.ComparisonOperator.Greater), "the largest of its arguments", variadic: true),
        Row(Function.Clip, "clip", 3, UnitRule.Same, false, "Elementary.Clip", "Elementary.Clip", ClipDerivative, "clip(x, low, high): x held between low and high"),
        Row(Function.Floor, "floor", 1, UnitRule.Dimensionless, false, "Math.Floor", "Math.Floor", (_, _) => Zero, "largest whole number not above x"),
        Row(Function.Ceil, "ceil", 1, UnitRule.Dimensionless, false, "Math.Ceiling", "Math.Ceiling", (_, _) => Zero, "smallest whole number not below x"),
        Row(Function.Round, "round", 1, UnitRule.Dimensionless, false, "Math.Round", "Math.Round", (_, _) => Zero, "nearest whole number, halves to even"),
        Row(Function.Mod, "mod", 2, UnitRule.Same, false, "Elementary.Mod", "Elementary.Mod", (a, i) => i == 0 ? One : Negate(Apply(Function.Floor, Divide(a[0], a[1]))), "mod(x, p) = x - p*floor(x/p), in [0, p) for p > 0"),
        Row(Function.Erf, "erf", 1, UnitRule.Dimensionless, false, "Elementary.Erf", "Elementary.Erf", (a, _) => Multiply(Divide(Two, Apply(Function.Sqrt, new Pi())), Apply(Function.Exp, Negate(Raise(a[0], 2)))), "error function"),
        Row(Function.Logistic, "logistic", 1, UnitRule.Dimensionless, false, "Elementary.Logistic", "Elementary.LogisticPlatform", (a, _) => Multiply(Apply(Function.Logistic, a[0]), Apply(Function.Logistic, Negate(a[0]))), "1/(1 + exp(-x))"),
        Row(Function.Heaviside, "heaviside", 1, UnitRule.Ratio, false, "Elementary.Heaviside", "Elementary.Heaviside", (_, _) => Zero, "0 for x < 0, else 1"),
        Row(Function.Hypot, "hypot", 2, UnitRule.Same, false, "Elementary.Hypot", "Elementary.Hypot", (a, i) => Divide(a[i], Apply(Function.Hypot, a[0], a[1])), "sqrt(x^2 + y^2) without overflow"),
        Row(Function.Re, "re", 1, UnitRule.Same, true, "", "", (_, _) => One, "real part"),
        Row(Function.Im, "im", 1, UnitRule.Same, true, "", "", (_, _) => Zero, "imaginary part"),
        Row(Function.Abs2, "abs2", 1, UnitRule.Square, true, "", "", (a, _) => Multiply(Two, a[0]), "squared modulus"),
        Row(Function.Arg, "arg", 1, UnitRule.Ratio, true, "", "", (_, _) => Zero, "argument of a complex number, in radians"),
        Row(Function.Conj, "conj", 1, UnitRule.Same, true, "", "", (_, _) => One, "complex conjugate"),
    ];

    /// <summary>The row with a name, or null.</summary>
    public static BuiltInFunction? Find(string name) => s_byName.TryGetValue(name, out BuiltInFunction? row) ? row : null;

    /// <summary>The row of a function.</summary>
    public static BuiltInFunction Of(Function function) => s_byFunction[function];

    private static BuiltInFunction Row(
        Function function,
        string name,
        int arity,
        UnitRule unitRule,
        bool complex,
        string csharp,
        string platform,
        Func<EquatableArray<Expr>, int, Expr> derivative,
        string summary,
        bool variadic = false) =>
        new(function, name, arity, variadic, unitRule, complex, csharp, platform, derivative, summary);

    // exprel'(x) = (exp(x) - exprel(x))/x has a removable singularity at 0, where it is 1/2.
    private static Expr ExprelDerivative(Expr x) => new Conditional(
        new Comparison(Syntax.ComparisonOperator.Less, Apply(Function.Abs, x), Number(1e-5)),
        Add(Number(0.5), Divide(x, Number(3))),
        Divide(Subtract(Apply(Function.Exp, x), Apply(Function.Exprel, x)), x));

    // One of two arguments; of equal ones the first counts.
    private static Expr Selected(EquatableArray<Expr> arguments, int index, Syntax.ComparisonOperator first, Syntax.ComparisonOperator second) =>
        new Conditional(new Comparison(index == 0 ? first : second, arguments[index], arguments[1 - index]), One, Zero);

    private static Expr ClipDerivative(EquatableArray<Expr> a, int index)
    {
        Expr low = new Comparison(Syntax.ComparisonOperator.Less, a[0], a[1]);
        Expr high = new Comparison(Syntax.ComparisonOperator.Greater, a[0], a[2]);
        return index switch
        {
            0 => new Conditional(new Logical(true, EquatableArray.Of(low, high)), Zero, One),
            1 => new Conditional(low, One, Zero),
            _ => new Conditional(new Logical(false, EquatableArray.Of(high, new Not(low))), One, Zero),
        };
    }
}
