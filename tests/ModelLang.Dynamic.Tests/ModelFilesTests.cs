using System.Text;
using ModelLang.Compiler.Text;
using Xunit;

namespace ModelLang.Dynamic.Tests;

public sealed class ModelFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlang-files-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void File_import_is_relative_to_the_importing_file()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        Write("sub/b.mlang", "text");

        Assert.Equal("text", ModelFiles.All.ResolveFile("sub/b.mlang", Importing)?.Text);
        Assert.Null(ModelFiles.All.ResolveFile("b.mlang", Importing));
    }

    [Fact]
    public void Rooted_import_is_not_followed()
    {
        string path = Write("b.mlang", "text");

        Assert.Null(ModelFiles.All.ResolveFile(path, Importing));
    }

    [Theory]
    [InlineData("module examples.qif\n", true)]
    [InlineData("// a comment\n\n   // another\nmodule examples.qif // yes\n", true)]
    [InlineData("module other.qif\n", false)]
    [InlineData("operator o { }\n", false)]
    public void Module_is_the_sibling_file_that_names_itself_so(string text, bool found)
    {
        Write("qif.mlang", text);

        Assert.Equal(found, ModelFiles.All.ResolveModule("examples.qif", Importing) is not null);
    }

    [Fact]
    public void Text_that_is_no_file_imports_no_files()
    {
        Write("b.mlang", "text");

        Assert.Null(ModelFiles.LibraryOnly.ResolveFile("b.mlang", Importing));
    }

    [Fact]
    public void Byte_order_mark_is_not_part_of_the_text()
    {
        File.WriteAllText(Importing, "time ms", new UTF8Encoding(true));

        Assert.Equal("time ms", ModelFiles.Read(Importing).Text);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 2 })]
    [InlineData(new byte[] { 0xff, 0xfe, 0xff, 0xd8 })]
    [InlineData(new byte[] { (byte)'a', 0x80 })]
    public void Binary_file_is_refused(byte[] content)
    {
        File.WriteAllBytes(Importing, content);

        Assert.Throws<InvalidDataException>(() => ModelFiles.Read(Importing));
    }

    [Fact]
    public void Binary_import_is_not_found()
    {
        File.WriteAllBytes(Path.Combine(_folder, "b.mlang"), [0, 1]);

        SourceText? import = ModelFiles.All.ResolveFile("b.mlang", Importing);
        Assert.Null(import);
    }

    private string Importing => Path.Combine(_folder, "a.mlang");

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
