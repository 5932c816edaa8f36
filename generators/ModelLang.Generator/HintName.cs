using System.Globalization;
using System.Text;

namespace ModelLang.Generator;

/// <summary>Names of generated files: no two model files share one, whatever their paths.</summary>
internal static class HintName
{
    /// <summary>The name for a path in the project; <c>Models/theta.mlang</c> becomes <c>Models/theta.mlang.g.cs</c>.</summary>
    /// <remarks>A path that cannot be kept as it is, or is another one but for the case of letters, gets a hash of itself.</remarks>
    public static string Of(string path, bool isAmbiguous)
    {
        string legal = string.Join("/", path.Split('/').Select(Legal));
        return legal == path && !isAmbiguous ? legal + ".g.cs" : $"{legal}.{Hash(path)}.g.cs";
    }

    private static string Legal(string part)
    {
        StringBuilder legal = new();
        foreach (char c in part)
        {
            legal.Append((char.IsLetterOrDigit(c) && !char.IsSurrogate(c)) || c is '_' or '-' or '.' ? c : '_');
        }

        bool hasWord = legal.Length > 0 && legal[0] != '.' && legal[legal.Length - 1] != '.';
        return hasWord ? legal.ToString() : "_" + legal.ToString().Trim('.');
    }

    // FNV-1a, 64 bits.
    private static string Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
