using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Targets;

/// <summary>Whether a method can integrate a system: its noise, its populations.</summary>
internal static class MethodFit
{
    /// <summary>Reports a method that cannot; false after a report.</summary>
    /// <param name="system">The system as the model states it.</param>
    /// <param name="method">The method it is to be integrated with.</param>
    /// <param name="source">The main file.</param>
    /// <param name="span">Where the method is chosen.</param>
    /// <param name="diagnostics">Receives the report.</param>
    public static bool Check(DynamicalSystem system, Method method, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        if (method.Kind == MethodKind.Stiff && system.Populations.Count + system.Connections.Count > 0)
        {
            diagnostics.Report(DiagnosticTable.MethodWithoutPopulations, source, span, "take dopri5 or tsit5, or a fixed step with rk4", method.Name, system.Name);
            return false;
        }

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

        if (system.Populations.Count > 0 && PrepareNoise.NoiseAcrossUnits(LoweringPipeline.Real(system), method.Scheme.Value) is { } noise)
        {
            diagnostics.Report(DiagnosticTable.NoiseAcrossUnits, source, span, "take euler_maruyama for Ito noise and stochastic_heun for noise that is declared stratonovich", method.Name, noise);
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
