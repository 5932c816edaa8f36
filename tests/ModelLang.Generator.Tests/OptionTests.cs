using ModelLang.Compiler;
using Xunit;

namespace ModelLang.Generator.Tests;

/// <summary>What the project says of a model file.</summary>
public sealed class OptionTests
{
    private static readonly string s_two = Samples.Decay("first") + "\n" + Samples.Decay("second") + "\nexperiment e {\n  model second\n  solver rk4 { dt = 0.1 }\n  run 1\n}";

    [Theory]
    [InlineData("net.mlang", "Lab", "Lab")]
    [InlineData("Models/net.mlang", "Lab", "Lab.Models")]
    [InlineData("Models/up-state/net.mlang", "Lab", "Lab.Models.up_state")]
    [InlineData("1d/net.mlang", "Lab", "Lab._1d")]
    [InlineData("class/new/net.mlang", "Lab", "Lab._class._new")]
    [InlineData("record/net.mlang", "Lab", "Lab.record")]
    [InlineData("v1.2/net.mlang", "Lab", "Lab.v1._2")]
    [InlineData("Mod\u00e8les \u03b7/net.mlang", "Lab", "Lab.Mod\u00e8les_\u03b7")]
    [InlineData("Models/net.mlang", "my-lab.2", "my_lab._2.Models")]
    [InlineData("Models/net.mlang", "", "Models")]
    [InlineData("net.mlang", "", "ModelLang.Models")]
    [InlineData("/home/someone/shared/deep/net.mlang", "Lab", "Lab")]
    public void The_namespace_follows_from_root_namespace_and_folders(string path, string root, string expected)
    {
        string text = Assert.Single(new ProjectOnTest((path, Samples.Decay("net"))).With("RootNamespace", root).Texts()).Value;

        Assert.Contains($"\nnamespace {expected};\n", text, StringComparison.Ordinal);
        Testing.EmittedCode.Compile(text);
    }

    [Fact]
    public void A_linked_file_is_where_its_link_is()
    {
        ProjectOnTest project = new ProjectOnTest(("../shared/net.mlang", Samples.Decay("net"))).With("../shared/net.mlang", "Link", "Shared/Nets/net.mlang");

        Assert.Contains("\nnamespace Lab.Shared.Nets;\n", Assert.Single(project.Texts()).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_namespace_can_be_stated()
    {
        ProjectOnTest project = new ProjectOnTest(("Models/net.mlang", Samples.Decay("net"))).With("Models/net.mlang", "Namespace", " Some.Where ");

        Assert.Contains("\nnamespace Some.Where;\n", Assert.Single(project.Texts()).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("My-Models", "My_Models")]
    [InlineData("A..B", "A._.B")]
    [InlineData("A.class", "A._class")]
    [InlineData("A.1", "A._1")]
    [InlineData("C\uff03.X", "C_.X")]
    [InlineData("A;B", "A_B")]
    public void What_is_no_namespace_is_reported_with_one_that_is(string stated, string hint)
    {
        ProjectOnTest project = new ProjectOnTest(("net.mlang", Samples.Decay("net"))).With("net.mlang", "Namespace", stated);

        Assert.Equal(
            $"net.mlang(1,1): error ML6001: Namespace=\"{stated.Replace('\uff03', '#')}\" in the project is no namespace of C#; write for example {hint}",
            Assert.Single(project.Findings()));
        Assert.Empty(project.Texts());
        Assert.True(Namespaces.IsLegal(hint));
    }

    [Theory]
    [InlineData("Strict", "yes")]
    [InlineData("Generate", "0")]
    public void A_switch_is_true_or_false(string metadata, string value)
    {
        ProjectOnTest project = new ProjectOnTest(("net.mlang", Samples.Decay("net"))).With("net.mlang", metadata, value);

        Assert.Equal($"net.mlang(1,1): error ML6001: {metadata}=\"{value}\" in the project is neither true nor false", Assert.Single(project.Findings()));
        Assert.Empty(project.Texts());
    }

    [Theory]
    [InlineData("", "", "First Second SecondE")]
    [InlineData("second", "", "Second SecondE")]
    [InlineData(" second ,, first_part", "rk4, heun", "Second SecondHeun FirstPart FirstPartHeun SecondE")]
    public void Circuits_and_methods_choose_the_classes(string circuits, string methods, string classes)
    {
        ProjectOnTest project = new ProjectOnTest(("two.mlang", s_two)).With("two.mlang", "Circuits", circuits).With("two.mlang", "Methods", methods);

        Assert.Empty(project.Findings());
        Assert.Equal(classes.Split(' '), ClassesOf(Assert.Single(project.Texts()).Value));
    }

    [Theory]
    [InlineData("Circuits", "frist", "ML2016: There is no circuit 'frist' in this file; did you mean 'first'?")]
    [InlineData("Methods", "rk5", "ML5002: There is no method 'rk5'; did you mean 'rk4'?")]
    public void Names_of_nothing_are_reported_with_a_hint(string metadata, string value, string finding)
    {
        ProjectOnTest project = new ProjectOnTest(("two.mlang", s_two)).With("two.mlang", metadata, value);

        Assert.Equal("two.mlang(1,1): error " + finding, Assert.Single(project.Findings()));
    }

    [Fact]
    public void Strict_is_passed_on()
    {
        string text = Samples.Decay("net", "1/3");
        ProjectOnTest project = new ProjectOnTest(("net.mlang", text)).With("net.mlang", "Strict", "True");

        ModelFileResult expected = ModelCompiler.CompileFile(
            new Compiler.Text.SourceText("net.mlang", text), new ModelFileOptions { Namespace = "Lab", Strict = true }, Dynamic.ModelFiles.LibraryOnly);
        Assert.Equal(expected.CSharp, Assert.Single(project.Texts()).Value);
    }

    [Fact]
    public void A_file_that_is_not_generated_is_checked_and_can_be_imported()
    {
        ProjectOnTest project = new ProjectOnTest(
            ("part.mlang", Samples.Decay("part") + "\ncircuit wrong {\n  node p : nothing\n}"),
            ("net.mlang", Samples.Importing("part.mlang", "part_part", "net"))).With("part.mlang", "Generate", "false");
        Assert.Contains(project.Findings(), f => f.StartsWith("part.mlang(10,12): error ML2001: 'nothing' is not defined", StringComparison.Ordinal));

        project.Edit("part.mlang", Samples.Decay("part"));
        Assert.Empty(project.Findings());
        Assert.Equal("net.mlang.g.cs", Assert.Single(project.Texts()).Key);
    }

    [Fact]
    public void A_listed_file_may_have_any_ending_and_others_are_left_alone()
    {
        ProjectOnTest project = new ProjectOnTest(("net.txt", Samples.Decay("net")), ("notes.txt", "no model"), ("NET2.MLANG", Samples.Decay("net2")))
            .With("net.txt", "Item", "true");

        Assert.Equal(["NET2.MLANG.g.cs", "net.txt.g.cs"], project.Texts().Keys.Order(StringComparer.Ordinal));
        Assert.Empty(project.Findings());
    }

    internal static IEnumerable<string> ClassesOf(string text) =>
        text.Split('\n').Where(l => l.StartsWith("public sealed class ", StringComparison.Ordinal)).Select(l => l.Split(' ')[3]);
}
