using System.Globalization;

namespace ModelLang.Numerics.Tests.Expressions;

/// <summary>Well-typed expressions without units over all operators, all real built-in functions and three functions of the model.</summary>
internal sealed class ExpressionGenerator(Random random)
{
    /// <summary>Functions that the expressions may call; the model has to declare them.</summary>
    public const string Functions = """
        function square(v) = v^2
        function blend(v, w, s) = s*v + (1 - s)*w
        function ramp(v, low) = v - low if v > low else 0
        """;

    private static readonly string[] s_comparisons = ["<", "<=", ">", ">=", "==", "!="];
    private static readonly string[] s_numbers = ["0", "1", "2", "3", "0.5", "1.5", "10", "0.1", "1e-3", "2.5e2", "7.25"];

    private static readonly (string Name, Func<double, double> Value)[] s_functions =
    [
        ("exp", Math.Exp), ("log", Math.Log), ("log1p", Log1p), ("expm1", Expm1), ("exprel", v => v == 0 ? 1 : Expm1(v) / v),
        ("sqrt", Math.Sqrt), ("cbrt", Math.Cbrt), ("sin", Math.Sin), ("cos", Math.Cos), ("tan", Math.Tan), ("asin", Math.Asin),
        ("acos", Math.Acos), ("atan", Math.Atan), ("sinh", Math.Sinh), ("cosh", Math.Cosh), ("tanh", Math.Tanh), ("abs", Math.Abs),
        ("sign", v => v > 0 ? 1 : v < 0 ? -1 : v), ("floor", Math.Floor), ("ceil", Math.Ceiling),
        ("round", v => Math.Round(v, MidpointRounding.ToEven)), ("logistic", v => 1 / (1 + Math.Exp(-v))), ("heaviside", v => v < 0 ? 0 : 1),
        ("re", v => v), ("im", _ => 0), ("conj", v => v), ("abs2", v => v * v), ("square", v => v * v),
    ];

    private static readonly (string Name, Func<double, double, double> Value)[] s_functionsOfTwo =
    [
        ("atan2", Math.Atan2), ("min", Math.Min), ("max", Math.Max), ("mod", Mod),
        ("hypot", (v, w) => Math.Sqrt((v * v) + (w * w))), ("ramp", (v, low) => v > low ? v - low : 0),
    ];

    private static readonly (string Name, Func<double, double, double, double> Value)[] s_functionsOfThree =
    [
        ("clip", (v, low, high) => v < low ? low : v > high ? high : v), ("min", (u, v, w) => Math.Min(Math.Min(u, v), w)),
        ("max", (u, v, w) => Math.Max(Math.Max(u, v), w)), ("blend", (v, w, s) => (s * v) + ((1 - s) * w)),
    ];

    /// <summary>Parameters, an input, states and the time.</summary>
    public static string[] Variables { get; } = ["a", "b", "c", "u", "x", "y", "z", "t"];

    /// <summary>An expression of at most a depth.</summary>
    public RandomExpression Next(int depth)
    {
        if (depth == 0)
        {
            return Leaf();
        }

        return random.Next(16) switch
        {
            0 => Leaf(),
            1 or 2 or 3 => Chain(depth, 6, "+", "-", (v, w) => v + w, (v, w) => v - w),
            4 or 5 or 6 => Chain(depth, 7, "*", "/", (v, w) => v * w, (v, w) => v / w),
            7 => Negative(depth),
            8 => WholePower(depth),
            9 => Power(depth),
            10 => Conditional(depth),
            11 or 12 => Call(depth),
            13 => CallOfTwo(depth),
            14 => CallOfThree(depth),
            _ => Quadratic(depth),
        };
    }

    private static double Expm1(double v)
    {
        double e = Math.Exp(v);
        return e == 1 ? v : e - 1 == -1 ? -1 : double.IsInfinity(e) ? e : (e - 1) * v / Math.Log(e);
    }

    private static double Mod(double v, double p)
    {
        double rest = v % p;
        return rest != 0 && rest < 0 != p < 0 ? rest + p : rest;
    }

    private static double Log1p(double v) => 1 + v == 1 ? v : double.IsInfinity(v) ? Math.Log(v) : Math.Log(1 + v) * v / (1 + v - 1);

    private RandomExpression Leaf()
    {
        if (random.Next(3) == 0)
        {
            string number = random.Next(12) == 0 ? "pi" : s_numbers[random.Next(s_numbers.Length)];
            double value = number == "pi" ? Math.PI : double.Parse(number, CultureInfo.InvariantCulture);
            return new RandomExpression(number, 10, _ => value);
        }

        int index = random.Next(Variables.Length);
        return new RandomExpression(Variables[index], 10, e => e.Variables[index]);
    }

