using ModelLang.Compiler.Diagnostics;
using ModelLang.Library;
using ModelLang.Testing;

namespace ModelLang.Fuzzing.Mutation;

/// <summary>The texts that mutations start from: everything written in the language in this checkout.</summary>
internal static class Corpus
{
    private static readonly string[] s_folders =
        ["examples", "tests/ModelLang.Compiler.Tests/Models", "tests/ModelLang.Compiler.Tests/Invalid", "tests/ModelLang.Numerics.Tests/Models"];

    /// <summary>All texts, in a fixed order.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        .. s_folders.Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.mlang", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            .Select(File.ReadAllText),
        .. StandardLibrary.Modules.Select(module => StandardLibrary.Find(module)!),
        .. DiagnosticTable.All.Select(row => row.Example),
    ];

    /// <summary>Tokens of all texts, for insertion elsewhere.</summary>
    public static IReadOnlyList<string> Tokens { get; } = [.. Texts.SelectMany(TextTokens.Split).Distinct(StringComparer.Ordinal)];

    /// <summary>Lines of all texts.</summary>
    public static IReadOnlyList<string> Lines { get; } = [.. Texts.SelectMany(text => text.Split('\n')).Distinct(StringComparer.Ordinal)];
}
