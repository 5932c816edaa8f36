using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using ModelLang.Compiler;

namespace ModelLang.Generator;

/// <summary>Namespaces of generated classes.</summary>
internal static class Namespaces
{
    private static readonly string s_nowhere = new ModelFileOptions().Namespace;

    /// <summary>The root namespace of the project followed by the folders of a file; those outside the project add nothing.</summary>
    /// <example><c>Models/up-state/theta.mlang</c> in <c>Lab</c> gives <c>Lab.Models.up_state</c>.</example>
    public static string Default(string root, string path)
    {
        bool isInside = !ProjectPath.IsOutside(path);
        string[] folders = isInside ? path.Split('/') : [""];
        string stated = string.Join(".", root.Split('.').Concat(folders.Take(folders.Length - 1)).Where(part => part.Trim().Length > 0));
        return stated.Length == 0 ? s_nowhere : Legal(stated);
    }

    /// <summary>Whether a text names a namespace.</summary>
    public static bool IsLegal(string text) => text.Split('.').All(part => SyntaxFacts.IsValidIdentifier(part) && !IsKeyword(part));

    /// <summary>The nearest namespace to a text: what no identifier may hold becomes an underscore, and one goes before a digit or keyword.</summary>
    public static string Legal(string text) => string.Join(".", text.Split('.').Select(Identifier));

    private static string Identifier(string text)
    {
        StringBuilder name = new();
        foreach (char c in text.Trim().Normalize(NormalizationForm.FormC))
        {
            name.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        }

        string legal = name.ToString();
        return SyntaxFacts.IsValidIdentifier(legal) && !IsKeyword(legal) ? legal : "_" + legal;
    }

    private static bool IsKeyword(string text) => SyntaxFacts.IsReservedKeyword(SyntaxFacts.GetKeywordKind(text));
}
