using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

public sealed class StatementTests
{
    [Theory]
    [InlineData("noise xi, zeta stratonovich", "noise xi, zeta stratonovich")]
    [InlineData("noise xi", "noise xi")]
    [InlineData("event spike located when V >= V_th { V := V_reset }", "event spike located when V >= V_th\n  V := V_reset")]
    [InlineData("event spike with hazard h*exp(V) { g -= 1, k *= 2 }", "event spike with hazard h*exp(V)\n  g -= 1\n  k *= 2")]
    [InlineData("event e when x > 1 { refractory t_ref freezing V, w, x := 0 }", "event e when x > 1\n  refractory t_ref freezing V, w\n  x := 0")]
    [InlineData("receive exc { g += 1 }", "receive exc()\n  g += 1")]
    [InlineData("override param tau = 5 ms", "override param tau = 5 ms")]
    [InlineData("override let drive = super - a", "override let drive = super - a")]
    [InlineData("population X : std.poisson[4000] { rate = 150 Hz }", "population X : std.poisson[4000]\n  rate = 150 Hz")]
    [InlineData("population E : gif[800] at mesoscopic", "population E : gif[800] at mesoscopic")]
    [InlineData("population P : qif[10000] { eta ~ cauchy(-5, 1) } at meanfield", "population P : qif[10000] at meanfield\n  eta ~ cauchy(-5, 1)")]
    [InlineData("population X : wc[N] { tau ~ normal(10 ms, 1 ms) truncate(0 ms, 20 ms) }", "population X : wc[N]\n  tau ~ truncate(normal(10 ms, 1 ms), 0 ms, 20 ms)")]
    [InlineData("population X : wc[N] { eta = quantiles(cauchy(eta, Delta)), init a' = 0 }", "population X : wc[N]\n  eta = quantiles(cauchy(eta, Delta))\n  init a' = 0")]
    [InlineData("edge p.r -> p.r_in via depression { weight = 15, delay = 0.75 ms }", "edge p.r -> p.r_in via depression\n  weight = 15\n  delay = 0.75 ms")]
    [InlineData("edge p1.theta -> p2.s via phase_coupling { theta_t = target.theta }", "edge p1.theta -> p2.s via phase_coupling\n  theta_t = target.theta")]
    [InlineData("connect X.r -> X.u by matrix(csv(\"W.csv\"), rows = target) { delay = csv(\"L.csv\")/speed }", "connect X.r -> X.u by matrix(csv(\"W.csv\"), rows = target)\n  delay = csv(\"L.csv\")/speed")]
    [InlineData("connect X.r -> X.u by all_to_all via plastic { weight = 0.1 }", "connect X.r -> X.u by all_to_all via plastic\n  weight = 0.1")]
    [InlineData("connect E.spike -> [E.exc, I.exc] by random(p = 0.02) { w = 6 nS }", "connect E.spike -> [E.exc, I.exc] by random(p = 0.02)\n  w = 6 nS")]
    [InlineData("circuit a : jansen_rit { C = 128 }", "circuit a : jansen_rit\n  C = 128")]
    [InlineData("drive p.I_ext = 3 if t >= 20 and t < 80 else 0", "drive p.I_ext = 3 if ((t >= 20) and (t < 80)) else 0")]
    [InlineData("drive p.I_ext = csv(\"input.csv\") with previous", "drive p.I_ext = csv(\"input.csv\") with previous")]
    [InlineData("set p.eta = -5.5, set init p.r = 0.1", "set p.eta = -5.5\nset init p.r = 0.1")]
    [InlineData("record p.z, r = p.r every 0.1", "record p.z, r = p.r every 0.1")]
    [InlineData("record p.z, run = p.r, run 100, seed 42", "record p.z, run = p.r\nrun 100\nseed 42")]
    [InlineData("sweep { p.eta = linspace(-10, 0, 101), zip { J = [10, 15], K = [1, 2] } }", "sweep\n  p.eta = linspace(-10, 0, 101)\n  zip\n    J = [10, 15]\n    K = [1, 2]")]
    [InlineData("solver dopri5 { rtol = 1e-8, atol = 1e-10 }", "solver dopri5\n  rtol = 1e-8\n  atol = 1e-10")]
    [InlineData("model theta_recurrent { J = 15 }", "model theta_recurrent\n  J = 15")]
    [InlineData("sweep { zip { J = [10, 15] }, init p.r = [1, 2], K = [1, 2] mV }", "sweep\n  zip\n    J = [10, 15]\n  init p.r = [1, 2]\n  K = [1, 2] mV")]
    [InlineData("reduce mean(r), top = max(p.r) over [20 ms, 100 ms], std(r) over [1, 2] s", "reduce mean(r), top = max(p.r) over [20 ms, 100 ms], std(r) over [1, 2] s")]
    [InlineData("reduce\n  mean(r),\n  f = peak_frequency(r)", "reduce mean(r), f = peak_frequency(r)")]
    [InlineData("save \"out.npz\"", "save \"out.npz\"")]
    public void Forms_of_statements(string text, string printed) => Assert.Equal(printed, SyntaxTest.PrintMembers(text));

    [Fact]
    public void Headers_and_functions() => Assert.Equal(
        "module a.b\ntime ms\nimport std.synapses (exponential)\nimport \"other.mlang\" (x, y)\nimport all\nfunction f(x) = 1/(1 + exp(-x))\n",
        SyntaxTest.Print("module a.b\ntime ms\nimport std.synapses (exponential)\nimport \"other.mlang\" (x, y)\nimport all\nfunction f(x) = 1/(1 + exp(-x))"));
}
