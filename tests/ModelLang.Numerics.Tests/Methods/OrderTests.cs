using ModelLang.Compiler.Methods;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Numerics.Tests.Methods;

public class OrderTests
{
    private const int CopiesInArrays = 10;
    private static readonly double[] s_loose = [.. Enumerable.Repeat(1.0, 2 * CopiesInArrays)];

    public static TheoryData<string, int> MethodsAndLayouts
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (Method method in MethodTable.All)
            {
                data.Add(method.Name, 1);
                data.Add(method.Name, CopiesInArrays);
            }

            return data;
        }
    }

    public static TheoryData<string, double> Continuous => new() { { "dopri5", 4 }, { "tsit5", 4 }, { "rosenbrock", 3 } };

    [Theory]
    [MemberData(nameof(MethodsAndLayouts))]
    public void Error_falls_with_the_order_of_the_method(string name, int copies)
    {
        Method method = MethodTable.Find(name)!;
        int steps = method.Order switch { 1 => 800, 2 => 200, _ => 40 };
        double measured = Math.Log2(Error(method, copies, steps) / Error(method, copies, 2 * steps));
        Assert.InRange(measured, method.Order - 0.3, method.Order + 0.6);
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    public void Error_inside_a_step_falls_with_the_order_of_the_continuous_output(string name, double order)
    {
        double measured = Math.Log2(InteriorError(name, 0.1) / InteriorError(name, 0.05));
        Assert.InRange(measured, order + 0.6, order + 1.7);
    }

    [Theory]
    [MemberData(nameof(Continuous))]
    public void Continuous_output_meets_both_ends_of_the_step(string name, double order)
    {
        _ = order;
        Simulator simulator = Problems.Simulator(Problems.NonAutonomous(1), name);
        IAdaptiveKernel kernel = (IAdaptiveKernel)simulator;
        kernel.Start(0);
        kernel.TryStep(0, 0.1, 1e-6, s_loose);
        double[] start = new double[2];
        double[] end = new double[2];
        kernel.Interpolate(0, start);
        kernel.Interpolate(1, end);
        Assert.True(Problems.Distance(start, simulator.State) == 0);
        kernel.Accept();
        Assert.True(Problems.Distance(end, simulator.State) < 1e-14);
    }

    [Fact]
    public void Steps_do_not_depend_on_how_they_are_grouped()
    {
        Simulator one = Problems.Simulator(Problems.NonAutonomous(1), "rk4");
        Simulator many = Problems.Simulator(Problems.NonAutonomous(1), "rk4");
        ((IFixedStepKernel)one).Advance(0, 0.01, 0, 100);
        ((IFixedStepKernel)many).Advance(0, 0.01, 0, 37);
        ((IFixedStepKernel)many).Advance(0, 0.01, 37, 63);
        Assert.True(one.State.SequenceEqual(many.State));
    }

    private static double Error(Method method, int copies, int steps)
    {
        const double end = 2;
        double h = end / steps;
        Simulator simulator = Problems.Simulator(Problems.NonAutonomous(copies), method.Name);
        if (simulator is IFixedStepKernel fixedStep)
        {
            fixedStep.Advance(0, h, 0, steps);
        }
        else
        {
            IAdaptiveKernel adaptive = (IAdaptiveKernel)simulator;
            adaptive.Start(0);
            for (int n = 0; n < steps; n++)
            {
                adaptive.TryStep(n * h, h, 1e-6, s_loose);
                adaptive.Accept();
            }
        }

        return Problems.Distance(simulator.State, Problems.Exact(end, copies));
    }

    private static double InteriorError(string name, double h)
    {
        const double start = 0.4;
        Simulator simulator = Problems.Simulator(Problems.NonAutonomous(1), name);
        Problems.Exact(start, 1).CopyTo(simulator.State);
        IAdaptiveKernel kernel = (IAdaptiveKernel)simulator;
        kernel.Start(start);
        kernel.TryStep(start, h, 1e-6, s_loose);
        double[] y = new double[2];
        double largest = 0;
        for (double theta = 0.1; theta < 1; theta += 0.1)
        {
            kernel.Interpolate(theta, y);
            largest = Math.Max(largest, Problems.Distance(y, Problems.Exact(start + (theta * h), 1)));
        }

        return largest;
    }
}
