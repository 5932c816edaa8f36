namespace ModelLang.Generator;

/// <summary>Names of the steps of the pipeline, by which tests ask what ran again.</summary>
internal static class StepNames
{
    /// <summary>The model files of the project with their texts and options.</summary>
    public const string Files = "ModelLang.Files";

    /// <summary>What each file imports.</summary>
    public const string Imports = "ModelLang.Imports";

    /// <summary>Each file with the texts of everything it builds on.</summary>
    public const string Closures = "ModelLang.Closures";

    /// <summary>The C# text and the findings of each file.</summary>
    public const string Models = "ModelLang.Models";

    /// <summary>The findings of the whole project, each once.</summary>
    public const string Findings = "ModelLang.Findings";

    /// <summary>All of them, in the order of the pipeline.</summary>
    public static IReadOnlyList<string> All { get; } = [Files, Imports, Closures, Models, Findings];
}
