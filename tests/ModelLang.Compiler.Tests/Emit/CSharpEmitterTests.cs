using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Tests.IR;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public class CSharpEmitterTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { nameof(TestModels.Qif), "rk4" },
        { nameof(TestModels.Qif), "dopri5" },
        { nameof(TestModels.Qif), "rosenbrock" },
        { nameof(TestModels.Theta), "heun" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_text_is_stable_and_compiles_for_a_strict_consumer(string model, string method)
    {
        DynamicalSystem system = model == nameof(TestModels.Qif) ? TestModels.Qif : TestModels.Theta;
        string text = Emit(system, method, model);
        Snapshot.Match(text, "cs", $"{model}_{method}");
        Simulator simulator = EmittedCode.Instance(text);
        Assert.Equal(system.Parameters.Count, simulator.Description.Parameters.Count);
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = method is "rk4" or "heun" ? 0.01 : null });
        cursor.AdvanceTo(1);
        Assert.All(cursor.State.ToArray(), y => Assert.True(double.IsFinite(y)));
    }

    internal static string Emit(DynamicalSystem system, string method, string className = "Model", bool strict = false) => CSharpEmitter.Emit(
        KernelBuilder.Build(LoweringPipeline.Run(system, strict), MethodTable.Find(method)!, new KernelOptions(className, "test.mlang", strict)),
        new EmitOptions("Emitted"));
}
