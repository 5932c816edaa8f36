using Microsoft.CodeAnalysis.Diagnostics;
using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Generator;

/// <summary>Reads what the project says of a model file; what it cannot mean is a finding.</summary>
internal sealed class ItemReader(AnalyzerConfigOptions project, AnalyzerConfigOptions item, string path, string location)
{
    private const string ItemPrefix = "build_metadata.AdditionalFiles.ModelLang";
    private const string PropertyPrefix = "build_property.";

    private readonly List<Finding> _findings = [];

    /// <summary>The folder of the project, or empty when the host does not say it.</summary>
    public static string FolderOf(AnalyzerConfigOptions project) => Value(project, PropertyPrefix + "ProjectDir");

    /// <summary>The page that explains all diagnostics, or empty when the host does not say where it is.</summary>
    public static string DiagnosticsPageOf(AnalyzerConfigOptions project) => Value(project, PropertyPrefix + "ModelLangDiagnosticsPage");

    /// <summary>Whether the project lists the file as a model, whatever it is called.</summary>
    public static bool IsListed(AnalyzerConfigOptions item) => Value(item, ItemPrefix + "Item").Length > 0;

    /// <summary>Reads the metadata of the item.</summary>
    public ItemOptions Read()
    {
        bool generate = Switch("Generate", otherwise: true);
        bool strict = Switch("Strict", otherwise: false);
        return new ItemOptions(generate, Namespace(), Names("Circuits"), Names("Methods"), strict, _findings.ToEquatableArray());
    }

    private static string Value(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out string? value) ? value.Trim() : "";

    // ModelLang.targets writes # in its full-width form, because it would begin a comment.
    private string Value(string metadata) => Value(item, ItemPrefix + metadata).Replace('\uff03', '#');

    private string Namespace()
    {
        string stated = Value("Namespace");
        if (stated.Length > 0 && Namespaces.IsLegal(stated))
        {
            return stated;
        }

        if (stated.Length > 0)
        {
            Report("Namespace", stated, "no namespace of C#", $"write for example {Namespaces.Legal(stated)}");
        }

        string link = Value("Link");
        return Namespaces.Default(Value(project, PropertyPrefix + "RootNamespace"), link.Length > 0 ? ProjectPath.Normalise(link) : path);
    }

    private bool Switch(string metadata, bool otherwise)
    {
        string value = Value(metadata);
        if (value.Length == 0)
        {
            return otherwise;
        }

        if (!bool.TryParse(value, out bool stated))
        {
            Report(metadata, value, "neither true nor false", null);
            return otherwise;
        }

        return stated;
    }

    private EquatableArray<string> Names(string metadata) =>
        Value(metadata).Split(',').Select(name => name.Trim()).Where(name => name.Length > 0).ToEquatableArray();

    private void Report(string metadata, string value, string problem, string? hint) =>
        _findings.Add(Finding.AtStart(location, DiagnosticTable.ItemMetadata, hint, metadata, value, problem));
}
