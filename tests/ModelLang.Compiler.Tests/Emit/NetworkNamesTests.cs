using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

/// <summary>What emitted code of networks calls its own fields, locals and methods may be the name of anything in the model.</summary>
public sealed class NetworkNamesTests
{
    public static TheoryData<string> Names =>
    [
        "n_P", "at_P_r", "flow_connection1", "connection1", "signals_connection1", "pattern_connection1", "weights_synapse", "data_W", "values", "given",
        "wanted", "Rates", "Rates1", "Prepare1", "Observe1", "eachRates1", "from", "to", "i", "k", "start", "y", "dydt", "g", "signals", "prepared", "sources", "targets",
        "pattern", "matrix", "target", "source", "delays", "statement", "size_P", "Past", "Workers", "Reduce", "Draws", "Quantiles", "Connection", "Vector256",
        "Seed", "seed", "Resize", "Fit", "StateLayout", "UnitValues", "_", "_1", "η", "class",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_name_is_free(string name)
    {
        string text = $$"""
            operator `{{name}}` {
              param p = 1
              param `{{name}}` = 1
              input u = 0
              state r = 0
              output o = tanh(r)*`{{name}}`
              r' = -p*r + u
            }
            operator state_of {
              input u = 0
              state `{{name}}` = 0.5
              `{{name}}`' = u - `{{name}}`
            }
            operator synapse {
              param tau_s = 1
              input x : real
              state s = 0
              tau_s*s' = x - s
            }
            circuit network {
              param G = 1
              data W = [[0, 1, 2], [1, 0, 2], [2, 1, 0]]
              population P : `{{name}}`[3] { p ~ uniform(1, 2), `{{name}}` = [1, 2, 3] }
              population `{{name}}` : state_of[5]
              node x : `{{name}}`
              connect P.o -> `{{name}}`.u by random(p = 0.5) { weight ~ normal(1, 0.1), delay ~ uniform(0.1, 0.2) }
              connect [`{{name}}`.`{{name}}`, x.r] -> [P.u, x.u] by fixed_total(n = 5) { weight = G }
              connect P.r -> P.u by matrix(W, rows = target)
              connect P.r -> x.u by all_to_all via synapse { weight ~ normal(1, 0.1) }
              output m = mean(`{{name}}`.`{{name}}`)*sum(P.`{{name}}`)
            }
            """;
        CompilationResult result = ModelCompiler.Compile(new SourceText("test.mlang", text), new CompilerOptions { Circuit = "network", Method = "rk4" }, new TestResolver());
        Assert.Empty(result.Diagnostics.Select(d => ExcerptPrinter.Print(d)));
        EmittedCode.Check(result.CSharp!);
    }

    [Fact]
    public void Text_grows_in_proportion_to_the_number_of_populations()
    {
        int ten = Emit(10).Length;
        int hundred = Emit(100).Length;
        Assert.InRange(hundred, 8 * ten, 11 * ten);

        static string Emit(int populations)
        {
            IEnumerable<int> all = Enumerable.Range(0, populations);
            string text = $$"""
                operator unit {
                  input u = 0
                  state r = 0
                  output o = tanh(r)
                  output q = r^2
                  r' = u - r
                }
                circuit network {
                {{string.Join("\n", all.Select(n => $"  population P{n} : unit[3]"))}}
                {{string.Join("\n", all.Select(n => $"  connect P{n}.o -> P{(n + 1) % populations}.u by one_to_one"))}}
                }
                """;
            return ModelCompiler.Compile(new SourceText("test.mlang", text), new CompilerOptions { Circuit = "network", Method = "rk4" }, new TestResolver()).CSharp!;
        }
    }
}
