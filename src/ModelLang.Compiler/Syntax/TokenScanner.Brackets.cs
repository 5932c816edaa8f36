using Antlr4.Runtime;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <content>Brackets: every one gets a partner, so that the parser never runs past the end of a statement or a block.</content>
internal sealed partial class TokenScanner
{
    // A brace whose partner stands where the partner of an outer one would: probably the one that was forgotten.
    private ModelToken? _suspect;

    // False when nested too deep.
    private bool ScanOpening(ModelToken token)
    {
        if (_open.Count >= MaximumDepth)
        {
            Report(DiagnosticTable.NestedTooDeep, token.Span, "name parts of the expression with 'let'", MaximumDepth);
            return false;
        }

        if (token.Type == LBRACE)
        {
            ScanOpeningBrace(token);
            return true;
        }

        int? previous = Previous?.Type;
        bool range = previous == IN && (token.Type == LBRACK || HoldsComma(_index + 1));
        bool list = token.Type == LBRACK && !range && !(previous is { } type && EndsOperand(type));
        _open.Push(new OpenBracket(token, list, default));
        Emit(token, range ? RANGE_START : token.Type);
        return true;
    }

    private void ScanOpeningBrace(ModelToken token)
    {
        CloseBrackets("a block begins at the next '{'");
        Emit(token);
        BlockKind inner = (Block, _statement.Keyword) switch
        {
            (BlockKind.File, _) => BlockKind.Members,
            (BlockKind.Members, EVENT or RECEIVE) => BlockKind.Actions,
            (BlockKind.Members, SWEEP) => BlockKind.Axes,
            _ => BlockKind.Settings,
        };
        _open.Push(new OpenBracket(token, false, _statement));
        _depth++;
        BeginStatement(inner);
    }

    private void ScanClosing(ModelToken token)
    {
        if (!InBrackets)
        {
            Report(DiagnosticTable.UnmatchedBracket, token.Span, null, token.Text);
            return;
        }

        OpenBracket open = _open.Pop();
        int partner = Partner(open.Token.Type, token.Type);
        if (token.Type != partner && partner != RANGE_END && InBrackets && Partner(_open.Peek().Token.Type, token.Type) == token.Type)
        {
            // [f(1, 2]: the inner one was forgotten.
            Report(DiagnosticTable.UnclosedBracket, open.Token.Span, $"close it before the '{token.Text}' {Place(token)}", open.Token.Text);
            Insert(partner);
            open = _open.Pop();
        }
        else if (token.Type != partner && partner != RANGE_END)
        {
            Report(DiagnosticTable.UnmatchedBracket, token.Span, $"the '{open.Token.Text}' {Place(open.Token)} is closed by '{Closing(open.Token)}'", token.Text);
        }

        Emit(token, Partner(open.Token.Type, token.Type));
        if (open.IsList)
        {
            ScanUnitBehind(token);
        }
    }

    private void ScanClosingBrace(ModelToken token)
    {
        CloseBrackets($"the block ends {Place(token)}");
        if (_open.Count == 0)
        {
            Report(DiagnosticTable.UnmatchedBracket, token.Span, null, token.Text);
            return;
        }

        ModelToken opening = _open.Peek().Token;
        LinePosition place = _source.PositionOf(token.StartIndex);
        bool first = Indentation(token) == place.Column - 1;
        if (first && place.Line > LineOf(opening) && Indentation(token) < Indentation(opening))
        {
            _suspect ??= opening;
        }

        CloseBlock(token);
    }

    private void CloseBlock(ModelToken brace)
    {
        if (Previous is { Type: END })
        {
            _tokens.RemoveAt(_tokens.Count - 1);
        }

        _statement = _open.Pop().Outer;
        _depth--;
        Emit(brace);
    }

    // Gives partners to the round and square brackets open in the present block; one diagnostic for all of them.
    private void CloseBrackets(string hint)
    {
        if (InBrackets)
        {
            ModelToken innermost = _open.Peek().Token;
            Report(DiagnosticTable.UnclosedBracket, innermost.Span, hint, innermost.Text);
        }

        while (InBrackets)
        {
            Insert(Partner(_open.Pop().Token.Type, RPAREN));
        }
    }

    // Gives partners to all open braces; one diagnostic for all of them.
    private void CloseBlocks(ModelToken before, string hint)
    {
        if (_open.Count == 0)
        {
            return;
        }

        ModelToken opening = _suspect ?? _open.Peek().Token;
        _suspect = null;
        Report(DiagnosticTable.UnclosedBracket, opening.Span, hint, opening.Text);
        if (opening.Depth > 0)
        {
            // What was read as a part of this block probably is none.
            for (int i = _tokens.Count - 1; i >= 0 && _tokens[i].StartIndex > opening.StartIndex; i--)
            {
                _faultyStatements.Add(((ModelToken)_tokens[i]).Statement);
            }
        }

        while (_open.Count > 0)
        {
            CloseBlock(ModelToken.Inserted(RBRACE, "}", Previous ?? before));
            _faultyStatements.Add(_statement.Id);
        }
    }

    // A statement of a declaration inside settings or actions, not indented deeper than the line that opens them:
    // their brace is missing.
    private void CloseForgottenBlock(ModelToken token)
    {
        while (Block is not (BlockKind.Members or BlockKind.File) && _open.Peek().Token is var opening
            && LineOf(opening) < LineOf(token) && Indentation(token) <= Indentation(opening) && BeginsStatement(_index))
        {
            Report(DiagnosticTable.UnclosedBracket, opening.Span, $"line {LineOf(token)} begins a new statement", opening.Text);
            CloseBlock(ModelToken.Inserted(RBRACE, "}", Previous!));
            EndStatement(ModelToken.Inserted(END, "\n", Previous!), token);
        }
    }

    private void CloseFile(ModelToken end)
    {
        CloseBrackets("the file ends before it is closed");
        CloseBlocks(end, "the file ends before it is closed");
        if (Previous is { Type: END })
        {
            _tokens.RemoveAt(_tokens.Count - 1);
        }

        Emit(end);
    }

    private void Insert(int type) =>
        Emit(ModelToken.Inserted(type, type == RPAREN ? ")" : "]", Previous!));

    // The token type that closes an opening bracket; a range may close with either bracket.
    private static int Partner(int opening, int closing) => opening switch
    {
        LPAREN => RPAREN,
        LBRACK => RBRACK,
        RANGE_START => RANGE_END,
        _ => closing,
    };

    private static string Closing(ModelToken opening) => opening.Type == LPAREN ? ")" : "]";

    // Whether a comma stands between the bracket before an index and its partner.
    private bool HoldsComma(int index)
    {
        for (int depth = 0; depth >= 0; index++)
        {
            switch (Raw(index).Type)
            {
                case COMMA when depth == 0:
                    return true;
                case LPAREN or LBRACK when depth < MaximumDepth:
                    depth++;
                    break;
                case LPAREN or LBRACK:
                    return false;
                case RPAREN or RBRACK:
                    depth--;
                    break;
                case NEWLINE or LBRACE or RBRACE or TokenConstants.EOF:
                    return false;
            }
        }

        return false;
    }

    private int Indentation(ModelToken token)
    {
        int start = token.StartIndex - _source.PositionOf(token.StartIndex).Column + 1;
        int first = start;
        while (first < token.StartIndex && char.IsWhiteSpace(_source.Text[first]))
        {
            first++;
        }

        return first - start;
    }

    private string Place(ModelToken token)
    {
        LinePosition position = _source.PositionOf(token.StartIndex);
        return $"in line {position.Line}, column {position.Column}";
    }
}
