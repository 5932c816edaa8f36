using Antlr4.Runtime;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <summary>
/// Makes the parser's tokens: finds where statements end, which words are keywords and which are units,
/// and pairs the brackets.
/// </summary>
/// <remarks>
/// Two rules carry everything. A word at the beginning of a statement is a keyword if what follows it cannot follow a
/// name. Inside a statement two operands never stand side by side, so a word behind an operand is a keyword
/// (<c>if</c>, <c>in</c>, <c>by</c>...) and a word anywhere else is a name.
/// </remarks>
internal sealed partial class TokenScanner
{
    /// <summary>Deepest nesting of brackets and of expressions.</summary>
    public const int MaximumDepth = 256;

    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<ModelToken> _raw;
    private readonly List<IToken> _tokens = [];
    private readonly HashSet<int> _faultyStatements = [];
    private readonly Stack<OpenBracket> _open = new();
    private int _index;
    private int _depth;
    private int _statementCount;
    private int _operands;
    private ModelToken? _firstOperand;
    private Statement _statement;

    /// <summary>Prepares a scan of repaired tokens.</summary>
    public TokenScanner(SourceText source, List<ModelToken> raw, DiagnosticBag diagnostics)
    {
        _source = source;
        _raw = raw;
        _diagnostics = diagnostics;
    }

    private enum BlockKind
    {
        File,
        Members,
        Actions,
        Settings,
        Axes,
    }

    /// <summary>The parser's tokens; null when brackets are nested too deep or an expression is too long to go on.</summary>
    public IList<IToken>? Scan()
    {
        for (; ; _index++)
        {
            ModelToken token = _raw[_index];
            if (token.Faulty)
            {
                _faultyStatements.Add(_statement.Id);
            }

            switch (token.Type)
            {
                case TokenConstants.EOF:
                    CloseFile(token);
                    return _tokens;
                case NEWLINE:
                    ScanLineEnd(token);
                    break;
                case COMMA when !InBrackets:
                    ScanComma(token);
                    break;
                case LPAREN or LBRACK or LBRACE:
                    if (!ScanOpening(token))
                    {
                        return null;
                    }

                    break;
                case RPAREN or RBRACK:
                    ScanClosing(token);
                    break;
                case RBRACE:
                    ScanClosingBrace(token);
                    break;
                case NAME:
                    ScanWord(token);
                    break;
                case NUMBER:
                    ScanNumber(token);
                    break;
                case EQUAL:
                    ScanEqual(token);
                    break;
                case ASSIGN or TILDE when !InBrackets:
                    _statement.Defined = true;
                    Emit(token);
                    break;
                default:
                    Emit(token);
                    break;
            }

            if (_operands > ExpressionBuilder.MaximumOperands)
            {
                // The builder would refuse it as well, after a parse of the whole chain.
                Report(DiagnosticTable.ExpressionTooLong, _firstOperand!.Span, "name parts of it with let, or read the numbers from a file with a drive", ExpressionBuilder.MaximumOperands);
                return null;
            }
        }
    }

    /// <summary>Whether a mistake was reported in the statement that a token belongs to or cuts short, so that a second one there would only confuse.</summary>
    public bool IsFaulty(ModelToken token, ModelToken? previous) =>
        _faultyStatements.Contains(token.Statement)
        || (token.Type is RBRACE or TokenConstants.EOF && previous is not null && _faultyStatements.Contains(previous.Statement));

    private ModelToken? Previous => _tokens.Count > 0 ? (ModelToken)_tokens[_tokens.Count - 1] : null;

    // Whether a round or square bracket is open in the present block.
    private bool InBrackets => _open.Count > 0 && _open.Peek().Token.Type != LBRACE;

    private BlockKind Block => _statement.Block;

    private bool AtStatementStart => Previous is null or { Type: END or LBRACE or OVERRIDE };

    private ModelToken Raw(int index) => _raw[Math.Min(index, _raw.Count - 1)];

    private int SkipLineEnd(int index) => Raw(index).Type == NEWLINE ? index + 1 : index;

    private ModelToken NextOnAnyLine(int index) => Raw(SkipLineEnd(index));

    private void Emit(ModelToken token, int type)
    {
        token.Type = type;
        Emit(token);
    }

    private void Emit(ModelToken token)
    {
        _operands = token.Type switch
        {
            PLUS or MINUS or STAR or SLASH or AND or OR when Previous is { } previous && EndsOperand(previous.Type) => _operands + 1,
            COMMA or END or LPAREN or LBRACK or LBRACE or RPAREN or RBRACK or RBRACE => 0,
            _ => _operands,
        };
        _firstOperand = _operands == 0 && token.Type != UNIT ? token : _firstOperand;
        token.Depth = _depth;
        token.Statement = _statement.Id;
        _tokens.Add(token);
    }

    private void BeginStatement(BlockKind block) => _statement = new Statement { Block = block, Id = ++_statementCount };

    // The end of a line ends a statement, unless a bracket is open or the line cannot end here.
    private void ScanLineEnd(ModelToken token)
    {
        bool statementFollows = BeginsStatement(_index + 1);
        if (InBrackets)
        {
            if (!statementFollows)
            {
                return;
            }

            CloseBrackets($"line {LineOf(NextOnAnyLine(_index))} begins a new statement");
        }

        ModelToken next = NextOnAnyLine(_index);
        bool goesOn = next.Type is LBRACE or COMMA
            || (Previous is { } previous && GoesOn(previous.Type) && !statementFollows)
            || ReportContinuation(_index + 1);
        if (!goesOn)
        {
            EndStatement(token, next);
        }
    }

