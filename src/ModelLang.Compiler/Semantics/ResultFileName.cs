namespace ModelLang.Compiler.Semantics;

/// <summary>Names of result files: plain ones, so that a model never writes outside the folder its user chose.</summary>
internal static class ResultFileName
{
    /// <summary>What is wrong with a name, as a message; null when nothing is.</summary>
    public static string? Fault(string name)
    {
        string stem = name.Length > 4 ? name.Substring(0, name.Length - 4) : "";
        return name.IndexOfAny(['/', '\\', ':']) >= 0 || name.Contains("..") ? "A result file is a plain name without folders"
            : name.Any(char.IsControl) || name.IndexOfAny(['<', '>', '"', '|', '?', '*']) >= 0 ? "The name of a result file has a sign that file systems refuse"
            : !name.EndsWith(".npz", StringComparison.Ordinal) && !name.EndsWith(".csv", StringComparison.Ordinal) ? "The name of a result file ends in .npz or .csv"
            : stem.Length == 0 || stem[0] is '.' or ' ' || stem[stem.Length - 1] is '.' or ' ' || name.Length > 200 ? "A result file needs a name of 1 to 200 signs that begins and ends with none of '.' and blank"
            : null;
    }
}
