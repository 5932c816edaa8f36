using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Tests.IR;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Lowering;

public class LoweringPipelineTests
{
    [Theory]
    [InlineData("Qif")]
    [InlineData("Qif_strict")]
    [InlineData("Theta")]
    [InlineData("Theta_strict")]
    public void Published_mean_fields_lower_to(string variant)
    {
        bool strict = variant.EndsWith("_strict", StringComparison.Ordinal);
        DynamicalSystem system = variant.StartsWith("Qif", StringComparison.Ordinal) ? TestModels.Qif : TestModels.Theta;
        Snapshot.Match(IRPrinter.Print(system) + "\n" + IRPrinter.Print(LoweringPipeline.Run(system, strict)), variant: variant);
    }
}
