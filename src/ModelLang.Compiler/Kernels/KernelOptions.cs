using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>What a kernel shall be.</summary>
/// <param name="ClassName">Name of the emitted class; a C# identifier.</param>
/// <param name="ModelFile">Path of the model file; other files are named relative to it.</param>
/// <param name="Strict">No contraction, no packing, platform functions: every operation as the model writes it.</param>
/// <param name="Experiment">The experiment bound into the system, or null.</param>
/// <param name="Lanes">Whether the class shall also take many simulators on at once.</param>
internal sealed record KernelOptions(string ClassName, string ModelFile = "", bool Strict = false, ExperimentPlan? Experiment = null, bool Lanes = false);
