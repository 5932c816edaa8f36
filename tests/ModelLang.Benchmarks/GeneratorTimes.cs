using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModelLang.Generator;
using ModelLang.Library;

namespace ModelLang.Benchmarks;

/// <summary>Times of the generator over the models of the library, each of which stands in as many folders as are needed.</summary>
internal static class GeneratorTimes
{
    private const int Repetitions = 15;

    // So many models later the JIT has settled; a build server or editor gets there by itself.
    private const int ModelsToWarmUp = 600;

    /// <summary>Prints one row: the first run of the process, and medians of a new project, an edit elsewhere, an edit of one model.</summary>
    public static void Report(int files)
    {
        string[] modules = [.. StandardLibrary.Modules.Where(m => m != "std.functions")];
        ImmutableArray<AdditionalText> texts =
            [.. Enumerable.Range(0, files).Select(i => new Model($"/lab/m{i}/{modules[i % modules.Length]}.mlang", StandardLibrary.Find(modules[i % modules.Length])!))];
        CSharpCompilation compilation = CSharpCompilation.Create("Lab", [CSharpSyntaxTree.ParseText("class Program;")]);

        double cold = Time(() => Create(texts).RunGenerators(compilation));
        for (int done = 0; done < ModelsToWarmUp; done += files)
        {
            Create(texts).RunGenerators(compilation);
        }

        GeneratorDriver driver = Create(texts);
        double warm = Median(() => driver = Create(texts).RunGenerators(compilation));
        int lines = driver.GetRunResult().GeneratedTrees.Sum(t => t.GetText().Lines.Count);

        double elsewhere = Median(() =>
        {
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText($"class Program{compilation.SyntaxTrees.Length};"));
            driver = driver.RunGenerators(compilation);
        });

        AdditionalText edited = texts[0];
        int edits = 0;
        double one = Median(() =>
        {
            Model next = new(edited.Path, StandardLibrary.Find(modules[0])!.Replace(" = 1", $" = 1.{++edits}", StringComparison.Ordinal));
            driver = driver.ReplaceAdditionalText(edited, next).RunGenerators(compilation);
            edited = next;
        });

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {files} | {lines} | {cold:F0} | {warm:F1} | {elsewhere:F2} | {one:F1} |"));
    }

    private static GeneratorDriver Create(ImmutableArray<AdditionalText> texts) =>
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], texts, optionsProvider: new Project());

    private static double Median(Action action)
    {
        double[] times = [.. Enumerable.Range(0, Repetitions).Select(_ => Time(action)).Order()];
        return times[Repetitions / 2];
    }

    private static double Time(Action action)
    {
        Stopwatch watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private sealed class Project : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Properties : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch { "build_property.ProjectDir" => "/lab/", "build_property.RootNamespace" => "Lab", _ => null };
            return value is not null;
        }
    }

    private sealed class Model(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
