using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <summary>Finds quantities in a template by their dotted paths.</summary>
internal static class TemplatePaths
{
    /// <summary>The quantity at a path, or null.</summary>
    public static MemberSymbol? Find(TemplateSymbol template, PathSyntax path) =>
        FindOwner(template, path)?.FindMember(path.Parts[path.Parts.Count - 1].Text);

    /// <summary>The order of the equation of the state at a path; 0 when there is no equation.</summary>
    public static int OrderOf(TemplateSymbol template, PathSyntax path) =>
        (FindOwner(template, path) as OperatorSymbol)?.Equations.Find(e => e.State == path.Parts[path.Parts.Count - 1].Text)?.Order ?? 0;

    /// <summary>The population that has a value per unit of the quantity at a path; null when it has a single value.</summary>
    public static string? PopulationOf(TemplateSymbol template, string path)
    {
        string[] parts = path.Split('.');
        string prefix = "";
        for (int i = 0; i + 1 < parts.Length && (template as CompositeSymbol)?.FindChild(parts[i]) is { } child; i++)
        {
            if ((child.Size is not null ? child.Name : child.Follows) is { } population)
            {
                return prefix + population;
            }

            prefix += child.Name + ".";
            template = child.Template;
        }

        return template is CompositeSymbol && template.FindMember(parts[parts.Length - 1]) is { Kind: MemberKind.Let or MemberKind.Output, Value: { } value }
            && PopulationOf(template, value) is { } inner
            ? prefix + inner
            : null;
    }

    /// <summary>The population that has a value per unit of an expression; null when it is a single value.</summary>
    public static string? PopulationOf(TemplateSymbol template, Expr expr) => expr switch
    {
        Reduction => null,
        Reference reference => PopulationOf(template, reference.Name),
        _ => expr.Children().Select(child => PopulationOf(template, child)).FirstOrDefault(p => p is not null),
    };

    /// <summary>The size of a population; null when there is none at the path.</summary>
    public static PopulationSize? SizeOf(TemplateSymbol template, string population)
    {
        ChildSymbol? child = null;
        foreach (string part in population.Split('.'))
        {
            child = (template as CompositeSymbol)?.FindChild(part);
            template = child?.Template ?? template;
        }

        return child?.Size;
    }

    /// <summary>All quantities with their paths.</summary>
    public static IEnumerable<(string Path, MemberSymbol Member)> All(TemplateSymbol template)
    {
        foreach (MemberSymbol member in template.Members)
        {
            yield return (member.Name, member);
        }

        if (template is CompositeSymbol composite)
        {
            foreach (ChildSymbol child in composite.Children)
            {
                foreach ((string path, MemberSymbol member) in All(child.Template))
                {
                    yield return ($"{child.Name}.{path}", member);
                }
            }
        }
    }

    /// <summary>The hint that lists the quantities of a kind, the first ones when there are many.</summary>
    public static string? Hint(TemplateSymbol template, Func<MemberSymbol, bool> wanted)
    {
        const int MostListed = 12;
        string[] paths = [.. All(template).Where(m => wanted(m.Member)).Select(m => m.Path).Take(MostListed + 1)];
        return paths.Length == 0 ? null
            : $"'{template.Name}' has {string.Join(", ", paths.Take(MostListed))}{(paths.Length > MostListed ? ", ..." : "")}";
    }

    // The template that holds the quantity at a path, should there be one.
    private static TemplateSymbol? FindOwner(TemplateSymbol template, PathSyntax path)
    {
        for (int i = 0; i + 1 < path.Parts.Count; i++)
        {
            if ((template as CompositeSymbol)?.FindChild(path.Parts[i].Text) is not { } child)
            {
                return null;
            }

            template = child.Template;
        }

        return template;
    }
}
