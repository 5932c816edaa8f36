using System.Text.RegularExpressions;
using ModelLang.Testing;

namespace ModelLang.Fuzzing.Grammar;

/// <summary>The rules of the parser and the spellings of the signs, read from the grammar files.</summary>
internal sealed partial class GrammarFile
{
    private readonly List<string> _tokens;
    private int _position;

    private GrammarFile(string text)
    {
        _tokens = [.. Pieces().Matches(text[text.IndexOf("model :", StringComparison.Ordinal)..]).Select(m => m.Value).Where(piece => !piece.StartsWith("//", StringComparison.Ordinal))];
    }

    /// <summary>The rules by name.</summary>
    public static IReadOnlyDictionary<string, GrammarNode> Rules { get; } = new GrammarFile(Read("ModelLangParser.g4")).ReadRules();

    /// <summary>Signs by the name of their token.</summary>
    public static IReadOnlyDictionary<string, string> Signs { get; } = SignRule().Matches(Read("ModelLangLexer.g4"))
        .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Replace("\\'", "'", StringComparison.Ordinal), StringComparer.Ordinal);

    private string Next => _position < _tokens.Count ? _tokens[_position] : "";

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, "grammar", file));

    [GeneratedRegex(@"//[^\n]*|\w+|[^\s\w]")]
    private static partial Regex Pieces();

    [GeneratedRegex(@"^([A-Z_]+) : '((?:[^'\\]|\\')+)' ;", RegexOptions.Multiline)]
    private static partial Regex SignRule();

    private Dictionary<string, GrammarNode> ReadRules()
    {
        Dictionary<string, GrammarNode> rules = new(StringComparer.Ordinal);
        while (_position < _tokens.Count)
        {
            string name = _tokens[_position];
            _position += 2;
            rules.Add(name, Choice());
            _position++;
        }

        return rules;
    }

    private GrammarNode Choice()
    {
        List<GrammarNode> options = [Sequence()];
        while (Next == "|")
        {
            _position++;
            options.Add(Sequence());
        }

        return options.Count == 1 ? options[0] : new ChoiceNode(options);
    }

    private SequenceNode Sequence()
    {
        List<GrammarNode> items = [];
        while (Next is not ("|" or ")" or ";"))
        {
            items.Add(Item());
        }

        return new SequenceNode(items);
    }

    private GrammarNode Item()
    {
        string piece = _tokens[_position++];
        GrammarNode item;
        if (piece == "(")
        {
            item = Choice();
            _position++;
        }
        else
        {
            item = char.IsUpper(piece[0]) ? new TokenNode(piece) : new RuleNode(piece);
        }

        if (Next is not ("?" or "*" or "+"))
        {
            return item;
        }

        string count = _tokens[_position++];
        return new RepeatNode(item, count == "+", count == "?");
    }
}
