using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Numerics.Tests.Methods;

/// <summary>Methods for stochastic equations against exact solutions on the same Wiener paths.</summary>
public sealed class StochasticTests
{
    // Geometric Brownian motion: x(T) = exp((mu - s^2/2)*T + s*W(T)) in the sense of Ito, exp(mu*T + s*W(T)) in that of Stratonovich.
    private const string Geometric = """
        operator gbm {
          param mu = 0.3
          param s = 0.6
          noise xi KIND
          state x = 1
          state w = 0
          x' = mu*x + s*x*xi
          w' = xi
        }
        """;

    // Additive noise on a non-autonomous equation: x' = cos(t) - x + s*xi.
    private const string Additive = """
        operator driven {
          param s = 0.5
          noise xi
          state x = 1
          x' = cos(3*t) - x + s*xi
        }
        """;

    public static TheoryData<string, string> Schemes => new()
    {
        { "euler_maruyama", "" }, { "euler_maruyama", "stratonovich" }, { "stochastic_heun", "" }, { "stochastic_heun", "stratonovich" },
    };

    /// <summary>Root mean square error at the end over many paths, against the exact solution on the same path.</summary>
    [Theory]
    [InlineData("euler_maruyama", "", 0.5)]
    [InlineData("euler_maruyama", "stratonovich", 0.5)]
    [InlineData("stochastic_heun", "", 1)]
    [InlineData("stochastic_heun", "stratonovich", 1)]
    [InlineData("milstein", "", 1)]
    [InlineData("milstein", "stratonovich", 1)]
    public void Strong_order_with_multiplicative_noise(string method, string kind, double order)
    {
        // Milstein refuses the second state with the same noise; its path is taken from a run of another method.
        string text = Geometric.Replace("KIND", kind);
        using CompiledModel paths = Compile(text, "euler_maruyama");
        using CompiledModel model = method == "milstein"
            ? Compile(text.Replace("state w = 0", "").Replace("w' = xi", ""), method)
            : Compile(text, method);
        double drift = kind.Length == 0 ? 0.3 - (0.6 * 0.6 / 2) : 0.3;

        AssertOrder(order, (seed, steps, refinement) =>
        {
            double exact = Math.Exp(drift + (0.6 * Final(paths, seed, steps, refinement)[1]));
            return Final(model, seed, steps, refinement)[0] - exact;
        });
    }

    /// <summary>With additive noise all methods have strong order one at least; the reference is a run with a step 64 times smaller on the same path.</summary>
    [Theory]
    [InlineData("euler_maruyama")]
    [InlineData("milstein")]
    [InlineData("stochastic_heun")]
    public void Strong_order_with_additive_noise(string method)
    {
        using CompiledModel model = Compile(Additive, method);
        AssertOrder(1, (seed, steps, refinement) => Final(model, seed, steps, refinement)[0] - Final(model, seed, steps * (int)refinement, 1)[0]);
    }

    /// <summary>The mean of geometric Brownian motion is exp(mu*T) in the sense of Ito and exp((mu + s^2/2)*T) in that of Stratonovich.</summary>
    [Theory]
    [MemberData(nameof(Schemes))]
    public void Mean_tells_Ito_from_Stratonovich(string method, string kind)
    {
        const int Paths = 20_000;
        const int Steps = 64;
        using CompiledModel model = Compile(Geometric.Replace("KIND", kind), method);
        double[] ends = [.. Enumerable.Range(0, Paths).Select(seed => Final(model, (ulong)seed, Steps, 1)[0])];

        double mu = kind.Length == 0 ? 0.3 : 0.3 + (0.6 * 0.6 / 2);
        double exact = Math.Exp(mu);

        // The standard error, and the weak error of order one of the method: |bias| is about exp(mu)*mu^2*dt/2 for Euler; twice that is allowed.
        double deviation = exact * Math.Sqrt(Math.Exp(0.36) - 1);
        double tolerance = (4.5 * deviation / Math.Sqrt(Paths)) + (exact * mu * mu / Steps);
        Assert.InRange(ends.Average(), exact - tolerance, exact + tolerance);
        Assert.True(tolerance < Math.Exp(0.48) - Math.Exp(0.3), "the two means must be told apart");
    }

