using System.Text.RegularExpressions;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Models;

/// <summary>A small network with everything that networks have, stage by stage and as code.</summary>
public sealed class NetworkTests
{
    private const string Model = """
        module test.network
        time ms

        operator unit {
          param tau = 10 ms in (0 ms, inf)
          param eta = 0.5
          input u   = 0
          state r   = 0.1
          noise xi
          output f  = tanh(r)
          tau * r' = -r + eta + u + 0.1*sqrt(tau)*xi
        }

        operator phase {
          param w = 0.1 1/ms
          input s = 0
          state z : complex = 1
          z' = 1i*w*z + 0.01*s*(1 - z*abs2(z))/1 ms
        }

        operator synapse {
          param tau_s = 5 ms
          input x : real
          input post = 1
          state g = 0
          output y = g*post
          tau_s * g' = x - g
        }

        circuit network {
          param G = 0.4
          population E : unit[N_E] { tau ~ normal(10 ms, 1 ms) truncate(5 ms, 15 ms), eta = quantiles(cauchy(0.5, 0.1)), init r ~ uniform(0, 0.1) }
          population P : phase[3] { w = [0.1, 0.2, 0.3] 1/ms }
          node out : unit
          connect E.f -> E.u by random(p = 0.1, autapses = false) { weight ~ normal(0.2, 0.05) }
          connect E.f -> E.u by all_to_all { weight = G/10 }
          connect E.r -> P.s by fixed_indegree(k = 4) { weight = G, delay ~ uniform(0.5 ms, 2 ms) }
          connect P.z -> [E.u, out.u] by random(p = 0.3) via real_part { weight = 0.1 }
          connect E.f -> out.u by all_to_all via synapse { post = target.r, tau_s ~ gamma(5 ms, 1 ms) }
          connect [E.f, out.f] -> out.u by fixed_total(n = 5)
          output m = mean(E.r) + abs(sum(P.z))
        }

        operator real_part {
          input z : complex = 0
          output x = re(z)
        }

        experiment e {
          model  network
          solver stochastic_heun { dt = 0.1 ms }
          seed   3
          run    5 ms
          record m, E.r[0..2], mean(E.f)
        }
        """;

    [Theory]
    [InlineData(Stage.Ir)]
    [InlineData(Stage.Lowered)]
    public void Each_stage_shows_the_network(Stage stage)
    {
        ShowResult result = ModelCompiler.Show(Text(10), stage, new CompilerOptions { Experiment = "e" }, TestResolver.Library);
        Assert.Empty(result.Diagnostics);
        Snapshot.Match(result.Text!, variant: stage.ToString());
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("stochastic_heun")]
    public void It_becomes_this_code(string method)
    {
        string text = Code(10, method);
        EmittedCode.Check(text);
        Snapshot.Match(text, "cs", method);
    }

    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("euler_maruyama")]
    public void The_code_does_not_depend_on_the_size(string method)
    {
        string small = Code(10, method);
        Assert.Contains("10", small);
        foreach (int size in new[] { 1000, 1_000_000 })
        {
            Assert.Equal(Regex.Replace(small, @"\b10\b", "#"), Regex.Replace(Regex.Replace(Code(size, method), $@"\b{size}\b", "#"), @"\b10\b", "#"));
        }
    }

    [Theory]
    [InlineData("rk4", true)]
    [InlineData("tsit5", true)]
    [InlineData("heun", false)]
    [InlineData("euler", true)]
    [InlineData("euler_maruyama", true)]
    [InlineData("milstein", false)]
    public void Other_methods_and_strict_code_compile_without_warnings(string method, bool strict) => EmittedCode.Check(Code(20, method, strict));

    // Methods without noise get the same network without it.
    private static string Code(int size, string method, bool strict = false)
    {
        bool noise = method is "euler_maruyama" or "milstein" or "stochastic_heun";
        SourceText text = Text(size, noise);
        CompilationResult result = ModelCompiler.Compile(text, new CompilerOptions { Circuit = "network", Method = method, Strict = strict }, TestResolver.Library);
        Assert.Empty(result.Diagnostics.Select(d => ExcerptPrinter.Print(d)));
        return result.CSharp!;
    }

    private static SourceText Text(int size, bool noise = true)
    {
        string text = Model.Replace("N_E", size.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new SourceText("network.mlang", noise ? text : text.Replace(" + 0.1*sqrt(tau)*xi", "").Replace("  noise xi\n", ""));
    }
}
