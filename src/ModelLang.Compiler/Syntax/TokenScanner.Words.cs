using Antlr4.Runtime;
using ModelLang.Compiler.Diagnostics;
using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <content>Keywords, names and units.</content>
internal sealed partial class TokenScanner
{
    private void ScanWord(ModelToken token)
    {
        string word = token.Text;
        ModelToken? previous = Previous;
        bool quoted = word[0] == '`';
        if (quoted || previous is { Type: DOT })
        {
            Emit(token);
        }
        else if (IsDerivativeWord(word))
        {
            token.StopIndex = Raw(_index + 2).StopIndex;
            _index += 2;
            Emit(token, DERIVATIVE);
        }
        else if (AtStatementStart)
        {
            ScanFirstWord(token, word);
        }
        else if (EndsOperand(previous!.Type))
        {
            Emit(token, Keywords.Infixes.TryGetValue(word, out int infix) ? infix : NAME);
            _statement.Defined |= token.Type == IN;
        }
        else if (word == "not" && TakesExpression(previous.Type) && CanBeNegated(_index + 1))
        {
            Emit(token, NOT);
        }
        else if (word == "hazard" && previous.Type == WITH && _statement.Keyword == EVENT)
        {
            Emit(token, HAZARD);
        }
        else if (word == "init" && previous.Type == SET && Raw(_index + 1).Type == NAME)
        {
            Emit(token, INIT);
        }
        else if (previous.Type == TIME)
        {
            ScanUnit(_index);
        }
        else if (AnnotationFollows)
        {
            ScanAnnotation(token, word);
        }
        else
        {
            Emit(token);
        }
    }

    // d/dt x
    private bool IsDerivativeWord(string word) =>
        word == "d" && Block == BlockKind.Members && _statement is { Keyword: 0 or OVERRIDE, Defined: false } && !InBrackets
        && Raw(_index + 1).Type == SLASH && Raw(_index + 2) is { Type: NAME, Text: "dt" } && Raw(_index + 3).Type == NAME;

    private void ScanFirstWord(ModelToken token, string word)
    {
        CloseForgottenBlock(token);
        IReadOnlyDictionary<string, int> keywords = Block switch
        {
            BlockKind.File => Keywords.Declarations,
            BlockKind.Members => Keywords.Members,
            BlockKind.Actions => Keywords.Actions,
            BlockKind.Axes => Keywords.Axes,
            _ => Keywords.Settings,
        };
        if (_open.Count > 0 && BeginsDeclaration(word))
        {
            CloseBlocks(Raw(_index), $"line {LineOf(token)} begins a new declaration");
            EndStatement(ModelToken.Inserted(END, "\n", Previous!), token);
            keywords = Keywords.Declarations;
        }

        if (keywords.TryGetValue(word, out int type) && (Block == BlockKind.File || FollowsKeyword(type)))
        {
            Emit(token, type);
            _statement.Keyword = type;
        }
        else if (Block == BlockKind.File || (TwoWords() && (Block == BlockKind.Members || MisplacedKeyword(word, keywords))))
        {
            ScanUnknownWord(token, word, keywords);
        }
        else
        {
            Emit(token);
        }
    }

    // A declaration inside a block: the block's brace is missing. Instances have a colon behind their name.
    private bool BeginsDeclaration(string word)
    {
        ModelToken second = Raw(_index + 1);
        ModelToken third = NextOnAnyLine(_index + 2);
        return word switch
        {
            "module" or "time" or "function" => second.Type == NAME && Previous!.Type != OVERRIDE,
            "import" => second.Type is NAME or STRING,
            "operator" or "experiment" or "node" or "circuit" =>
                second.Type == NAME && (third.Type == LBRACE || third is { Type: NAME, Text: "extends" }),
            _ => false,
        };
    }

    private bool FollowsKeyword(int type) => Raw(_index + 1).Type switch
    {
        NAME => true,
        NUMBER or IMAGINARY or STRING or LPAREN or LBRACK or LBRACE => Block is BlockKind.Members or BlockKind.Actions || type == ZIP,
        MINUS or PLUS => type is RUN or SEED,
        ASSIGN or COLON or TILDE or NEWLINE or COMMA or RBRACE or TokenConstants.EOF => Block == BlockKind.Members || type == REFRACTORY,
        _ => false,
    };

    // Two words side by side, which no equation and no setting begins with.
    private bool TwoWords() =>
        Raw(_index + 1) is var next
        && (next.Type is NUMBER or STRING || (next.Type == NAME && !Keywords.Infixes.ContainsKey(next.Text)) || (next.Type == LBRACE && Block == BlockKind.Members));

    private static bool MisplacedKeyword(string word, IReadOnlyDictionary<string, int> keywords) =>
        Keywords.Members.ContainsKey(word) || NearestName.Find(word, keywords.Keys) is not null;

