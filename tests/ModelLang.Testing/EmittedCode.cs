using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Testing;

/// <summary>Compiles emitted text the way a strict project would: nullable, documentation, all warnings are errors.</summary>
public static class EmittedCode
{
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Simulator).Assembly.Location),
    ];

    /// <summary>The assembly of some texts; fails the test on any warning.</summary>
    public static Assembly Compile(params string[] texts) => Assembly.Load(Image(texts));

    /// <summary>The image of that assembly.</summary>
    public static byte[] Image(params string[] texts)
    {
        using MemoryStream image = new();
        Assert.True(Checked(texts).Emit(image).Success);
        return image.ToArray();
    }

    /// <summary>Fails the test on any warning of some texts, without making an assembly.</summary>
    public static void Check(params string[] texts) => Checked(texts);

    private static CSharpCompilation Checked(string[] texts)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Emitted" + Guid.NewGuid().ToString("N"),
            texts.Select((text, i) => CSharpSyntaxTree.ParseText(
                text, new CSharpParseOptions(LanguageVersion.CSharp13, DocumentationMode.Diagnose), $"Emitted{i}.cs", Encoding.UTF8)),
            s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                warningLevel: 9999,
                generalDiagnosticOption: ReportDiagnostic.Error,
                nullableContextOptions: NullableContextOptions.Enable));
        Diagnostic[] problems = [.. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(problems.Length == 0, string.Join("\n", problems.Take(10).Select(d => d.ToString())) + "\n" + texts[0]);
        return compilation;
    }

    /// <summary>A simulator from the only class of a text.</summary>
    public static Simulator Instance(string text) =>
        (Simulator)Activator.CreateInstance(Compile(text).GetTypes().Single(t => typeof(Simulator).IsAssignableFrom(t)))!;
}
