using System.Globalization;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>
/// Delays that are spread as a gamma distribution, <c>gamma(mean = 4 ms, sd = 1 ms)</c>, made of n linear equations in a row:
/// <c>x1' = n/mean*(u - x1)</c>, <c>x2' = n/mean*(x1 - x2)</c>, and so on.
/// </summary>
/// <remarks>
/// n is (mean/sd)^2, rounded; the mean is exact, the standard deviation mean/sqrt(n). All stages start at the value of the source at t = 0.
/// MacDonald, Biological Delay Systems: Linear Stability Theory (1989), ch. 2 (the linear chain trick).
/// </remarks>
internal static class GammaChain
{
    /// <summary>Longest chain; a narrower distribution is as good as a transport delay.</summary>
    public const int MostStages = 1000;

    /// <summary>Number of equations for a mean and a standard deviation.</summary>
    public static double Stages(double mean, double deviation) => Math.Max(1, Math.Round(mean / deviation * (mean / deviation)));

    /// <summary>The operator that is the chain; its input is <c>u</c>, its output the last state.</summary>
    /// <param name="name">Name of the operator.</param>
    /// <param name="stages">Number of equations.</param>
    /// <param name="mean">The mean as the model writes it.</param>
    /// <param name="source">What is delayed.</param>
    /// <param name="units">The base units.</param>
    /// <param name="file">The file of the edge.</param>
    /// <param name="edge">The edge.</param>
    public static OperatorSymbol Make(string name, int stages, Bound mean, Bound source, UnitSystem units, ModelFile file, SyntaxNode edge)
    {
        double value = ((Number)mean.Expr).Value;
        Quantity shown = units.QuantityOf(mean.Unit!);
        string Shown(double time) => (time * Math.Pow(10, shown.DecimalExponent) * shown.Factor).ToString("G6", CultureInfo.InvariantCulture)
            + (shown.UnitText.Length == 0 ? "" : " " + shown.UnitText);
        string what = $"gamma delay of {stages} {(stages == 1 ? "stage" : "stages")}: mean {Shown(value)}, sd {Shown(value / Math.Sqrt(stages))}";
        SourceReference place = BindingContext.SourceOf(edge, file);
        OperatorSymbol chain = new(name, "", file, edge.Span);
        chain.Members.Add(Member("mean", MemberKind.Parameter, mean.Unit!, IR.ValueType.Real, mean.Expr) with
        {
            Range = new Interval(0, true, double.PositiveInfinity, true),
            Documentation = "mean delay",
        });
        chain.Members.Add(Member("u", MemberKind.Input, source.Unit!, source.Type, Algebra.Zero) with { Documentation = what });
        Expr rate = new Quotient(Algebra.Number(stages), new Reference("mean", VariableKind.Parameter));
        Expr before = new Reference("u", VariableKind.Input, source.Type);
        for (int i = 1; i <= stages; i++)
        {
            MemberSymbol stage = Member(Stage(i), MemberKind.State, source.Unit!, source.Type, Algebra.Zero) with { StartsAs = "u" };
            Expr state = new Reference(stage.Name, VariableKind.State, source.Type);
            chain.Members.Add(stage);
            chain.Equations.Add(new Equation(stage.Name, 1, null, new Product(rate, Algebra.Subtract(before, state)), place));
            before = state;
        }

        return chain;

        MemberSymbol Member(string name, MemberKind kind, Unit unit, IR.ValueType type, Expr value) =>
            new(name, kind, unit, type, value, null, false, null, null, false, "", place, file, edge.Span);
    }

    /// <summary>Name of a stage.</summary>
    /// <param name="number">From 1.</param>
    public static string Stage(int number) => "x" + number.ToString(CultureInfo.InvariantCulture);
}