    private void ScanUnknownWord(ModelToken token, string word, IReadOnlyDictionary<string, int> keywords)
    {
        string place = Block switch
        {
            BlockKind.File => "a declaration",
            BlockKind.Members => "a statement",
            BlockKind.Actions => "an action",
            _ => "a setting",
        };
        string? nearest = NearestName.Find(word, keywords.Keys);
        string? hint = nearest is not null ? $"did you mean '{nearest}'?"
            : Block == BlockKind.File && Keywords.Members.ContainsKey(word) ? $"'{word}' stands inside an operator, node, circuit or experiment: operator name {{ {word} ... }}"
            : Block is BlockKind.Settings or BlockKind.Axes ? "a setting is written name = value, or name ~ distribution"
            : Block == BlockKind.Actions ? "an action is written name := value, name += value, or refractory duration"
            : Block == BlockKind.Members ? "a statement begins with a keyword such as param, state or let, or is an equation such as x' = ..."
            : "a declaration begins with operator, node, circuit, experiment or function";
        Report(DiagnosticTable.UnknownStatement, token.Span, hint, word, place);
        if (nearest is not null)
        {
            // Read on as if it had been right, so that the block behind it is checked as well.
            Emit(token, keywords[nearest]);
            _statement.Keyword = token.Type;
            return;
        }

        SkipStatement();
    }

    // Goes to the last token before the end of the statement, past whole blocks.
    private void SkipStatement()
    {
        int depth = 0;
        for (; ; _index++)
        {
            int next = Raw(_index + 1).Type;
            depth += Raw(_index).Type is LBRACE ? 1 : Raw(_index).Type is RBRACE ? -1 : 0;
            if (next == TokenConstants.EOF || (depth <= 0 && next is RBRACE or COMMA) || (depth <= 0 && next == NEWLINE && NextOnAnyLine(_index + 1).Type != LBRACE))
            {
                return;
            }
        }
    }

    private void ScanNumber(ModelToken token)
    {
        if (AnnotationFollows)
        {
            ScanUnit(_index);
            return;
        }

        Emit(token);
        ScanUnitBehind(token);
    }

    private bool AnnotationFollows =>
        Previous is { Type: COLON } && _statement.Keyword is PARAM or CONST or INPUT or STATE or LET or OUTPUT or RECEIVE;

    // complex      pA      complex mV
    private void ScanAnnotation(ModelToken token, string word)
    {
        if (word is "real" or "complex" or "bool")
        {
            Emit(token);
            ScanUnitBehind(token);
        }
        else
        {
            ScanUnit(_index);
        }
    }

    // A unit stands behind a number or list after a blank and is no keyword.
    private void ScanUnitBehind(ModelToken token)
    {
        ModelToken next = Raw(_index + 1);
        bool word = next.Type == NAME && next.Text[0] != '`' && !IsKeyword(next.Text);
        if (next.StartIndex > token.Span.End && (word || IsReciprocal(_index + 1)))
        {
            ScanUnit(_index + 1);
        }
    }

    private static bool IsKeyword(string word) =>
        Keywords.Infixes.ContainsKey(word) || Keywords.Members.ContainsKey(word) || Keywords.Declarations.ContainsKey(word) || word == "refractory";

    // 1/ms
    private bool IsReciprocal(int index) =>
        Raw(index) is { Type: NUMBER, Text: "1" } && Touches(index + 1, SLASH) && Touches(index + 2, NAME);

    // Joins the tokens of a unit that stand side by side without blanks: ms   mV/ms   mV^-1   1/ms   m^2*s^(1/2)
    private void ScanUnit(int index)
    {
        ModelToken unit = Raw(index);
        int last = index;
        while (true)
        {
            if ((Touches(last + 1, STAR) || Touches(last + 1, SLASH)) && Touches(last + 2, NAME))
            {
                last += 2;
            }
            else if (Touches(last + 1, CARET) && UnitExponentEnd(last + 2) is { } end)
            {
                last = end;
            }
            else
            {
                break;
            }
        }

        unit.StopIndex = Raw(last).StopIndex;
        _index = last;
        Emit(unit, UNIT);
    }

    // 2   -1   (-1/2)
    private int? UnitExponentEnd(int index)
    {
        bool parenthesised = Touches(index, LPAREN);
        index += parenthesised ? 1 : 0;
        index += Touches(index, MINUS) ? 1 : 0;
        if (!Touches(index, NUMBER))
        {
            return null;
        }

        if (!parenthesised)
        {
            return index;
        }

        index += Touches(index + 1, SLASH) && Touches(index + 2, NUMBER) ? 2 : 0;
        return Touches(index + 1, RPAREN) ? index + 1 : null;
    }

    // Whether the token at an index has a type and no blank before it.
    private bool Touches(int index, int type) => Raw(index).Type == type && Raw(index).StartIndex == Raw(index - 1).Span.End;

    private static bool EndsOperand(int type) =>
        type is NAME or NUMBER or UNIT or IMAGINARY or STRING or RPAREN or RBRACK or RANGE_END or RBRACE or PRIME or LOCATED;

    // What can be negated. A sign belongs to what follows in `not -x`, and makes a name of the word in `not - x` and `not-x`.
    private bool CanBeNegated(int index) => Raw(index).Type is NAME or NUMBER or IMAGINARY or STRING or LPAREN or LBRACK or NOT
        || (Raw(index).Type is PLUS or MINUS && Raw(index).StartIndex > Raw(index - 1).Span.End && Raw(index + 1).StartIndex == Raw(index).Span.End);

    // Whether an expression, not a name, must follow.
    private static bool TakesExpression(int type) => type is
        LPAREN or LBRACK or RANGE_START or COMMA or ASSIGN or TILDE or BECOMES or IF or ELSE or AND or OR or NOT or IN or WHEN or HAZARD
        or PLUS or MINUS or STAR or SLASH or CARET or LESS or LESS_OR_EQUAL or GREATER or GREATER_OR_EQUAL or EQUAL or NOT_EQUAL or DOTS;
}
