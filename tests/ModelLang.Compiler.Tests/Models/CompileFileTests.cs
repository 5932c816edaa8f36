using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Library;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Models;

/// <summary>A whole file in one text: which classes it holds, that each is the one of its target, and what options can be wrong.</summary>
public sealed class CompileFileTests
{
    private const string Two = """
        operator o {
          param k = 1
          state x = 1
          x' = -k*x
        }
        node n {
          use o as a
        }
        circuit first {
          node p : o
        }
        circuit second {
          node p : o
        }
        experiment free {
          model first
          run 1
        }
        experiment fixed {
          model second
          solver rk4 { dt = 0.1 }
          run 1
        }
        """;

    public static TheoryData<string> Files =>
    [
        .. StandardLibrary.Modules,
        .. Repository.ModelFiles("examples", "tests/ModelLang.Compiler.Tests/Models", "tests/ModelLang.Numerics.Tests/Models", "tests/ModelLang.Benchmarks/models"),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_text_is_that_of_each_target_and_its_findings_are_those_of_a_check(string file)
    {
        SourceText source = Load(file);
        string[] others = source.Text.Contains("noise xi", StringComparison.Ordinal) ? ["milstein", "stochastic_heun"]
            : source.Text.Contains("population ", StringComparison.Ordinal) ? ["rk4", "tsit5"]
            : ["rk4", "rosenbrock"];
        foreach (string[] methods in new[] { [], others })
        {
            ModelFileOptions options = new() { Namespace = "Lab.Models", Methods = methods, Strict = methods.Length > 0 };
            ModelFileResult result = ModelCompiler.CompileFile(source, options, new Siblings());

            Assert.Equal(ModelCompiler.Check(source, new Siblings()).Select(d => ExcerptPrinter.Print(d)), result.Diagnostics.Select(d => ExcerptPrinter.Print(d)));
            Assert.Equal(result.CSharp, Expected(source, result, options));
        }
    }

    [Theory]
    [InlineData(null, "", "First:dopri5 Second:dopri5 FirstFree:dopri5 SecondFixed:rk4")]
    [InlineData(null, "heun", "First:heun Second:heun FirstFree:heun SecondFixed:rk4")]
    [InlineData(null, "heun runge_kutta4 heun", "First:heun FirstRk4:rk4 Second:heun SecondRk4:rk4 FirstFree:heun SecondFixed:rk4")]
    [InlineData("first", "", "First:dopri5 FirstFree:dopri5")]
    [InlineData("second first second", "", "Second:dopri5 First:dopri5 FirstFree:dopri5 SecondFixed:rk4")]
    [InlineData("o n", "rosenbrock", "O:rosenbrock N:rosenbrock")]
    public void Circuits_and_methods_choose_the_classes(string? circuits, string methods, string expected)
    {
        ModelFileResult result = Compile(Two, circuits, methods);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(expected, string.Join(' ', result.Classes.Select(c => $"{c.TypeName["ModelLang.Models.".Length..]}:{c.Method}")));
    }

    [Fact]
    public void Of_a_file_without_circuits_what_can_run_on_its_own_becomes_a_class()
    {
        ModelFileResult result = Compile("""
            operator alone {
              state x = 1
              x' = -x
            }
            operator fed {
              input u : real
              state x = 1
              x' = -x + u
            }
            operator transfer {
              input u = 0
              output y = 2*u
            }
            """);

        Assert.Empty(result.Diagnostics);
        Assert.Equal("alone", Assert.Single(result.Classes).Circuit);
    }

    [Fact]
    public void A_file_without_anything_to_run_has_no_text_and_no_finding()
    {
        ModelFileResult result = Compile("function f(x) = 2*x");

        Assert.Empty(result.Diagnostics);
        Assert.Null(result.CSharp);
        Assert.Empty(result.Classes);
    }

    [Theory]
    [InlineData("frist", "", "ML2016", "did you mean 'first'?")]
    [InlineData("first,none", "", "ML2016", "there is o, n, first, second")]
    [InlineData(null, "rk5", "ML5002", "did you mean 'rk4'?")]
    [InlineData(null, "rk4 leapfrog", "ML5002", "there is euler, heun, rk4, dopri5, tsit5, rosenbrock, euler_maruyama, milstein, stochastic_heun")]
    public void Options_that_fit_nothing_are_reported_at_the_first_character(string? circuits, string methods, string code, string hint)
    {
        ModelFileResult result = Compile(Two, circuits?.Replace(',', ' '), methods);

        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal((code, hint, new LinePosition(1, 1)), (diagnostic.Code, diagnostic.Hint, diagnostic.Start));
        Assert.Null(result.CSharp);
    }

    [Fact]
    public void What_is_wrong_in_a_part_is_reported_when_it_is_asked_for_by_name()
    {
        const string text = "operator transfer {\n  input u = 0\n  output y = 2*u\n}";

        Assert.Empty(Compile(text).Diagnostics);
        Assert.Equal(DiagnosticTable.NoStates, Assert.Single(Compile(text, "transfer").Diagnostics).Descriptor);
    }

    [Theory]
    [InlineData("circuit a_b {\n  node p : o\n}\ncircuit aB {\n  node p : o\n}", "", "'a_b' and 'aB'", 9)]
    [InlineData("circuit a {\n  node p : o\n}\ncircuit a_rk4 {\n  node p : o\n}", "heun rk4", "'a with rk4' and 'a_rk4'", 9)]
    [InlineData("circuit a {\n  node p : o\n}\ncircuit a_b {\n  node p : o\n}\nexperiment b {\n  model a\n  run 1\n}", "", "'a_b' and 'experiment b'", 12)]
    public void Classes_that_would_have_one_name_are_reported_at_the_second(string rest, string methods, string names, int line)
    {
        ModelFileResult result = Compile("operator o {\n  state x = 0\n  x' = -x\n}\n\n" + rest, null, methods);

        Diagnostic diagnostic = Assert.Single(result.Diagnostics, d => d.Descriptor == DiagnosticTable.ClassNameCollision);
        Assert.StartsWith(names, diagnostic.Message);
        Assert.Equal(line, diagnostic.Start.Line);
    }

    [Fact]
    public void Cancellation_is_heard()
    {
        Assert.Throws<OperationCanceledException>(
            () => ModelCompiler.CompileFile(new SourceText("two.mlang", Two), new ModelFileOptions(), TestResolver.Library, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void The_outline_tells_module_and_imports()
    {
        ModelOutline outline = ModelCompiler.Outline(new SourceText("a.mlang", "module lab.a\nimport std.qif (qif_mf)\nimport \"../b.mlang\"\nimport lab.c\noperator o {\n"));

        Assert.Equal("lab.a", outline.Module);
        Assert.Equal([new ModelImport("std.qif", false), new ModelImport("../b.mlang", true), new ModelImport("lab.c", false)], outline.Imports);
    }

    private static ModelFileResult Compile(string text, string? circuits = null, string methods = "") => ModelCompiler.CompileFile(
        new SourceText("model.mlang", text),
        new ModelFileOptions { Circuits = circuits?.Split(' '), Methods = methods.Split(' ', StringSplitOptions.RemoveEmptyEntries) },
        TestResolver.Library);

    // The texts that single targets give, under one head.
    private static string? Expected(SourceText source, ModelFileResult result, ModelFileOptions options)
    {
        // The head of a file is that of the class that needs most.
        string head = "";
        List<string> classes = [];
        foreach (ModelClass made in result.Classes)
        {
            CompilationResult single = ModelCompiler.Compile(
                source,
                new CompilerOptions
                {
                    Circuit = made.Experiment is null ? made.Circuit : null,
                    Experiment = made.Experiment,
                    Method = made.Method,
                    Namespace = options.Namespace,
                    ClassName = made.TypeName[(options.Namespace.Length + 1)..],
                    Strict = options.Strict,
                },
                new Siblings());
            int start = single.CSharp!.IndexOf("/// <summary>", StringComparison.Ordinal);
            head = start > head.Length ? single.CSharp[..start] : head;
            classes.Add(single.CSharp[start..]);
        }

        return classes.Count == 0 ? null : head + string.Join('\n', classes);
    }

    private static SourceText Load(string file) =>
        StandardLibrary.Find(file) is { } module ? new SourceText(file, module) : new SourceText(file, File.ReadAllText(Path.Combine(Repository.Root, file)));

    /// <summary>The library, and files of the checkout by their paths in it.</summary>
    private sealed class Siblings : IModelResolver
    {
        public IReadOnlyList<string> Modules => StandardLibrary.Modules;

        public SourceText? ResolveModule(string module, string importingPath) => StandardLibrary.Find(module) is { } text
            ? new SourceText(module, text)
            : ResolveFile(module[(module.LastIndexOf('.') + 1)..] + ".mlang", importingPath);

        public SourceText? ResolveFile(string file, string importingPath)
        {
            string path = Path.Combine(Path.GetDirectoryName(importingPath)!, file);
            return File.Exists(Path.Combine(Repository.Root, path)) ? Load(path) : null;
        }
    }
}
