using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Tests.IR;

/// <summary>Random expressions and systems that stay finite and smooth enough to compare.</summary>
internal sealed class RandomModels(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Whether powers other than 2, 3 and 4 occur.</summary>
    public bool AllPowers { get; init; } = true;

    /// <summary>Whether values stay small, so that a change of rounding stays one.</summary>
    public bool Tame { get; init; } = true;

    /// <summary>Whether conditionals occur.</summary>
    public bool Conditionals { get; init; } = true;

    /// <summary>A random system with shared sub-expressions, outputs that nothing uses, and coefficients on the left.</summary>
    public DynamicalSystem System(int states = 4, int parameters = 4, int intermediates = 6)
    {
        DynamicalSystem system = TestSystem.Parse(string.Join('\n', [
            .. Enumerable.Range(0, parameters).Select(i => $"param p{i} = {i + 1}"),
            "input u = 1",
            .. Enumerable.Range(0, states).Select(i => $"state x{i} = {i}"),
            .. Enumerable.Range(0, states).Select(i => $"p{i % parameters} * x{i}' = x{i}"),
        ]));
        List<Expr> leaves = [.. system.Parameters.Select(p => new Reference(p.Path, VariableKind.Parameter)),
            .. system.States.Select(s => new Reference(s.Path, VariableKind.State)), new Reference("u", VariableKind.Input), new Time()];
        List<Intermediate> all = [];
        for (int i = 0; i < intermediates; i++)
        {
            Expr definition = Tamed(Expression(leaves, 4));
            all.Add(new Intermediate($"y{i}", Quantity.One, definition, IntermediateRole.Let, "", null));
            leaves.Add(new Reference($"y{i}", VariableKind.Intermediate));
        }

        return system with
        {
            Intermediates = all.ToEquatableArray(),
            Equations = system.Equations.Select(e => e with { Rhs = Expression(leaves, 5) }).ToEquatableArray(),
        };
    }

    /// <summary>A random real expression over some leaves.</summary>
    public Expr Expression(IReadOnlyList<Expr> leaves, int depth)
    {
        if (depth == 0 || _random.Next(8) == 0)
        {
            return _random.Next(5) == 0 ? new Number(_random.Next(1, 5) / 2.0) : leaves[_random.Next(leaves.Count)];
        }

        Expr Next() => Expression(leaves, depth - 1);
        switch (_random.Next(Conditionals ? 12 : 11))
        {
            case 0 or 1 or 2:
                return new Sum(new EquatableArray<Expr>([.. Enumerable.Range(0, _random.Next(2, 5)).Select(_ => _random.Next(3) == 0 ? new Negate(Next()) : Next())]));
            case 3 or 4 or 5:
                return new Product(Next(), Next());
            case 6:
                return new Quotient(Next(), Positive(Next()));
            case 7:
                return new Negate(Next());
            case 8:
                return AllPowers && _random.Next(2) == 0
                    ? new Power(Positive(Next()), new Number(_random.Next(-4, 6) / 2.0))
                    : new Power(Tamed(Next()), new Number(_random.Next(2, 5)));
            case 9 or 10:
                Function[] smooth = [Function.Sin, Function.Cos, Function.Tanh, Function.Logistic, Function.Atan];
                return Algebra.Apply(smooth[_random.Next(smooth.Length)], Tamed(Next()));
            default:
                return new Conditional(new Comparison(ComparisonOperator.Less, Next(), Next()), Next(), Next());
        }
    }

    private Expr Tamed(Expr expr) => Tame ? Algebra.Apply(Function.Atan, expr) : expr;

    // Bounded and away from zero.
    private static Expr Positive(Expr expr) => new Sum(new EquatableArray<Expr>([Algebra.Apply(Function.Logistic, expr), Algebra.One]));
}
