using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Targets;

/// <summary>What one class is made of, before it is lowered.</summary>
/// <param name="System">The system.</param>
/// <param name="Plan">What the experiment bound into it asks for, or null.</param>
/// <param name="Method">The method it is emitted for.</param>
/// <param name="ClassName">Name of the class.</param>
internal sealed record CompilationTarget(DynamicalSystem System, ExperimentPlan? Plan, Method Method, string ClassName)
{
    /// <summary>The class of a system: its method, unless another is wanted, and its name, unless it is given.</summary>
    public static CompilationTarget Create(DynamicalSystem system, ExperimentPlan? plan, Method? method, string? className) => new(
        system,
        plan,
        method ?? (plan?.Method is { } stated ? MethodTable.Find(stated)! : system.Noises.Count > 0 ? MethodTable.EulerMaruyama : MethodTable.DormandPrince54),
        className ?? ClassNames.Of(system.Name + (system.Experiment is { } e ? "_" + e : "")));

    /// <summary>Lowers the system and decides what its class looks like.</summary>
    /// <param name="source">The model file.</param>
    /// <param name="strict">Whether to leave out everything that changes rounding.</param>
    /// <param name="lanes">Whether the class shall also take many simulators on at once, as that of an experiment with a sweep does anyway.</param>
    public Kernel BuildKernel(SourceText source, bool strict, bool lanes = false)
    {
        DynamicalSystem lowered = LoweringPipeline.Run(System, strict, Method.Scheme);
        ExperimentPlan? expanded = Plan is null ? null : RecordingExpansion.Apply(Plan, lowered);
        return KernelBuilder.Build(lowered, Method, new KernelOptions(ClassName, source.Path, strict, expanded, lanes || Plan?.Sweep.Count > 0));
    }
}
