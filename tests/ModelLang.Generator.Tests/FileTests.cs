using ModelLang.Testing;
using Xunit;

namespace ModelLang.Generator.Tests;

/// <summary>Which file is generated from which, and which imports are found.</summary>
public sealed class FileTests
{
    [Fact]
    public void Files_of_one_name_in_two_folders_live_side_by_side()
    {
        ProjectOnTest project = new(("a/net.mlang", Samples.Decay("net")), ("b/net.mlang", Samples.Decay("net")));

        Assert.Empty(project.Findings());
        Assert.Equal(["a/net.mlang.g.cs", "b/net.mlang.g.cs"], project.Texts().Keys.Order(StringComparer.Ordinal));
        EmittedCode.Compile([.. project.Texts().Values]);
    }

    [Fact]
    public void One_class_in_two_files_is_reported_at_the_second()
    {
        ProjectOnTest project = new ProjectOnTest(("a/net.mlang", Samples.Decay("net")), ("b/net.mlang", Samples.Decay("net")))
            .With("a/net.mlang", "Namespace", "Lab").With("b/net.mlang", "Namespace", "Lab");

        Assert.Equal(
            "b/net.mlang(1,1): error ML6002: The class 'Lab.Net' is generated from 'a/net.mlang' too; give one of them another Namespace",
            Assert.Single(project.Findings()));
    }

    [Fact]
    public void Every_path_gives_a_file_of_its_own()
    {
        string[] paths =
        [
            "net.mlang", "NET.mlang", "Net.MLANG", "a/net.mlang", "A/net.mlang", "a b.mlang", "a_b.mlang", "a\u00a0b.mlang", "../net.mlang", "../../net.mlang",
            "__/net.mlang", ".hidden/net.mlang", ".mlang", "a/.mlang", "..mlang", "...mlang", "a./net.mlang", "\u03b7/\u0131.mlang", "\u03b7/I.mlang", "\ud83d\ude00.mlang",
            "con:.mlang", "a;b.mlang", "a'b.mlang", "a\"b.mlang", "{0}.mlang", "a,b.mlang", "-.mlang", "net.mlang.mlang", "a/b/../c.mlang", " .mlang", "a+b.mlang", "\\.mlang",
            "/other/root.mlang", "./d.mlang",
        ];
        int i = 0;
        ProjectOnTest project = new([.. paths.Select(p => (p, Samples.Decay("net" + ++i)))]);
        IReadOnlyDictionary<string, string> texts = project.Texts();

        Assert.Equal(paths.Length, texts.Count);
        Assert.Equal(texts.Count, texts.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("net.mlang.mlang.g.cs", texts.Keys);
        Assert.Contains("a/c.mlang.g.cs", texts.Keys);
        Assert.Empty(project.Findings());
    }

    [Fact]
    public void A_host_may_list_a_file_twice()
    {
        ProjectOnTest project = new(("net.mlang", Samples.Decay("net")));
        project.ListAgain("net.mlang");

        Assert.Single(project.Texts());
        Assert.Empty(project.Findings());
    }

    [Fact]
    public void A_host_may_not_say_where_the_project_is()
    {
        ProjectOnTest project = new ProjectOnTest(("a/net.mlang", Samples.Importing("../part.mlang", "part_part", "net")), ("part.mlang", Samples.Decay("part")))
            .With("ProjectDir", "");

        Assert.Empty(project.Findings());
        Assert.Equal(2, project.Texts().Count);
        Assert.All(project.Texts().Values, text => Assert.DoesNotContain("someone", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""import "part.mlang" """)]
    [InlineData("""import "./part.mlang" """)]
    [InlineData("""import "../Models/part.mlang" """)]
    [InlineData("""import "deep/../part.mlang" """)]
    [InlineData("import lab.part")]
    public void An_import_is_found_from_the_file_that_writes_it(string import)
    {
        ProjectOnTest project = new(
            ("Models/net.mlang", $"{import}\ncircuit net {{\n  node p : part_part\n}}"),
            ("Models/part.mlang", "module lab.part\nimport std.functions (logistic)\n" + Samples.Decay("part", "logistic(0)")),
            ("part.mlang", "module lab.part\n" + Samples.Decay("wrong")));

        Assert.Empty(project.Findings());
        Assert.Equal("Net", Assert.Single(OptionTests.ClassesOf(project.Texts()["Models/net.mlang.g.cs"])));
    }

    [Theory]
    [InlineData("""import "nowhere.mlang" """, 8, "the file 'nowhere.mlang'; only files of the project can be imported; if there is one, add it: <ModelLang Include=\"Models/nowhere.mlang\" />")]
    [InlineData("""import "prt.mlang" """, 8, "the file 'prt.mlang'; did you mean 'Models/part.mlang'?")]
    [InlineData("""import "Part.mlang" """, 8, "the file 'Part.mlang'; did you mean 'Models/part.mlang'?")]
    [InlineData("""import "/etc/part.mlang" """, 8, "the file '/etc/part.mlang'; only files of the project can be imported; if there is one, add it: <ModelLang Include=\"/etc/part.mlang\" />")]
    [InlineData("import lab.other", 8, "the module 'lab.other'; only files of the project can be imported; if there is one, add it: <ModelLang Include=\"Models/other.mlang\" />")]
    [InlineData("import other.part", 8, "the module 'other.part'; 'Models/part.mlang' is the module lab.part")]
    public void An_import_that_the_project_does_not_have_is_reported_with_what_to_do(string import, int column, string finding)
    {
        ProjectOnTest project = new(
            ("Models/net.mlang", "module lab.net\n" + import + "\n" + Samples.Decay("net")),
            ("Models/part.mlang", "module lab.part\n" + Samples.Decay("part")));

        Assert.Equal($"Models/net.mlang(2,{column}): error ML2007: Cannot find {finding}", Assert.Single(project.Findings()));
    }

    [Fact]
    public void A_missing_import_of_an_imported_file_is_reported_there_once()
    {
        ProjectOnTest project = new(
            ("a.mlang", Samples.Importing("part.mlang", "part_part", "a")),
            ("b.mlang", Samples.Importing("part.mlang", "part_part", "b")),
            ("part.mlang", "import \"gone.mlang\"\n" + Samples.Decay("part")));

        Assert.StartsWith("part.mlang(1,8): error ML2007", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_import_each_other_are_reported_and_end()
    {
        ProjectOnTest project = new(
            ("a.mlang", Samples.Importing("b.mlang", "b_part", "a") + "\n" + Samples.Decay("a2")),
            ("b.mlang", Samples.Importing("a.mlang", "a2_part", "b") + "\n" + Samples.Decay("b2")),
            ("c.mlang", "import \"c.mlang\"\n" + Samples.Decay("c")));

        Assert.Equal(["a.mlang", "b.mlang", "c.mlang"], project.Findings().Where(f => f.Contains("ML2008", StringComparison.Ordinal)).Select(f => f.Split('(')[0]).Distinct());
    }

    [Fact]
    public void A_project_without_models_gives_nothing()
    {
        ProjectOnTest project = new();

        Assert.Empty(project.Texts());
        Assert.Empty(project.Findings());
    }

    [Fact]
    public void The_generator_is_all_that_its_assembly_shows() => Assert.Equal([typeof(ModelGenerator)], typeof(ModelGenerator).Assembly.GetExportedTypes());
}
