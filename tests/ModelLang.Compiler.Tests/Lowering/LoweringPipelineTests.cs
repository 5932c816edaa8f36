using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

public class LoweringPipelineTests
{
    [Theory]
    [InlineData("Qif", false)]
    [InlineData("Qif", true)]
    [InlineData("Theta", false)]
    [InlineData("Theta", true)]
    public void Published_mean_fields_lower_to(string model, bool strict)
    {
        DynamicalSystem system = model == "Qif" ? TestModels.Qif : TestModels.Theta;
        Snapshot.Match(
            IRPrinter.Print(system) + "\n" + IRPrinter.Print(LoweringPipeline.Run(system, strict)), variant: model + (strict ? "_strict" : ""));
    }
}
