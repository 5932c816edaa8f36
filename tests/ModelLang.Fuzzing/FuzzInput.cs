using System.Text;

namespace ModelLang.Fuzzing;

/// <summary>A model text with the files it may import.</summary>
/// <param name="Text">The main file.</param>
/// <param name="Files">Other files by name.</param>
internal sealed record FuzzInput(string Text, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Name of the main file; other files may import it.</summary>
    public const string MainFile = "main.mlang";

    /// <summary>A text without files beside it.</summary>
    public FuzzInput(string text)
        : this(text, new Dictionary<string, string>())
    {
    }

    /// <summary>All files in one text, for reports.</summary>
    public override string ToString()
    {
        StringBuilder all = new(Text);
        foreach ((string name, string text) in Files)
        {
            all.Append("\n// ---- ").Append(name).Append('\n').Append(text);
        }

        return all.ToString();
    }
}
