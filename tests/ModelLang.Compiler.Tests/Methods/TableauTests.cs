using ModelLang.Compiler.Methods;
using Xunit;

namespace ModelLang.Compiler.Tests.Methods;

public class TableauTests
{
    private const double Tolerance = 2e-14;

    public static TheoryData<string> Explicit => [.. MethodTable.All.Where(m => m.Tableau is not null).Select(m => m.Name)];

    public static TheoryData<string> Continuous => [.. MethodTable.All.Where(m => m.Kind == MethodKind.Adaptive).Select(m => m.Name)];

    [Fact]
    public void There_are_as_many_rooted_trees_as_the_theory_says() =>
        Assert.Equal([1, 1, 2, 4, 9], Enumerable.Range(1, 5).Select(order => RootedTree.Of(order).Count()));

    [Theory]
    [MemberData(nameof(Explicit))]
    public void Stage_times_are_row_sums(string name)
    {
        ButcherTableau tableau = MethodTable.Find(name)!.Tableau!;
        for (int i = 0; i < tableau.Stages; i++)
        {
            Assert.Equal(tableau.C[i].Value, tableau.A[i].Sum(a => a.Value), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Explicit))]
    public void Order_conditions_hold_up_to_the_order_and_no_further(string name)
    {
        Method method = MethodTable.Find(name)!;
        double[] b = Values(method.Tableau!.B);
        Assert.True(Defect(method.Tableau!, b, method.Order) < Tolerance);
        Assert.True(Defect(method.Tableau!, b, method.Order + 1) > 1e-5);
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    public void Embedded_solution_has_its_order(string name)
    {
        Method method = MethodTable.Find(name)!;
        double[] embedded = [.. method.Tableau!.B.Zip(method.Tableau.Error, (b, e) => b.Value - e.Value)];
        Assert.True(Defect(method.Tableau, embedded, method.ErrorOrder) < Tolerance);
        Assert.True(Defect(method.Tableau, embedded, method.ErrorOrder + 1) > 1e-5);
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    public void Continuous_output_has_order_four_and_meets_both_ends(string name)
    {
        ButcherTableau tableau = MethodTable.Find(name)!.Tableau!;
        foreach (double theta in new[] { 0.1, 0.37, 0.5, 0.9, 1 })
        {
            double[] b = [.. tableau.Dense.Select(row => row.Select((c, p) => c.Value * Math.Pow(theta, p + 1)).Sum())];
            Assert.True(Defect(tableau, b, 4, theta) < 1e-13, $"theta = {theta}");
            if (theta == 1)
            {
                Assert.All(b.Zip(tableau.B), pair => Assert.Equal(pair.Second.Value, pair.First, 1e-13));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    public void Last_stage_is_the_first_of_the_next_step(string name) => Assert.True(MethodTable.Find(name)!.Tableau!.FirstSameAsLast);

    [Fact]
    public void Rosenbrock_coefficients_meet_the_order_conditions()
    {
        RosenbrockTableau tableau = Tableaus.Rodas4;
        (double[][] alpha, double[][] gamma) = Original(tableau);
        double[][] beta = [.. alpha.Zip(gamma, (a, g) => a.Zip(g, (x, y) => x + y).ToArray())];
        for (int i = 0; i < tableau.Stages; i++)
        {
            Assert.Equal(tableau.Alpha[i].Value, alpha[i].Sum(), 1e-13);
            Assert.Equal(tableau.Gamma[i].Value, gamma[i].Sum(), 1e-13);
        }

        double[] stages = [.. tableau.A[tableau.Stages - 1].Select(a => a.Value), 1];
        double[] b = Apply(stages, gamma);
        double[] embedded = Apply([.. stages.SkipLast(1), 0], gamma);
        Assert.True(Defect(b, alpha, beta, 4) < 1e-13);
        Assert.True(Defect(embedded, alpha, beta, 3) < 1e-13);
        Assert.True(Defect(embedded, alpha, beta, 4) > 1e-5);

        // Stiffly accurate: the last stage is the step itself.
        Assert.All(b.Zip(beta[^1]), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    [Fact]
    public void Methods_are_found_by_name_and_alias()
    {
        Assert.Same(MethodTable.RungeKutta4, MethodTable.Find("rk4"));
        Assert.Same(MethodTable.Rosenbrock, MethodTable.Find("rodas4"));
        Assert.Null(MethodTable.Find("rk5"));
        string[] names = [.. MethodTable.All.SelectMany(m => m.Aliases.Prepend(m.Name))];
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    private static double[] Values(Coefficient[] row) => [.. row.Select(c => c.Value)];

    private static double Defect(ButcherTableau tableau, double[] b, int upTo, double theta = 1)
    {
        double[][] a = [.. tableau.A.Select(row => Enumerable.Range(0, tableau.Stages).Select(j => j < row.Length ? row[j].Value : 0).ToArray())];
        return Defect(b, a, a, upTo, theta);
    }

    // The largest defect of the conditions of all orders up to one.
    private static double Defect(double[] b, double[][] a, double[][] single, int upTo, double theta = 1) =>
        Enumerable.Range(1, upTo).SelectMany(RootedTree.Of).Max(tree => Math.Abs(
            tree.Weights(a, single, b.Length).Zip(b, (phi, weight) => phi * weight).Sum() - (Math.Pow(theta, tree.Order) / tree.Density)));

    private static double[] Apply(double[] row, double[][] matrix) =>
        [.. Enumerable.Range(0, row.Length).Select(j => row.Select((x, i) => x * matrix[i][j]).Sum())];

    // Gamma = (I/gamma - C)^-1 and alpha = A*Gamma undo the form without matrix products (Hairer and Wanner II, sect. IV.7).
    private static (double[][] Alpha, double[][] Gamma) Original(RosenbrockTableau tableau)
    {
        int s = tableau.Stages;
        double[][] gamma = [.. Enumerable.Range(0, s).Select(_ => new double[s])];
        for (int column = 0; column < s; column++)
        {
            for (int i = column; i < s; i++)
            {
                double sum = i == column ? 1 : Enumerable.Range(0, i).Sum(j => tableau.C[i][j].Value * gamma[j][column]);
                gamma[i][column] = sum * tableau.Diagonal.Value;
            }
        }

        double[][] alpha = [.. tableau.A.Select(row => Apply([.. Enumerable.Range(0, s).Select(j => j < row.Length ? row[j].Value : 0)], gamma))];
        return (alpha, gamma);
    }
}