    private RandomExpression Chain(
        int depth, int precedence, string plus, string minus, Func<double, double, double> add, Func<double, double, double> subtract)
    {
        RandomExpression result = Next(depth - 1);
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            RandomExpression left = result;
            RandomExpression right = Next(depth - 1);
            bool adds = random.Next(2) == 0;
            result = new RandomExpression(
                $"{left.Within(precedence)} {(adds ? plus : minus)} {right.Within(precedence + 1)}",
                precedence,
                e => e.Rounded((adds ? add : subtract)(left.Value(e), right.Value(e))));
        }

        return result;
    }

    private RandomExpression Negative(int depth)
    {
        RandomExpression operand = Next(depth - 1);
        return new RandomExpression($"-{operand.Within(9)}", 8, e => -operand.Value(e));
    }

    private RandomExpression WholePower(int depth)
    {
        RandomExpression operand = Next(depth - 1);
        int exponent = random.Next(-4, 9);
        return new RandomExpression($"{operand.Within(10)}^{exponent}", 9, e => e.Rounded(Math.Pow(operand.Value(e), exponent)));
    }

    private RandomExpression Power(int depth)
    {
        RandomExpression operand = Next(depth - 1);
        RandomExpression exponent = random.Next(3) == 0 ? Next(depth - 1) : new RandomExpression("0.5", 10, _ => 0.5);
        return new RandomExpression(
            $"{operand.Within(10)}^{exponent.Within(9)}", 9, e => e.Rounded(Math.Pow(operand.Value(e), exponent.Value(e))));
    }

    private RandomExpression Quadratic(int depth)
    {
        RandomExpression v = Next(depth - 1);
        RandomExpression a = Leaf();
        RandomExpression b = Leaf();
        string text = $"{a.Text}*{v.Within(10)}^2 + {b.Text}*{v.Within(8)} + 1";
        return new RandomExpression(text, 6, e => e.Rounded((a.Value(e) * Math.Pow(v.Value(e), 2)) + (b.Value(e) * v.Value(e)) + 1));
    }

    private RandomExpression Conditional(int depth)
    {
        RandomCondition condition = Condition(depth - 1);
        RandomExpression whenTrue = Next(depth - 1);
        RandomExpression whenFalse = Next(depth - 1);
        return new RandomExpression(
            $"{whenTrue.Within(2)} if {condition.Within(2)} else {whenFalse.Text}",
            1,
            e => condition.Holds(e) ? whenTrue.Value(e) : whenFalse.Value(e));
    }

    private RandomCondition Condition(int depth)
    {
        if (depth == 0 || random.Next(2) == 0)
        {
            RandomExpression left = Next(depth);
            RandomExpression right = Next(depth);
            string comparison = s_comparisons[random.Next(s_comparisons.Length)];
            return new RandomCondition($"{left.Within(6)} {comparison} {right.Within(6)}", 5, e => Compare(comparison, left.Value(e), right.Value(e)));
        }

        RandomCondition first = Condition(depth - 1);
        RandomCondition second = Condition(depth - 1);
        return random.Next(3) switch
        {
            0 => new RandomCondition($"not {first.Within(4)}", 4, e => !first.Holds(e)),
            1 => new RandomCondition($"{first.Within(3)} and {second.Within(4)}", 3, e => first.Holds(e) && second.Holds(e)),
            _ => new RandomCondition($"{first.Within(2)} or {second.Within(3)}", 2, e => first.Holds(e) || second.Holds(e)),
        };
    }

    private RandomExpression Call(int depth)
    {
        (string name, Func<double, double> value) = s_functions[random.Next(s_functions.Length)];
        RandomExpression v = Next(depth - 1);
        return new RandomExpression($"{name}({v.Text})", 10, e => e.Rounded(value(v.Value(e))));
    }

    private RandomExpression CallOfTwo(int depth)
    {
        (string name, Func<double, double, double> value) = s_functionsOfTwo[random.Next(s_functionsOfTwo.Length)];
        (RandomExpression v, RandomExpression w) = (Next(depth - 1), Next(depth - 1));
        return new RandomExpression($"{name}({v.Text}, {w.Text})", 10, e => e.Rounded(value(v.Value(e), w.Value(e))));
    }

    private RandomExpression CallOfThree(int depth)
    {
        (string name, Func<double, double, double, double> value) = s_functionsOfThree[random.Next(s_functionsOfThree.Length)];
        (RandomExpression u, RandomExpression v, RandomExpression w) = (Next(depth - 1), Next(depth - 1), Next(depth - 1));
        return new RandomExpression($"{name}({u.Text}, {v.Text}, {w.Text})", 10, e => e.Rounded(value(u.Value(e), v.Value(e), w.Value(e))));
    }

    private static bool Compare(string comparison, double left, double right) => comparison switch
    {
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        ">=" => left >= right,
        "==" => left == right,
        _ => left != right,
    };
}
