using ModelLang.Compiler.Emit;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public sealed class ClassNamesTests
{
    [Theory]
    [InlineData("qif_sfa", "QifSfa")]
    [InlineData("two_columns_sweep1", "TwoColumnsSweep1")]
    [InlineData("V1", "V1")]
    [InlineData("_1", "Model1")]
    [InlineData("simulator", "SimulatorModel")]
    [InlineData("math", "MathModel")]
    [InlineData("time_table", "TimeTableModel")]
    public void Circuit_gives_a_class_name_that_hides_nothing(string circuit, string name) => Assert.Equal(name, ClassNames.Of(circuit));
}