    /// <summary>Weak order: the mean of the square, E x^2 = exp((2*mu + s^2)*T), whose error is that of the method's own recursion for the mean.</summary>
    [Fact]
    public void Weak_order_of_Euler_Maruyama_is_one()
    {
        // For x' = mu*x + s*x*xi the method gives E x_n^2 = ((1 + mu*dt)^2 + s^2*dt)^n: the mean over paths must meet that, and that converges with order one.
        const int Paths = 20_000;
        using CompiledModel model = Compile(Geometric.Replace("KIND", ""), "euler_maruyama");
        foreach (int steps in new[] { 2, 4 })
        {
            double dt = 1.0 / steps;
            double expected = Math.Pow(Math.Pow(1 + (0.3 * dt), 2) + (0.36 * dt), steps);
            double[] squares = [.. Enumerable.Range(0, Paths).Select(seed => Math.Pow(Final(model, (ulong)seed, steps, 1)[0], 2))];
            double error = 4.5 * Math.Sqrt(squares.Average(x => x * x) - Math.Pow(squares.Average(), 2)) / Math.Sqrt(Paths);
            Assert.InRange(squares.Average(), expected - error, expected + error);
        }
    }

    [Theory]
    [InlineData("euler_maruyama")]
    [InlineData("milstein")]
    [InlineData("stochastic_heun")]
    public void Ornstein_Uhlenbeck_process_has_its_variance_and_autocovariance(string method)
    {
        // tau = 10 ms, dt = 0.1 ms, 2e6 steps: about n = T/(2*tau) = 10,000 independent samples of the variance.
        using CompiledModel model = Model.FromText("import std.noise (ornstein_uhlenbeck)\ntime ms\ncircuit c {\n  node a : ornstein_uhlenbeck\n}", new ModelOptions { Method = method, UseCache = false });
        Simulator simulator = model.CreateSimulator();
        simulator.Seed = 3;
        const int Count = 400_000;
        double[] x = new double[Count];
        for (int n = 0; n < Count; n++)
        {
            simulator.Step(0.1, 5);
            x[n] = simulator.State[0];
        }

        double independent = Count * 0.5 / (2 * 10);
        double mean = x.Average();
        Assert.InRange(mean, -4.5 / Math.Sqrt(independent), 4.5 / Math.Sqrt(independent));

        // Euler's stationary variance is sigma^2/(1 - dt/(2*tau)), half a percent above: part of the bound.
        double bound = (4.5 * Math.Sqrt(2 / independent)) + 0.006;
        foreach (int lag in new[] { 0, 10, 20, 40 })
        {
            double covariance = Enumerable.Range(0, Count - lag).Average(n => (x[n] - mean) * (x[n + lag] - mean));
            double expected = Math.Exp(-lag * 0.5 / 10);
            Assert.InRange(covariance, expected - bound, expected + bound);
        }
    }

    [Theory]
    [InlineData("euler_maruyama", false)]
    [InlineData("milstein", false)]
    [InlineData("stochastic_heun", false)]
    [InlineData("euler_maruyama", true)]
    [InlineData("milstein", true)]
    [InlineData("stochastic_heun", true)]
    public void Code_in_arrays_takes_the_path_of_code_in_locals(string method, bool strict)
    {
        // Twenty copies do not fit locals. The noise of the first is process 0 in both.
        string unit = "operator u {\n  param s = 0.6\n  noise xi\n  state x = 1\n  x' = -x + cos(t) + s*x*xi\n}\n";
        using CompiledModel single = Model.FromText(unit, new ModelOptions { Method = method, Strict = strict, UseCache = false });
        using CompiledModel many = Model.FromText(
            unit + "circuit c {\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"  node n{i} : u\n")) + "}",
            new ModelOptions { Circuit = "c", Method = method, Strict = strict, UseCache = false });

        Assert.Equal(Final(single, 5, 100, 1)[0], Final(many, 5, 100, 1)[0], 1e-12);
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_however_steps_are_grouped_and_another_seed_others()
    {
        using CompiledModel model = Compile(Geometric.Replace("KIND", ""), "stochastic_heun");
        double[] whole = Final(model, 11, 200, 1);
        Simulator parts = model.CreateSimulator();
        parts.Seed = 11;
        foreach (int steps in new[] { 1, 7, 92, 100 })
        {
            parts.Step(1.0 / 200, steps);
        }

        Assert.Equal(whole, parts.State.ToArray());
        parts.Reset();
        parts.Step(1.0 / 200, 200);
        Assert.Equal(whole, parts.State.ToArray());
        Assert.NotEqual(whole, Final(model, 12, 200, 1));
    }

