using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Dynamic;
using ModelLang.Library;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Generator.Tests;

/// <summary>Build time and run time give the same bytes, and those of the library compile in a strict project.</summary>
public sealed class SameTextTests
{
    public static TheoryData<string> Modules => [.. StandardLibrary.Modules];

    public static TheoryData<string> Files =>
        [.. Repository.ModelFiles("examples", "tests/ModelLang.Compiler.Tests/Models", "tests/ModelLang.Numerics.Tests/Models")];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Library_module(string module)
    {
        string text = StandardLibrary.Find(module)!;
        string file = module["std.".Length..] + ".mlang";
        ModelFileResult expected = ModelCompiler.CompileFile(
            new SourceText(file, text), new ModelFileOptions { Namespace = "Lab.Models" }, ModelFiles.LibraryOnly);
        ProjectOnTest project = new(($"Models/{file}", text));

        Assert.Empty(project.Findings());
        if (expected.CSharp is null)
        {
            Assert.Empty(project.Texts()); // functions only
            return;
        }

        string generated = Assert.Single(project.Texts()).Value;
        Assert.Equal(expected.CSharp, generated);
        Assert.Equal(
            expected.Classes.Select(c => c.TypeName).Order(StringComparer.Ordinal),
            EmittedCode.Compile(generated).GetExportedTypes().Where(t => !t.IsNested).Select(t => t.FullName!).Order(StringComparer.Ordinal));
        foreach (ModelClass made in expected.Classes)
        {
            CompilationResult single = ModelCompiler.Compile(
                new SourceText(file, text),
                new CompilerOptions { Circuit = made.Experiment is null ? made.Circuit : null, Experiment = made.Experiment, Namespace = "Lab.Models" },
                ModelFiles.LibraryOnly);
            Assert.Equal(made.TypeName, single.TypeName);
            Assert.Contains(Body(single.CSharp!), generated, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Model_file(string file)
    {
        string path = Path.Combine(Repository.Root, file);
        ModelFileResult expected = ModelCompiler.CompileFile(
            ModelFiles.Read(path), new ModelFileOptions { Namespace = "Lab.Models", Methods = ["rk4", "rosenbrock"] }, ModelFiles.All);
        ProjectOnTest project = new(
        [
            .. Directory.GetFiles(Path.GetDirectoryName(path)!, "*.mlang").Select(f => ($"Models/{Path.GetFileName(f)}", ModelFiles.Read(f).Text)),
        ]);
        string name = $"Models/{Path.GetFileName(path)}";
        project.With(name, "Methods", "rk4,rosenbrock");
        foreach (string sibling in Directory.GetFiles(Path.GetDirectoryName(path)!, "*.mlang").Where(f => f != path))
        {
            project.With($"Models/{Path.GetFileName(sibling)}", "Generate", "false");
        }

        Assert.Equal(expected.CSharp, project.Texts().GetValueOrDefault(name + ".g.cs"));
        string[] findings = [.. expected.Diagnostics.Select(d => $"{name}({d.Start.Line},{d.Start.Column}): {d.Severity.ToString().ToLowerInvariant()} {d.Code}: {d.Message}{(d.Hint is null ? "" : "; " + d.Hint)}")];
        Assert.Equal(findings, project.Findings().Where(f => f.StartsWith(name + "(", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_text_of_a_model_that_imports_files_is_the_same_at_run_time()
    {
        string folder = Directory.CreateTempSubdirectory("modellang").FullName;
        try
        {
            (string Path, string Text)[] files =
            [
                ("models/net.mlang", Samples.Importing("../parts/unit.mlang", "unit_part", "net")),
                ("parts/unit.mlang", "module lab.unit\nimport lab.more\n" + Samples.Decay("unit") + "\noperator unused extends more_part {\n}"),
                ("parts/more.mlang", "module lab.more\n" + Samples.Decay("more")),
            ];
            foreach ((string path, string text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                File.WriteAllText(Path.Combine(folder, path), text);
            }

            ModelFileResult expected = ModelCompiler.CompileFile(
                ModelFiles.Read(Path.Combine(folder, "models/net.mlang")), new ModelFileOptions { Namespace = "Lab.models" }, ModelFiles.All);
            ProjectOnTest project = new(files);

            Assert.NotNull(expected.CSharp);
            Assert.Equal(expected.CSharp, project.Texts()["models/net.mlang.g.cs"]);
            Assert.Contains("\"../parts/unit.mlang\"", expected.CSharp, StringComparison.Ordinal);
            Assert.DoesNotContain(ProjectOnTest.Folder, project.Texts()["models/net.mlang.g.cs"], StringComparison.Ordinal);
            Assert.Empty(project.Findings());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Body(string text) => text[text.IndexOf("/// <summary>", StringComparison.Ordinal)..];
}
