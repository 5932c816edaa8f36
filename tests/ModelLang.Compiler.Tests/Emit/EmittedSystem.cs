using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Tests.Emit;

/// <summary>From a system to emitted text.</summary>
internal static class EmittedSystem
{
    public static string Text(DynamicalSystem system, string method, string className = "Model", bool strict = false, ExperimentPlan? experiment = null) =>
        CSharpEmitter.Emit(
            [KernelBuilder.Build(LoweringPipeline.Run(system, strict), MethodTable.Find(method)!, new KernelOptions(className, "test.mlang", strict, experiment))],
            "test.mlang",
            new EmitOptions("Emitted"));

    /// <summary>The system with the equations as source text, as if read from a file.</summary>
    public static DynamicalSystem WithSources(this DynamicalSystem system) => system with
    {
        Equations = system.Equations.Select((e, i) => e with { Source = new SourceReference("test.mlang", 11 + i, Equation(e)) }).ToEquatableArray(),
    };

    private static string Equation(Equation e)
    {
        string left = e.State + new string('\'', e.Order);
        return $"{(e.Coefficient is null ? left : $"{ExprPrinter.Print(e.Coefficient)} * {left}")} = {ExprPrinter.Print(e.Rhs)}";
    }
}
