using System.Globalization;
using Antlr4.Runtime;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <summary>Reports the tokens that are none of the language and puts in their place what was meant.</summary>
internal sealed class LexicalRepair(SourceText source, DiagnosticBag diagnostics)
{
    private readonly List<ModelToken> _documentation = [];

    /// <summary>The <c>///</c> comments in source order; filled by <see cref="Apply"/>.</summary>
    public IReadOnlyList<ModelToken> Documentation => _documentation;

    /// <summary>The tokens without comments, blank lines and foreign ones; the last one is the end of the file.</summary>
    public List<ModelToken> Apply(ModelTokenSource lexer)
    {
        List<ModelToken> tokens = [];
        bool faulty = false;
        for (ModelToken token = lexer.Next(); ; token = lexer.Next())
        {
            if (token.Type == DOCUMENTATION)
            {
                _documentation.Add(token);
                continue;
            }

            token.Faulty = faulty || Fault(token, tokens);
            faulty = token.Type is UNEXPECTED;
            bool blankLine = token.Type == NEWLINE && tokens.Count > 0 && tokens[tokens.Count - 1].Type == NEWLINE;
            if (blankLine)
            {
                tokens[tokens.Count - 1].Faulty |= token.Faulty;
            }
            else if (token.Type is not (UNEXPECTED or FOREIGN_COMMENT))
            {
                tokens.Add(token);
            }

            if (token.Type == TokenConstants.EOF)
            {
                return tokens;
            }
        }
    }

    private bool Fault(ModelToken token, List<ModelToken> before)
    {
        switch (token.Type)
        {
            case UNEXPECTED:
                ReportCharacter(token);
                return true;
            case FOREIGN_COMMENT:
                Report(DiagnosticTable.ForeignSpelling, Start(token, token.Text[0] == '#' ? 1 : 2), "a comment begins with '//'", token.Text[0] == '#' ? "#" : "/*");
                return false;
            case FOREIGN when token.Text == ";":
                Report(DiagnosticTable.ForeignSpelling, token.Span, "a statement ends at the end of its line; ',' separates statements on one line", ";");
                token.Type = NEWLINE;
                return false;
            case FOREIGN:
                (token.Type, string spelling) = ForeignSpellings.Table[token.Text];
                string hint = token.Type == PRIME ? "write a derivative with a straight apostrophe: x'" : $"write '{spelling}'";
                Report(DiagnosticTable.ForeignSpelling, token.Span, hint, token.Text);
                token.Text = spelling;
                return true;
            case CURLY_STRING:
                Report(DiagnosticTable.ForeignSpelling, Start(token, 1), "texts stand between straight quotation marks: \"...\"", token.Text.Substring(0, 1));
                token.Type = STRING;
                return true;
            case UNCLOSED_STRING:
            case UNCLOSED_NAME:
                Report(DiagnosticTable.UnclosedQuote, Start(token, 1), null, token.Text.Substring(0, 1));
                token.Type = token.Type == UNCLOSED_STRING ? STRING : NAME;
                return true;
            case MALFORMED_NUMBER:
                Report(DiagnosticTable.MalformedNumber, token.Span, NumberHint(token.Text), Shorten(token.Text));
                token.Type = NUMBER;
                return true;
            case DOT when before.Count > 0 && before[before.Count - 1] is { Type: NUMBER, Faulty: false } number && number.Span.End == token.StartIndex:
                Report(DiagnosticTable.MalformedNumber, TextSpan.Cover(number.Span, token.Span), $"write '{number.Text}.0'", number.Text + ".");
                token.Type = UNEXPECTED; // the number stays, the point goes
                return true;
            default:
                return false;
        }
    }

    private void ReportCharacter(ModelToken token)
    {
        char character = token.Text[0];
        if (char.IsLowSurrogate(character) && token.StartIndex > 0 && char.IsHighSurrogate(source.Text[token.StartIndex - 1]))
        {
            return; // reported with its other half
        }

        bool pair = char.IsHighSurrogate(character) && token.StartIndex + 1 < source.Text.Length;
        TextSpan span = new(token.StartIndex, pair ? 2 : 1);
        bool visible = pair || !(char.IsControl(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format);
        string shown = visible ? $"'{source.Slice(span)}'" : "U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);
        string? hint = character switch
        {
            '%' => "the remainder is mod(a, b); a comment begins with '//'",
            '&' => "write 'and'",
            '|' => "write 'or'; the absolute value is abs(x)",
            '@' => null,
            '\uFFFD' => "save the file as UTF-8",
            '\u00B2' => "write '^2'",
            '\u00B3' => "write '^3'",
            '\u221A' => "write sqrt(x)",
            _ => null,
        };
        Report(DiagnosticTable.UnexpectedCharacter, span, hint, shown);
    }

    private static string NumberHint(string text)
    {
        if (text[0] == '.')
        {
            return $"write '0{Shorten(text)}'";
        }

        int digits = Digits(text, 0, '.');
        if (digits < text.Length && text[digits] is 'e' or 'E')
        {
            int sign = digits + 1 < text.Length && text[digits + 1] is '+' or '-' ? 1 : 0;
            int exponent = Digits(text, digits + 1 + sign);
            digits = exponent > 0 && digits + 1 + sign + exponent < text.Length ? digits + 1 + sign + exponent : digits;
        }

        string number = text.Substring(0, digits);
        string rest = Shorten(text.Substring(digits));
        return rest[0] == '_'
            ? $"write '{Shorten(text.Replace("_", ""))}'"
            : $"write '{number} {rest}' for a number with its unit, '{number}*{rest}' for a product";
    }

    private static int Digits(string text, int start, char? other = null) =>
        text.Skip(start).TakeWhile(c => c is >= '0' and <= '9' || c == other).Count();

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 37) + "...";

    private static TextSpan Start(ModelToken token, int length) => new(token.StartIndex, length);

    private void Report(DiagnosticDescriptor row, TextSpan span, string? hint, params object[] arguments) =>
        diagnostics.Report(row, source, span, hint, arguments);
}
