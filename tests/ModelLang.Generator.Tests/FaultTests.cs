using Microsoft.CodeAnalysis.CSharp;
using ModelLang.Compiler;
using Xunit;

namespace ModelLang.Generator.Tests;

/// <summary>Whatever the compiler does, the generator does not throw, and says what happened.</summary>
public sealed class FaultTests
{
    [Fact]
    public void A_fault_is_a_finding_that_names_circuit_and_exception_with_the_model_in_a_file()
    {
        string text = Samples.Decay("good") + "\r\n" + Samples.Decay("evil") + " // a comment\u2028not a comment\u0085nor this\r// */";
        ModelGenerator generator = new((source, options, resolver, cancellation) =>
            source.Path.EndsWith("net.mlang", StringComparison.Ordinal) && (options.Circuits is null || options.Circuits.Contains("evil"))
                ? throw new InvalidOperationException("unexpected Sum\nin two lines {0}")
                : ModelCompiler.CompileFile(source, options, resolver, cancellation));
        ProjectOnTest project = new(generator, ("Models/net.mlang", text), ("other.mlang", Samples.Decay("other")));

        Assert.Equal(
            "Models/net.mlang(1,1): error ML6004: The ModelLang compiler failed on 'evil': InvalidOperationException: unexpected Sum",
            Assert.Single(project.Findings()));
        Assert.Equal(2, project.Texts().Count);
        string report = project.Texts()["Models/net.mlang.g.cs"];
        Assert.Contains("// operator evil_part {\n", report, StringComparison.Ordinal);
        Assert.Contains("in two lines {0}", report, StringComparison.Ordinal);
        Assert.Contains(nameof(FaultTests), report, StringComparison.Ordinal);
        Assert.Contains(ModelCompiler.Version, report, StringComparison.Ordinal);
        Assert.DoesNotContain(CSharpSyntaxTree.ParseText(report).GetRoot().DescendantTokens(), t => t.Span.Length > 0);
        Assert.DoesNotContain(CSharpSyntaxTree.ParseText(report).GetDiagnostics(), d => d.Severity > 0);
    }

    [Fact]
    public void A_fault_in_everything_names_the_file()
    {
        ModelGenerator generator = new((_, options, _, _) =>
            options.Circuits is null ? throw new NotSupportedException() : new ModelFileResult([], [], null, []));
        ProjectOnTest project = new(generator, ("net.mlang", "function f(x) = x"));

        Assert.StartsWith("net.mlang(1,1): error ML6004: The ModelLang compiler failed on this file: NotSupportedException", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_fault()
    {
        ProjectOnTest project = new(new ModelGenerator((_, _, _, _) => throw new OperationCanceledException()), ("net.mlang", Samples.Decay("net")));

        Assert.Contains("ML6004", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }

    public static TheoryData<string> OddTexts => new(
        "",
        "\ufeff",
        "\0",
        new string('(', 200_000),
        "operator o {\n  state x = 0\n  x' = " + new string('(', 50_000) + "x" + new string(')', 50_000) + "\n}",
        "operator o {\n  state x = 0\n  x' = " + string.Join("+", Enumerable.Repeat("x", 3_000)) + "\n}",
        "operator o {\n  state x = 0\n  x' = " + string.Concat(Enumerable.Repeat("-", 10_000)) + "x\n}",
        string.Concat(Enumerable.Range(0, 12).Select(i => $"operator o{i} {(i == 0 ? "" : $"extends o{i - 1} ")}{{\n  state x{i} = 0\n  x{i}' = -x{i}\n}}\n")),
        string.Concat(Enumerable.Repeat("import \"", 5_000)),
        "\ud800 operator o { }",
        "operator `\ud83d\ude00` {\n  state `x\u2028y` = 0\n  `x\u2028y`' = -`x\u2028y`\n}",
        new string('\n', 100_000) + "}");

    [Theory]
    [MemberData(nameof(OddTexts))]
    public void Odd_texts_give_findings_or_code(string text)
    {
        ProjectOnTest project = new(("odd.mlang", text));

        Assert.DoesNotContain(project.Findings(), f => f.Contains("ML6004", StringComparison.Ordinal));
        if (project.Texts().TryGetValue("odd.mlang.g.cs", out string? code))
        {
            Testing.EmittedCode.Compile(code);
        }
    }

    [Fact]
    public void A_small_stack_is_enough()
    {
        string[]? findings = null;
        Thread thread = new(() => findings = new ProjectOnTest(("deep.mlang", "operator o {\n  state x = 0\n  x' = " + string.Concat(Enumerable.Repeat("(1 + ", 300)) + "x" + new string(')', 300) + "\n}")).Findings(), 256 << 10);
        thread.Start();
        thread.Join();

        Assert.NotNull(findings);
        Assert.DoesNotContain(findings, f => f.Contains("ML6004", StringComparison.Ordinal));
    }
}
