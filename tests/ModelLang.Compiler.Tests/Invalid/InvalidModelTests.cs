using System.Runtime.CompilerServices;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Invalid;

/// <summary>Each model in this folder has one mistake, named by the code its file name begins with.</summary>
public sealed class InvalidModelTests
{
    public static TheoryData<string> Models => [.. Directory.GetFiles(Folder(), "*.mlang").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void One_mistake_gives_one_diagnostic(string model)
    {
        string path = Path.Combine(Folder(), model + ".mlang");
        IReadOnlyList<Diagnostic> found = ModelCompiler.Check(new SourceText(model + ".mlang", File.ReadAllText(path)), TestResolver.Library);
        Snapshot.MatchFile(string.Concat(found.Select(d => ExcerptPrinter.Print(d))), Path.Combine(Folder(), model), "txt");
        Assert.Equal(model.Split('_')[0], Assert.Single(found).Code);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
