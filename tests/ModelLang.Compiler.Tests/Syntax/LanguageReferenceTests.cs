using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

public sealed class LanguageReferenceTests
{
    [Fact]
    public void Every_program_of_the_language_reference_is_read()
    {
        MatchCollection programs = Regex.Matches(Page(), "^```mlang\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline);
        Assert.NotEmpty(programs);
        Assert.All(programs, p => SyntaxTest.Print(p.Groups[1].Value));
    }

    private static string Page([CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "grammar", "README.md")).ReplaceLineEndings("\n");
}
