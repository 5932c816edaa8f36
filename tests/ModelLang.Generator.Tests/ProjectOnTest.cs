using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace ModelLang.Generator.Tests;

/// <summary>A C# project with model files, on which the generator runs as the C# compiler runs it, edit by edit.</summary>
internal sealed class ProjectOnTest
{
    /// <summary>The folder of the project.</summary>
    public const string Folder = "/home/someone/lab/";

    private readonly Options _options = new();
    private readonly Dictionary<string, AdditionalText> _texts = new(StringComparer.Ordinal);
    private GeneratorDriver _driver;
    private Compilation _compilation = CSharpCompilation.Create("Lab", [CSharpSyntaxTree.ParseText("class Program;")]);

    public ProjectOnTest(params (string Path, string Text)[] files)
        : this(new ModelGenerator(), files)
    {
    }

    public ProjectOnTest(ModelGenerator generator, params (string Path, string Text)[] files)
    {
        _options.Global.Values["build_property.RootNamespace"] = "Lab";
        _options.Global.Values["build_property.ProjectDir"] = Folder;
        foreach ((string path, string text) in files)
        {
            _texts.Add(path, new ModelText(Full(path), text));
        }

        _driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            _texts.Values,
            optionsProvider: _options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>A property of the project.</summary>
    public ProjectOnTest With(string property, string value)
    {
        _options.Global.Values["build_property." + property] = value;
        return this;
    }

    /// <summary>Metadata of a model file.</summary>
    public ProjectOnTest With(string path, string metadata, string value)
    {
        _options.Of(Full(path)).Values["build_metadata.AdditionalFiles.ModelLang" + metadata] = value;
        return this;
    }

    /// <summary>Changes the text of a model file.</summary>
    public void Edit(string path, string text)
    {
        ModelText edited = new(Full(path), text);
        _driver = _driver.ReplaceAdditionalText(_texts[path], edited);
        _texts[path] = edited;
    }

    /// <summary>Adds a model file.</summary>
    public void Add(string path, string text)
    {
        _texts.Add(path, new ModelText(Full(path), text));
        _driver = _driver.AddAdditionalTexts([_texts[path]]);
    }

    /// <summary>Removes a model file.</summary>
    public void Remove(string path)
    {
        _driver = _driver.RemoveAdditionalTexts([_texts[path]]);
        _texts.Remove(path);
    }

    /// <summary>Lists a file of the project once more.</summary>
    public void ListAgain(string path) => _driver = _driver.AddAdditionalTexts([new ModelText(Full(path), _texts[path].GetText()!.ToString())]);

    /// <summary>Changes the C# of the project.</summary>
    public void EditProgram() =>
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText($"class Program{_compilation.SyntaxTrees.Count()};"));

    /// <summary>The host gives its options anew, with the same values.</summary>
    public void RepeatOptions() => _driver = _driver.WithUpdatedAnalyzerConfigOptions(_options.Copy());

    /// <summary>Runs the generator; it has not thrown.</summary>
    public GeneratorRunResult Run(CancellationToken cancellation = default)
    {
        _driver = _driver.RunGenerators(_compilation, cancellation);
        GeneratorRunResult result = _driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Texts() => Run().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>The findings as a build prints them, paths relative to the project.</summary>
    public string[] Findings() => [.. Run().Diagnostics.Select(Print)];

    /// <summary>The full path of a file of the project.</summary>
    public static string Full(string path) => path.StartsWith('/') ? path : Folder + path;

    private static string Print(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        string path = place.Path.StartsWith(Folder, StringComparison.Ordinal) ? place.Path[Folder.Length..] : place.Path;
        return $"{path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage(null)}";
    }

    /// <summary>The text of a file that cannot be read.</summary>
    public const string Unreadable = "\0unreadable";

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        private readonly Dictionary<string, Entries> _files = new(StringComparer.Ordinal);

        public Entries Global { get; private init; } = new();

        public override AnalyzerConfigOptions GlobalOptions => Global;

        public Entries Of(string path) => _files.TryGetValue(path, out Entries? entries) ? entries : _files[path] = new Entries();

        public Options Copy()
        {
            Options copy = new() { Global = Global };
            foreach ((string path, Entries entries) in _files)
            {
                copy._files.Add(path, entries);
            }

            return copy;
        }

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Global;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Of(textFile.Path);
    }

    private sealed class Entries : AnalyzerConfigOptions
    {
        public Dictionary<string, string> Values { get; } = new(KeyComparer);

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => Values.TryGetValue(key, out value);
    }
}
