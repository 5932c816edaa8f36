using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;
using ModelLang.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Models with delays, from text to trajectory.</summary>
public sealed class DelayTests(ITestOutputHelper output)
{
    private const string Net12 = """
        operator op7 {
          input u = 0
          input inp = 0
          state a = 0
          a' = u + inp - a
        }
        circuit net12 {
          node pop0 : op7
          node pop1 : op7
          edge pop0.a -> pop1.u { weight = 0.1, delay = 0.2 }
          edge pop1.a -> pop0.u { weight = 0.5, delay = 0.2 }
        }
        experiment e {
          model net12
          drive pop0.inp = 0.5 if t >= 5 and t < 15 else 0
          run 19.9
          record pop0.a, pop1.a every 0.1
        }
        """;

    private const string Net16 = """
        operator op_dde {
          param d = 0.1
          state x = 1
          x' = -x(t - d)
        }
        experiment e {
          model op_dde
          run 19.9
          record x every 0.1
        }
        """;

    // x' = -x(t - d), x = 1 before t = 0, is a chain of polynomials: sum of (-1)^k (t - (k - 1)d)^k/k! over k with (k - 1)d <= t.
    [Theory]
    [InlineData("dopri5", 0, 1e-9)]
    [InlineData("tsit5", 0, 1e-9)]
    [InlineData("rosenbrock", 0, 1e-9)]
    [InlineData("rk4", 0.01, 1e-9)]
    [InlineData("heun", 0.0025, 1e-5)]
    [InlineData("euler", 0.0025, 1e-2)]
    public void Linear_equation_agrees_with_its_polynomials(string method, double step, double tolerance)
    {
        double d = Math.Sqrt(2);
        Trajectory found = Run(Net16.Replace("d = 0.1", "d = sqrt(2)").Replace("19.9", "10"), method, step);
        for (int row = 0; row < found.Count; row++)
        {
            double t = found.Time.Values[row];
            double exact = 1;
            double factorial = 1;
            for (int k = 1; (k - 1) * d <= t; k++)
            {
                factorial *= -k;
                exact += Math.Pow(t - ((k - 1) * d), k) / factorial;
            }

            Assert.Equal(exact, found["x"].Values[row], tolerance);
        }
    }

    // Two delays that are on no grid, one of them of an output; Mackey and Glass (1977), Science 197:287.
    [Theory]
    [InlineData("euler", 400, 1)]
    [InlineData("heun", 100, 2)]
    [InlineData("rk4", 25, 4)]
    public void Error_falls_with_the_order_of_the_method(string method, int stepsPerUnit, double order)
    {
        const string Text = """
            operator mackey_glass {
              param d1 = sqrt(0.5)
              param d2 = sqrt(3)
              state x = 0.5
              output f = x/(1 + x^6)
              x' = 2*f(t - d2) - x(t - d1)
            }
            experiment e {
              model mackey_glass
              run 8
              record x every 1
            }
            """;
        double exact = Run(Text, "tsit5", 0)["x"].Values[^1];
        double Error(int steps) => Math.Abs(Run(Text, method, 1.0 / steps)["x"].Values[^1] - exact);
        double measured = Math.Log2(Error(stepsPerUnit) / Error(4 * stepsPerUnit)) / 2;
        output.WriteLine($"{method} {measured:F3}");
        Assert.InRange(measured, order - 0.3, order + 0.6);
    }