    // A line that begins with an operator means to continue the one before; it is read that way after the report.
    private bool ReportContinuation(int index)
    {
        ModelToken next = Raw(index);
        bool continues = (next.Type is PLUS or MINUS && !BeginsStatement(index + 1))
            || next.Type is STAR or SLASH or CARET or ARROW or ASSIGN or LESS or LESS_OR_EQUAL or GREATER or GREATER_OR_EQUAL or EQUAL or AND or OR
            || (next.Type == NAME && IsInfix(next.Text) && Raw(index + 1).Type is NAME or NUMBER or STRING or LPAREN or LBRACK);
        if (!continues || Previous is null or { Type: END or LBRACE })
        {
            return false;
        }

        Report(
            DiagnosticTable.UnexpectedToken, next.Span,
            "a statement ends at the end of its line; to go on, end the line before with the operator or keyword, or use brackets",
            Expectation.Found(next), "a new statement");
        return true;
    }

    // `reduce` goes on after an input, and begins a statement anywhere else.
    private bool IsInfix(string word) => Keywords.Infixes.ContainsKey(word) && (!Keywords.Members.ContainsKey(word) || _statement.Keyword == INPUT);

    private void ScanComma(ModelToken token)
    {
        bool inList = _statement.Keyword is RECORD or REDUCE or NOISE or REFRACTORY && !BeginsStatement(_index + 1) && !BeginsAction(_index + 1);
        if (inList || Block == BlockKind.File || AtStatementStart)
        {
            Emit(token);
            return;
        }

        EndStatement(token, NextOnAnyLine(_index + 1));
    }

    private void EndStatement(ModelToken token, ModelToken next)
    {
        if (Previous is null or { Type: END or LBRACE })
        {
            return;
        }

        if (next.Type != TokenConstants.EOF && !(next.Type == RBRACE && _open.Count > 0))
        {
            Emit(token, END);
            BeginStatement(Block);
        }
    }

    // Signs and words that want something behind them, so that their line cannot be complete.
    private static bool GoesOn(int type) => type is
        PLUS or MINUS or STAR or SLASH or CARET or LESS or LESS_OR_EQUAL or GREATER or GREATER_OR_EQUAL or EQUAL or NOT_EQUAL
        or AND or OR or NOT or IF or ELSE or ASSIGN or TILDE or BECOMES or ADD or SUBTRACT or MULTIPLY or ARROW or COLON or COMMA or DOT
        or EXTENDS or AS or AT or BY or VIA or IN or WHEN or WITH or HAZARD or REDUCE or FREEZING or EVERY or OVER or DISCARD;

    // Whether the tokens from an index on can only be the beginning of a statement: a keyword with a name or value
    // beside it, or a line with a derivative before its '='.
    private bool BeginsStatement(int index)
    {
        index = SkipLineEnd(index);
        ModelToken first = Raw(index);
        ModelToken second = Raw(index + 1);
        if (first.Type != NAME)
        {
            return false;
        }

        if ((Keywords.Members.ContainsKey(first.Text) || Keywords.Declarations.ContainsKey(first.Text) || Keywords.Actions.ContainsKey(first.Text))
            && (second.Type is NUMBER or STRING or LBRACE || (second.Type == NAME && !Keywords.Infixes.ContainsKey(second.Text))))
        {
            return true;
        }

        bool derivative = false;
        for (; Raw(index).Type is not (NEWLINE or COMMA or LBRACE or RBRACE or TokenConstants.EOF); index++)
        {
            derivative |= Raw(index).Type == PRIME;
            if (Raw(index).Type == ASSIGN)
            {
                return derivative;
            }
        }

        return false;
    }

    // V := ...    g_e += ...
    private bool BeginsAction(int index)
    {
        while (Raw(index).Type is NEWLINE or NAME or DOT)
        {
            index++;
        }

        return Raw(index).Type is BECOMES or ADD or SUBTRACT or MULTIPLY;
    }

    // '==' where the '=' of a definition must stand.
    private void ScanEqual(ModelToken token)
    {
        bool definition = !InBrackets && !_statement.Defined && Block is BlockKind.Members or BlockKind.Settings or BlockKind.Axes
            && _statement.Keyword is 0 or PARAM or CONST or INPUT or STATE or LET or OUTPUT or INIT or HISTORY or DATA or DRIVE or SET;
        if (definition)
        {
            Report(DiagnosticTable.UnexpectedToken, token.Span, "'==' compares; a definition or an equation has '='", "'=='", "'='");
            _statement.Defined = true;
            token.Type = ASSIGN;
        }

        Emit(token);
    }

    private int LineOf(ModelToken token) => _source.PositionOf(token.StartIndex).Line;

    private void Report(DiagnosticDescriptor row, TextSpan span, string? hint, params object[] arguments)
    {
        _faultyStatements.Add(_statement.Id);
        _diagnostics.Report(row, _source, span, hint, arguments);
    }

    /// <summary>What is known about the statement being read.</summary>
    private struct Statement
    {
        /// <summary>The kind of block it stands in.</summary>
        public BlockKind Block;

        /// <summary>Its number.</summary>
        public int Id;

        /// <summary>The keyword it began with, or 0.</summary>
        public int Keyword;

        /// <summary>Whether its <c>=</c> or <c>~</c> has been read.</summary>
        public bool Defined;
    }

    /// <summary>A bracket that waits for its partner.</summary>
    /// <param name="Token">The bracket.</param>
    /// <param name="IsList">Whether a unit may stand behind its partner.</param>
    /// <param name="Outer">The statement around a brace.</param>
    private readonly record struct OpenBracket(ModelToken Token, bool IsList, Statement Outer);
}
