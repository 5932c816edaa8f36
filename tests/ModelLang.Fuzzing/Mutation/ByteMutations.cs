using System.Text;

namespace ModelLang.Fuzzing.Mutation;

/// <summary>Damage that knows nothing of words and lines.</summary>
internal static class ByteMutations
{
    private static readonly string[] s_odd =
    [
        "\0", "\uFEFF", "\u200B", "\u2028", "\u00A0", "\uD800", "\uDC00", "\U0001D465", "\u0301", "\u202E", "\r", "\r\n", "\t", "\f", "\u0085", "\\", "\"", "`", "\u2212",
        "\u03B7", "\u00B2", "\u00B5", "\u0660", "\uFF11", "//", "///", "/*", "*/", "#", "{0}", "%s", "\u001B[31m", "\uFFFF",
    ];

    /// <summary>The text with characters removed, repeated, replaced, inserted from elsewhere, cut off, or nested deeply.</summary>
    public static string Apply(string text, Random random)
    {
        if (text.Length == 0)
        {
            return random.Of(s_odd);
        }

        int at = random.Next(text.Length);
        switch (random.Next(7))
        {
            case 0:
                return text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
            case 1:
                int from = random.Next(text.Length);
                return text.Insert(at, text.Substring(from, Math.Min(random.Next(40), text.Length - from)));
            case 2:
                return text.Insert(at, random.Of(s_odd));
            case 3:
                return text[..at] + (char)random.Next(1, random.OneIn(3) ? 0x10000 : 0x80) + text[(at + 1)..];
            case 4:
                string other = random.Of(Corpus.Texts);
                int start = random.Next(other.Length + 1);
                return text.Insert(at, other.Substring(start, Math.Min(random.Next(200), other.Length - start)));
            case 5:
                return text[..at];
            default:
                return Nested(text, at, random);
        }
    }

    private static string Nested(string text, int at, Random random)
    {
        int depth = random.OneIn(10) ? random.Next(1, 20_000) : random.Next(1, 300);
        (string open, string close) = random.Of<(string, string)>([("(", ")"), ("[", "]"), ("{", "}"), ("-", ""), ("not ", ""), ("f(", ")"), ("1 if 1 < 2 else ", ""), ("2^", ""), ("1 + ", ""), ("x*", "")]);
        StringBuilder nested = new(text.Length + (depth * (open.Length + close.Length)));
        nested.Append(text, 0, at).Insert(at, open, depth);
        int end = Math.Min(at + random.Next(20), text.Length);
        nested.Append(text, at, end - at).Insert(nested.Length, close, depth);
        return nested.Append(text, end, text.Length - end).ToString();
    }
}