    // The source is 2 before t = 0 and 2 + sin t afterwards; what arrives is its convolution with the density of the gamma distribution.
    [Theory]
    [InlineData(4.0, 1.0, 16)]
    [InlineData(0.3, 0.2, 2)]
    [InlineData(1.0, 1.4, 1)]
    public void A_gamma_delay_is_a_convolution(double mean, double deviation, int stages)
    {
        string text = FormattableString.Invariant($$"""
            operator source {
              state x = 2
              x' = cos(t)
            }
            operator target {
              input u = 0
              state y = 0
              output arriving = u
              y' = u - y
            }
            circuit c {
              node a : source
              node b : target
              edge a.x -> b.u { delay = gamma(mean = {{mean}}, sd = {{deviation}}) }
            }
            experiment e {
              model c
              run 12
              record b.arriving every 1
            }
            """);
        RecordedVariable found = Run(text, "dopri5", 0)["b.arriving"];
        double rate = stages / mean;
        double factorial = 1;
        for (int k = 2; k < stages; k++)
        {
            factorial *= k;
        }

        double Density(double s) => rate * Math.Pow(rate * s, stages - 1) * Math.Exp(-rate * s) / factorial;
        for (int t = 0; t <= 12; t++)
        {
            Assert.Equal(2 + Simpson(s => Density(s) * Math.Sin(t - s), t, 20_000), found.Values[t], 1e-8);
        }
    }

    // Sine and cosine for all times, through a history, a let made of it, and a complex state.
    [Theory]
    [InlineData("dopri5", 0, 1e-8)]
    [InlineData("rosenbrock", 0, 1e-8)]
    [InlineData("rk4", 0.01, 1e-8)]
    [InlineData("heun", 0.01, 1e-4)]
    public void History_functions_hold_before_the_start(string method, double step, double tolerance)
    {
        const string Text = """
            time ms
            operator waves {
              param T = 1.3 ms
              param w = 1 ms^-1
              param A = 1 mV
              state s = 0 mV
              state z : complex = 1
              history s = A*sin(w*t)
              history z = exp(1i*w*t)
              let q = s^2
              s' = w*A*cos(w*t) + w*(q(t - 2*T)/A - A*sin(w*(t - 2*T))^2)
              z' = 1i*w*z(t - T)*exp(1i*w*T)
            }
            experiment e {
              model waves
              run 6 ms
              record s, z every 0.5 ms
            }
            """;
        Trajectory found = Run(Text, method, step);
        for (int row = 0; row < found.Count; row++)
        {
            double t = found.Time.Values[row];
            Assert.Equal(Math.Sin(t), found["s"].Values[row], tolerance);
            Assert.Equal(Math.Cos(t), found["z.re"].Values[row], tolerance);
            Assert.Equal(Math.Sin(t), found["z.im"].Values[row], tolerance);
        }
    }

    // The delayed quantity is the drive itself, which jumps at 1 and 2.5: y is the integral of what arrives at 1.7 and 3.2.
    [Theory]
    [InlineData("dopri5", 0, 1e-12)]
    [InlineData("tsit5", 0, 1e-12)]
    [InlineData("rosenbrock", 0, 1e-10)]
    [InlineData("rk4", 0.25, 1e-12)]
    [InlineData("heun", 0.25, 1e-12)]
    public void Jumps_arrive_when_the_delay_is_over(string method, double step, double tolerance)
    {
        const string Text = """
            operator o {
              input u = 0
              state y = 0
              y' = u(t - 0.7)
            }
            experiment e {
              model o
              drive u = 2 if t >= 1 and t < 2.5 else 0
              run 4
              record y every 0.5
            }
            """;
        Trajectory found = Run(Text, method, step);
        for (int row = 0; row < found.Count; row++)
        {
            double t = found.Time.Values[row];
            Assert.Equal(2 * (Math.Clamp(t, 1.7, 3.2) - 1.7), found["y"].Values[row], tolerance);
        }
    }

