using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>A step of the pipeline.</summary>
/// <param name="Name">Name of its class.</param>
/// <param name="Apply">What it does.</param>
/// <param name="Promise">What holds from then on, or null.</param>
internal sealed record LoweringPass(string Name, Func<DynamicalSystem, DynamicalSystem> Apply, Func<DynamicalSystem, bool>? Promise = null);
