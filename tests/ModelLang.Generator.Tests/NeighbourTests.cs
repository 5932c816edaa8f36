using ModelLang.Testing;
using Xunit;

namespace ModelLang.Generator.Tests;

/// <summary>Generated code means the same whatever else lives in the namespaces around it.</summary>
public sealed class NeighbourTests
{
    private static readonly string s_generated =
        Assert.Single(new ProjectOnTest(("Models/net.mlang", "import std.functions (logistic)\n" + Samples.Decay("net", "logistic(2)"))).With("Models/net.mlang", "Methods", "rk4,dopri5,rosenbrock").Texts()).Value;

    [Theory]
    [InlineData("namespace Lab.System { internal class Math; }")]
    [InlineData("namespace Lab.ModelLang { internal class Runtime; }")]
    [InlineData("namespace Lab.ModelLang.Runtime { internal class Simulator; }")]
    [InlineData("namespace Lab { internal class Simulator; internal class Math; internal class Elementary; internal class SystemDescription; }")]
    [InlineData("namespace Lab { internal class Span<T>; internal class ReadOnlySpan<T>; internal class Array; internal class Models2; }")]
    [InlineData("namespace Lab { internal class System; internal class ModelLang; internal class MethodImplAttribute; }")]
    [InlineData("namespace Lab.Math { internal class Exp; }")]
    [InlineData("internal class Simulator; internal class Math;")]
    public void A_type_or_namespace_further_out(string neighbour) => EmittedCode.Check(s_generated, neighbour);
}