    [Fact]
    public void A_delay_shorter_than_the_step_is_refused_with_the_reason()
    {
        ExperimentException refusal = Assert.Throws<ExperimentException>(() => Run(Net16, "rk4", 0.5));
        Assert.Contains("The delay of 'x', 0.1, is shorter than the step of 0.5", refusal.Message, StringComparison.Ordinal);
        using CompiledModel model = Model.FromText(Net16, new ModelOptions { Experiment = "e", UseCache = false });
        RunOptions negative = new() { Settings = [new VariableSetting(VariableKind.Parameter, 0, -1)] };
        Assert.Contains("must be positive", Assert.Throws<ExperimentException>(() => model.CreateSimulator().Run(negative)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("heun")]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("rosenbrock")]
    public void Nothing_is_allocated_when_warm(string method)
    {
        using CompiledModel model = Model.FromText(Net12, new ModelOptions { Circuit = "net12", Method = method, UseCache = false });
        Simulator simulator = model.CreateSimulator();
        simulator.State[0] = 1;
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 0.01, MaximumStep = 0.01 });
        cursor.AdvanceTo(10);
        Assert.Equal(0, Allocation.LeastOf(round => cursor.AdvanceTo(30 * (round + 1))));
    }

    // The fixed point of x' = -x + tanh(w*x(t - 1)) + 0.2 and of a chain behind it.
    [Fact]
    public void Steady_states_count_what_is_delayed_as_present()
    {
        const string Text = """
            operator unit {
              param w = 1.5
              input u = 0
              state x = 0.5
              init x = steady
              x' = -x + tanh(w*x(t - 1)) + u
            }
            circuit c {
              node a : unit
              node b : unit { w = 0.5 }
              edge a.x -> b.u { delay = gamma(mean = 2, sd = 1) }
            }
            """;
        using CompiledModel model = Model.FromText(Text, new ModelOptions { Circuit = "c", Method = "dopri5", UseCache = false });
        Simulator simulator = model.CreateSimulator();
        double[] start = simulator.State.ToArray();
        Assert.Equal(Math.Tanh(1.5 * start[0]), start[0], 1e-9);
        Assert.InRange(start[0], 0.8, 0.9);
        simulator.Step(1, 50);
        Assert.All(start.Zip(simulator.State.ToArray()), p => Assert.Equal(p.First, p.Second, 1e-6));
    }

    // The variance of x' = -x(t - 1)/2 + xi is that of Kuechler and Mensch (1992), Stochastics 40:23: (1 + sin(b))/(2*b*cos(b)) for the coefficient b and delay 1.
    [Fact]
    public void A_noisy_equation_has_the_known_variance()
    {
        const string Text = """
            operator o {
              param b = 0.5
              noise xi
              state x = 0
              x' = -b*x(t - 1) + xi
            }
            """;
        using CompiledModel model = Model.FromText(Text, new ModelOptions { Method = "euler_maruyama", Circuit = "o", UseCache = false });
        Simulator simulator = model.CreateSimulator();
        simulator.Seed = 7;
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 0.01 });
        double sum = 0;
        const int Samples = 40_000;
        for (int n = 0; n < Samples; n++)
        {
            cursor.AdvanceTo(50 + n);
            sum += cursor.State[0] * cursor.State[0];
        }

        double expected = (1 + Math.Sin(0.5)) / (2 * 0.5 * Math.Cos(0.5));
        output.WriteLine($"variance {sum / Samples:F4}, expected {expected:F4}");
        Assert.Equal(1, sum / Samples / expected, 0.04);
    }

    private static double Simpson(Func<double, double> f, double end, int intervals)
    {
        double h = end / intervals;
        double sum = f(0) + f(end);
        for (int i = 1; i < intervals; i++)
        {
            sum += (i % 2 == 0 ? 2 : 4) * f(i * h);
        }

        return sum * h / 3;
    }

    private static Trajectory Run(string text, string method, double step)
    {
        using CompiledModel model = Model.FromText(text, new ModelOptions { Experiment = "e", Method = method, UseCache = false });
        Assert.Empty(model.Diagnostics);
        RunOptions options = step > 0 ? new RunOptions { Step = step } : new RunOptions { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-13 };
        return model.CreateSimulator().Run(options).EnsureCompleted().Trajectory;
    }
}
