using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Tests.IR;

/// <summary>Published mean fields, as the system builder gives them.</summary>
internal static class TestModels
{
    /// <summary>QIF mean field with recurrent coupling and adaptation, second order.</summary>
    public static DynamicalSystem Qif { get; } = TestSystem.Parse("""
        param J = 15
        param p.tau = 10
        param p.eta = -5
        param p.Delta = 2
        param p.alpha = 0.5
        param p.tau_a = 100
        input p.I_ext = 0
        state p.r = 0.01
        state p.v = -2
        state p.a = 0
        let p.r_in = J*p.r
        let p.drive = p.eta + p.I_ext + p.tau*p.r_in - p.a
        p.tau * p.r' = p.Delta/(pi*p.tau) + 2*p.r*p.v
        p.tau * p.v' = p.v^2 + p.drive - (pi*p.tau*p.r)^2
        p.tau_a^2 * p.a'' = p.alpha*p.tau_a*p.r - 2*p.tau_a*p.a' - p.a
        """);

    /// <summary>Theta mean field with recurrent coupling and a step of input.</summary>
    public static DynamicalSystem Theta { get; } = TestSystem.Parse("""
        param J = 15
        param p.tau = 1
        param p.eta = -5
        param p.Delta = 1
        state p.z : complex = -0.6 - 0.8i in abs(p.z) <= 1
        let p.I_ext = 3 if t >= 20 and t < 80 else 0
        output p.r = (1 - abs2(p.z))/(pi*p.tau*abs2(1 + p.z))
        let p.s = J*p.r
        let p.drive = 1i*(p.eta + p.I_ext + p.s) - p.Delta
        2*p.tau * p.z' = (p.z + 1)^2*p.drive - 1i*(p.z - 1)^2
        output p.v = im((1 - conj(p.z))/(1 + conj(p.z)))
        """);
}
