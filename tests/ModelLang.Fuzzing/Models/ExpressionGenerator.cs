namespace ModelLang.Fuzzing.Models;

/// <summary>Expressions that are right in type and unit, over all operators and built-in functions.</summary>
/// <param name="random">Makes the choices.</param>
/// <param name="variables">What may be used.</param>
/// <param name="time">The unit of <c>t</c> if it may be used, or null.</param>
/// <param name="functions">Functions of the model by name, with their numbers of arguments, all plain.</param>
internal sealed class ExpressionGenerator(
    Random random, IReadOnlyList<Variable> variables, string? time, IReadOnlyList<(string Name, int Arity)> functions, bool units = true)
{
    private static readonly string[] s_comparisons = ["<", "<=", ">", ">=", "==", "!="];
    private static readonly string[] s_plainFunctions =
    [
        "exp", "log", "log1p", "expm1", "exprel", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "floor", "ceil", "round", "erf", "logistic",
    ];

    private static readonly string[] s_complexFunctions = ["exp", "log", "sqrt", "sin", "cos", "sinh", "cosh", "tanh"];

    private readonly bool _hasComplex = variables.Any(v => v.IsComplex);

    /// <summary>A real expression of a unit.</summary>
    public Term Real(string unit, int depth)
    {
        if (depth <= 0)
        {
            return Leaf(unit);
        }

        return random.Next(unit.Length == 0 ? 20 : 14) switch
        {
            0 => Leaf(unit),
            1 or 2 or 3 => Chain(6, ["+", "-"], () => Real(unit, depth - 1), () => Real(unit, depth - 1)),
            4 or 5 => Chain(7, ["*"], () => Real(unit, depth - 1), () => Real("", depth - 1)),
            6 => new Term($"{Real("", depth - 1).Within(7)} * {Real(unit, depth - 1).Within(8)}", 7),
            7 => Chain(7, ["/"], () => Real(unit, depth - 1), () => Real("", depth - 1)),
            8 => OfUnits(unit, depth),
            9 => new Term($"-{Real(unit, depth - 1).Within(9)}", 8),
            10 => new Term($"{Real(unit, depth - 1).Within(2)} if {Condition(depth - 1).Within(2)} else {Real(unit, depth - 1).Text}", 1),
            11 or 12 => OfSameUnit(unit, depth),
            13 => _hasComplex ? OfComplex(unit, depth) : Leaf(unit),
            14 or 15 => Call(random.Of(s_plainFunctions), Real("", depth - 1)),
            16 => new Term($"{Real("", depth - 1).Within(10)}^{random.Next(-4, 9)}", 9),
            17 => new Term($"{Real("", depth - 1).Within(10)}^{(random.OneIn(2) ? new Term(random.Of<string>(["0.5", "1.5", "-0.5", "2.5", "3.7"])) : Real("", depth - 2)).Within(9)}", 9),
            18 => Ratio(depth),
            _ => functions.Count > 0 ? OfModel(depth) : Call("abs2", Real("", depth - 1)),
        };
    }

    /// <summary>A complex expression of a unit.</summary>
    public Term Complex(string unit, int depth)
    {
        if (depth <= 0)
        {
            Variable[] fitting = [.. variables.Where(v => v.IsComplex && v.Unit == unit)];
            return fitting.Length > 0 && !random.OneIn(4) ? new Term(random.Of(fitting).Name)
                : unit.Length == 0 ? new Term(random.Of<string>(["1i", "0.5i", "(1 + 2i)", "(0.3 - 1i)"]))
                : new Term($"{UnitPool.Literal(unit, random).Text} * 1i", 7);
        }

        return random.Next(unit.Length == 0 ? 12 : 8) switch
        {
            0 => Complex(unit, 0),
            1 or 2 => Chain(6, ["+", "-"], () => Complex(unit, depth - 1), () => random.OneIn(2) ? Complex(unit, depth - 1) : Real(unit, depth - 1)),
            3 => Chain(7, ["*"], () => Complex(unit, depth - 1), () => random.OneIn(2) ? Complex("", depth - 1) : Real("", depth - 1)),
            4 => Chain(7, ["*"], () => Real(unit, depth - 1), () => Complex("", depth - 1)),
            5 => Chain(7, ["/"], () => random.OneIn(2) ? Complex(unit, depth - 1) : Real(unit, depth - 1), () => Complex("", depth - 1)),
            6 => random.OneIn(2) ? Call("conj", Complex(unit, depth - 1)) : new Term($"-{Complex(unit, depth - 1).Within(9)}", 8),
            7 => new Term($"{Complex(unit, depth - 1).Within(2)} if {Condition(depth - 1).Within(2)} else {Complex(unit, depth - 1).Text}", 1),
            8 or 9 => Call(random.Of(s_complexFunctions), Complex("", depth - 1)),
            10 => new Term($"{Complex("", depth - 1).Within(10)}^{random.Of<string>(["2", "3", "-1", "-2", "5", "0.5", "1.5"])}", 9),
            _ => new Term($"{Complex("", depth - 1).Within(10)}^{Real("", depth - 2).Within(9)}", 9),
        };
    }

    /// <summary>A condition.</summary>
    public Term Condition(int depth)
    {
        if (depth <= 0 || random.OneIn(2))
        {
            string unit = AnyUnit();
            return new Term($"{Real(unit, depth - 1).Within(6)} {random.Of(s_comparisons)} {Real(unit, depth - 1).Within(6)}", 5);
        }

        return random.Next(3) switch
        {
            0 => new Term($"not {Condition(depth - 1).Within(4)}", 4),
            1 => new Term($"{Condition(depth - 1).Within(3)} and {Condition(depth - 1).Within(4)}", 3),
            _ => new Term($"{Condition(depth - 1).Within(2)} or {Condition(depth - 1).Within(3)}", 2),
        };
    }

    private static Term Call(string name, params Term[] arguments) => new($"{name}({string.Join(", ", arguments.Select(a => a.Text))})");

    private string AnyUnit() => units && random.OneIn(2) ? random.Of(UnitPool.All) : "";

    private Term Leaf(string unit)
    {
        Variable[] fitting = [.. variables.Where(v => !v.IsComplex && v.Unit == unit)];
        if (time == unit && random.OneIn(6))
        {
            return new Term("t");
        }

        return fitting.Length > 0 && !random.OneIn(4) ? new Term(random.Of(fitting).Name)
            : unit.Length == 0 && random.OneIn(12) ? new Term("pi")
            : UnitPool.Literal(unit, random);
    }

    private Term Chain(int precedence, string[] signs, Func<Term> first, Func<Term> next)
    {
        Term result = first();
        for (int n = random.OneIn(3) ? random.Next(2, 5) : 1; n > 0; n--)
        {
            result = new Term($"{result.Within(precedence)} {random.Of(signs)} {next().Within(precedence + 1)}", precedence);
        }

        return result;
    }

    private Term OfUnits(string unit, int depth)
    {
        if (!units)
        {
            return Leaf(unit);
        }

        bool product = UnitPool.Products.ContainsKey(unit) && random.OneIn(2);
        (string left, string right) = random.Of((product ? UnitPool.Products : UnitPool.Quotients).TryGetValue(unit, out (string, string)[]? pairs) ? pairs : [(unit, "")]);
        return new Term($"{Real(left, depth - 1).Within(7)} {(product ? "*" : "/")} {Real(right, depth - 1).Within(8)}", 7);
    }

    private Term OfSameUnit(string unit, int depth)
    {
        Term a = Real(unit, depth - 1);
        Term b = Real(unit, depth - 1);
        return random.Next(10) switch
        {
            0 => Call("abs", a),
            1 => Call("min", a, b),
            2 => Call("max", a, b),
            3 => Call("clip", a, b, Real(unit, depth - 1)),
            4 => Call("mod", a, b),
            5 => Call("hypot", a, b),
            6 => Call("sqrt", new Term($"{a.Within(10)}^2 + {b.Within(10)}^2", 6)),
            7 => Call("sqrt", new Term($"{a.Within(7)} * {b.Within(8)}", 7)),
            8 => Call("cbrt", new Term($"{a.Within(10)}^3", 9)),
            _ => Call(random.OneIn(2) ? "max" : "min", a, b, Real(unit, depth - 1)),
        };
    }

    private Term Ratio(int depth)
    {
        string unit = AnyUnit();
        return random.Next(3) switch
        {
            0 => Call("sign", Real(unit, depth - 1)),
            1 => Call("heaviside", Real(unit, depth - 1)),
            _ => Call("atan2", Real(unit, depth - 1), Real(unit, depth - 1)),
        };
    }

    private Term OfComplex(string unit, int depth) => random.Next(unit.Length == 0 ? 5 : 3) switch
    {
        0 => Call("re", Complex(unit, depth - 1)),
        1 => Call("im", Complex(unit, depth - 1)),
        2 => Call("abs", Complex(unit, depth - 1)),
        3 => Call("abs2", Complex("", depth - 1)),
        _ => Call("arg", Complex(AnyUnit(), depth - 1)),
    };

    private Term OfModel(int depth)
    {
        (string name, int arity) = random.Of(functions);
        return Call(name, [.. Enumerable.Range(0, arity).Select(_ => Real("", depth - 1))]);
    }
}
