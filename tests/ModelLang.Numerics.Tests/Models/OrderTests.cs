using ModelLang.Runtime;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Fixed-step methods show their order on the published models, drive discontinuities on the grid included.</summary>
public sealed class OrderTests(ITestOutputHelper output)
{
    // Where the first discontinuity of a drive lies later than a fifth of the run, the comparison goes on a little beyond it.
    private static readonly Dictionary<string, double> s_until = new()
    {
        ["izhikevich_mf_current"] = 240,
        ["linear_rate_network3"] = 60,
        ["qif_mf_conductance"] = 25,
        ["qif_mf_gap"] = 110,
        ["qif_mf_step"] = 35,
        ["theta_mf_step"] = 25,
        ["wong_wang_net3"] = 600,
    };

    public static TheoryData<string> Names => [.. ReferenceModel.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Euler_is_of_order_1(string name) => Measure(name, "euler", 1, 2e-3);

    [Theory]
    [MemberData(nameof(Names))]
    public void Heun_is_of_order_2(string name) => Measure(name, "heun", 2, 1e-4);

    [Theory]
    [MemberData(nameof(Names))]
    public void Runge_Kutta_is_of_order_4(string name) => Measure(name, "rk4", 4, 1e-7);

    // Halves the step until the error is small enough for its leading term to count; the next halving shows the order.
    private void Measure(string name, string method, int order, double small)
    {
        using var model = new ReferenceModel(name, method);
        ReferenceSolution reference = ReferenceModel.SolutionOf(name);
        double until = s_until.GetValueOrDefault(ReferenceModel.SolutionNameOf(name), reference.Times[^1] / 5);
        double step = reference.Times[1];
        double error;
        do
        {
            step /= 2;
            error = Error(step);
        }
        while (!(error < small));

        double measured = Math.Log2(error / Error(step / 2));
        output.WriteLine($"{name} {method} step {step:G4} error {error:E2} order {measured:F3}");
        Assert.InRange(measured, order - 0.2, order + 0.2);

        // Steps that are too long for the model make it blow up.
        double Error(double h)
        {
            try
            {
                return model.ErrorAgainst(reference, new IntegrationSettings { Step = h }, until);
            }
            catch (NumericalFailureException)
            {
                return double.PositiveInfinity;
            }
        }
    }
}
