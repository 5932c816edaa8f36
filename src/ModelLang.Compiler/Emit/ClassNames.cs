using System.Text;

namespace ModelLang.Compiler.Emit;

/// <summary>Names of emitted classes.</summary>
internal static class ClassNames
{
    /// <summary>A class name for a circuit: <c>qif_sfa</c> becomes <c>QifSfa</c>; what no identifier may hold becomes an underscore,
    /// and a name that emitted code gives another meaning gets <c>Model</c> at its end.</summary>
    public static string Of(string name)
    {
        StringBuilder result = new();
        bool upper = true;
        foreach (char c in name)
        {
            if (c == '_')
            {
                upper = true;
            }
            else
            {
                char kept = char.IsLetterOrDigit(c) && !char.IsSurrogate(c) ? c : '_';
                result.Append(upper ? char.ToUpperInvariant(kept) : kept);
                upper = false;
            }
        }

        string wanted = result.Length > 0 && char.IsLetter(result[0]) ? result.ToString() : "Model" + result;
        return Identifiers.IsReserved(wanted) ? wanted + "Model" : wanted;
    }
}