    [Theory]
    [InlineData("dopri5")]
    [InlineData("rosenbrock")]
    [InlineData("rk4")]
    public void Run_leaves_the_simulator_where_it_ended(string method)
    {
        using CompiledModel model = Compile("operator o {\n  state x = 1\n  x' = cos(t) - x\n}", method);
        Simulator simulator = model.CreateSimulator();
        RunResult result = simulator.Run(new RunOptions { Duration = 10, Interval = 1, Step = method == "rk4" ? 0.01 : null });

        Assert.Equal(10, simulator.Time);
        Assert.Equal(result.Trajectory["x"].Values[^1], simulator.State[0]);
    }

    [Fact]
    public void Checkpoint_goes_on_with_the_same_path()
    {
        using CompiledModel model = Compile(Geometric.Replace("KIND", ""), "euler_maruyama");
        Simulator first = model.CreateSimulator();
        first.Step(0.01, 40);
        Simulator second = model.CreateSimulator();
        first.State.CopyTo(second.State);
        (second.Time, second.NoiseStep) = (first.Time, first.NoiseStep);
        first.Step(0.01, 60);
        second.Step(0.01, 60);

        Assert.Equal(first.State[0], second.State[0], 1e-14);
    }

    [Fact]
    public void Experiment_and_options_give_the_seed()
    {
        string text = Geometric.Replace("KIND", "") + "\nexperiment e {\n  model gbm\n  solver euler_maruyama { dt = 0.01 }\n  run 1\n  seed 4\n}";
        using CompiledModel model = Model.FromText(text, new ModelOptions { UseCache = false });
        RunResult stated = model.CreateSimulator().Run();
        Assert.Equal(4, stated.Summary.Seed);
        RunResult same = model.CreateSimulator().Run(new RunOptions { Seed = 4 });
        RunResult other = model.CreateSimulator().Run(new RunOptions { Seed = 5 });
        Assert.Equal(stated.Trajectory["x"].Values.ToArray(), same.Trajectory["x"].Values.ToArray());
        Assert.NotEqual(stated.Trajectory["x"].Values.ToArray(), other.Trajectory["x"].Values.ToArray());
    }

    [Theory]
    [InlineData("euler_maruyama")]
    [InlineData("milstein")]
    [InlineData("stochastic_heun")]
    public void Steps_with_noise_allocate_nothing(string method)
    {
        using CompiledModel model = Compile(Additive, method);
        Simulator simulator = model.CreateSimulator();
        simulator.Step(0.01, 10);
        Assert.Equal(0, Allocation.LeastOf(() =>
        {
            for (int n = 0; n < 1000; n++)
            {
                simulator.Step(0.01, 10);
            }
        }));
    }

    // The error falls by the factor 2^order from one halving of the step to the next, measured over 2^5; an estimate of it from 400 paths is good to a tenth or so.
    private static void AssertOrder(double order, Func<ulong, int, uint, double> error)
    {
        const int Paths = 400;
        double RootMeanSquare(int steps, uint refinement) =>
            Math.Sqrt(Enumerable.Range(1, Paths).Average(seed => Math.Pow(error((ulong)seed, steps, refinement), 2)));

        // The path is the same for all steps: each is made of 1024 increments.
        double coarse = RootMeanSquare(16, 64);
        double fine = RootMeanSquare(512, 2);
        double measured = Math.Log2(coarse / fine) / 5;
        Assert.InRange(measured, order - 0.12, order + 0.35);
    }

    private static double[] Final(CompiledModel model, ulong seed, int steps, uint refinement)
    {
        Simulator simulator = model.CreateSimulator();
        simulator.Seed = seed;
        simulator.NoiseRefinement = refinement;
        simulator.Step(1.0 / steps, steps);
        return simulator.State.ToArray();
    }

    private static CompiledModel Compile(string text, string method) => Model.FromText(text, new ModelOptions { Method = method, UseCache = false });
}
