using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Targets;

/// <summary>Whether a method can integrate the noise of a system.</summary>
internal static class NoiseFit
{
    /// <summary>Reports a method that cannot; false after a report.</summary>
    /// <param name="system">The system as the model states it.</param>
    /// <param name="method">The method it is to be integrated with.</param>
    /// <param name="source">The main file.</param>
    /// <param name="span">Where the method is chosen.</param>
    /// <param name="diagnostics">Receives the report.</param>
    public static bool Check(DynamicalSystem system, Method method, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        if (system.Noises.Count == 0)
        {
            return true;
        }

        if (method.Scheme is null)
        {
            string known = string.Join(", ", MethodTable.All.Where(m => m.Scheme is not null).Select(m => m.Name));
            diagnostics.Report(DiagnosticTable.MethodWithoutNoise, source, span, $"methods for noise are {known}", method.Name, system.Name);
            return false;
        }

        if (method.Scheme == StochasticScheme.Milstein && PrepareNoise.WhyNotDiagonal(LoweringPipeline.Real(system)) is { } reason)
        {
            diagnostics.Report(DiagnosticTable.NoiseNotDiagonal, source, span, "take euler_maruyama or stochastic_heun", reason);
            return false;
        }

        return true;
    }
}
