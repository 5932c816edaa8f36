using System.Collections.Immutable;
using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;

namespace ModelLang.Generator;

/// <summary>The findings of all model files together: those in a file that several import once, and what two files have between them.</summary>
internal static class ProjectFindings
{
    /// <summary>The findings in the order of files and places.</summary>
    public static EquatableArray<Finding> Of(ImmutableArray<GeneratedModel> models) => models
        .SelectMany(model => model.Findings)
        .Concat(ClassesInTwoFiles(models))
        .Distinct()
        .OrderBy(f => f.Location, StringComparer.Ordinal)
        .ThenBy(f => f.Span.Start)
        .ThenBy(f => f.Code, StringComparer.Ordinal)
        .ThenBy(f => f.Message, StringComparer.Ordinal)
        .ToEquatableArray();

    private static IEnumerable<Finding> ClassesInTwoFiles(ImmutableArray<GeneratedModel> models)
    {
        Dictionary<string, GeneratedModel> first = new(StringComparer.Ordinal);
        foreach (GeneratedModel model in models.OrderBy(m => m.Path, StringComparer.Ordinal))
        {
            foreach (string type in model.TypeNames)
            {
                if (first.TryGetValue(type, out GeneratedModel? other))
                {
                    yield return Finding.AtStart(model.Location, DiagnosticTable.ClassInTwoFiles, "give one of them another Namespace", type, other.Path);
                }
                else
                {
                    first.Add(type, model);
                }
            }
        }
    }
}
