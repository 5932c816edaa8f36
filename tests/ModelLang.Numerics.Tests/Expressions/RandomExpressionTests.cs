using System.Globalization;
using System.Text;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Numerics.Tests.Expressions;

/// <summary>From text to machine code and back: hundreds of random expressions in one model, against their closures.</summary>
public class RandomExpressionTests
{
    private const int Count = 200;
    private const int States = 3;

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Emitted_code_computes_what_the_text_says(int seed, bool strict)
    {
        Random random = new(seed);
        ExpressionGenerator generator = new(random);
        RandomExpression[] expressions = [.. Enumerable.Range(0, Count).Select(i => generator.Next((i % 4) + 1))];
        using CompiledModel model = Model.FromText(Text(expressions), new ModelOptions { Method = "dopri5", Strict = strict, UseCache = false });
        Simulator simulator = model.CreateSimulator();
        string[] order = [.. simulator.Description.States.Select(s => s.Name)];

        List<string> wrong = [];
        int compared = 0;
        for (int round = 0; round < 20; round++)
        {
            double[] variables = [.. ExpressionGenerator.Variables.Select((_, i) => Value(random, round, i))];
            double[] derivatives = Derivatives(simulator, variables);
            for (int i = 0; i < Count; i++)
            {
                double actual = derivatives[Array.IndexOf(order, $"e{i}")];
                if (Agrees(expressions[i], variables, actual) is { } agrees)
                {
                    compared++;
                    if (!agrees)
                    {
                        wrong.Add($"{expressions[i].Text} at {string.Join(", ", variables.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}"
                            + $" is {expressions[i].Value(new Evaluation(variables, null)):R}, computed {actual:R}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {compared}:\n" + string.Join('\n', wrong.OrderBy(w => w.Length).Take(15)));
        Assert.InRange(compared, Count * 20 / 2, Count * 20);
    }

    private static string Text(RandomExpression[] expressions)
    {
        StringBuilder text = new("module random\ntime dimensionless\n" + ExpressionGenerator.Functions + """

            operator all {
              param a = 1
              param b = 1
              param c = 1
              input u = 0
              state x = 0
              state y = 0
              state z = 0
              x' = a + u
              y' = b
              z' = c

            """);
        for (int i = 0; i < expressions.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  state e{i} = 0\n  e{i}' = {expressions[i].Text}\n");
        }

        return text.Append("}\n").ToString();
    }

    // Ordinary values, small and large ones, whole numbers with zeros and equal values among them.
    private static double Value(Random random, int round, int variable) => ExpressionGenerator.Variables[variable] == "t" ? Math.Abs(round - 3) * 0.75
        : (round % 4) switch
        {
            0 or 1 => (random.NextDouble() * 6) - 3,
            2 => random.Next(-2, 3),
            _ => ((random.NextDouble() * 2) - 1) * Math.Pow(10, random.Next(-6, 4)),
        };

    private static double[] Derivatives(Simulator simulator, double[] variables)
    {
        for (int i = 0; i < 3; i++)
        {
            simulator.SetParameter(i, variables[i]);
        }

        simulator.SetInput(0, variables[3]);
        simulator.Reset();
        double[] y = new double[simulator.State.Length];
        variables.AsSpan(4, States).CopyTo(y);
        double t = variables[^1];
        simulator.EnterSegment(t);
        double[] dydt = new double[y.Length];
        simulator.Derivative(t, y, dydt);
        return dydt;
    }

    /// <summary>Whether a value is right; null where rounding alone decides what it is, as next to a jump, and where numbers end.</summary>
    private static bool? Agrees(RandomExpression expression, double[] variables, double actual)
    {
        Evaluation exact = new(variables, null);
        double expected = expression.Value(exact);
        double spread = 0;
        for (int n = 0; n < 8; n++)
        {
            spread = Math.Max(spread, Math.Abs(expression.Value(new Evaluation(variables, new Random(n))) - expected));
        }

        return exact.LeftTheNumbers || !(spread <= 1e-7 * Math.Max(Math.Abs(expected), 1e-7))
            ? null
            : Math.Abs(actual - expected) <= (50 * spread) + (1e-14 * Math.Abs(expected)) + 1e-300;
    }
}
