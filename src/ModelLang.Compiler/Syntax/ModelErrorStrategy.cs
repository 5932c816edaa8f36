using System.Runtime.CompilerServices;
using Antlr4.Runtime;
using Antlr4.Runtime.Atn;
using Antlr4.Runtime.Misc;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using static ModelLang.Compiler.Syntax.Generated.ModelLangParser;

namespace ModelLang.Compiler.Syntax;

/// <summary>
/// Reports the first token of a statement that cannot be right, in a modeller's words, and goes on with the next statement.
/// </summary>
/// <remarks>
/// After an error all tokens up to the end of the statement are skipped, blocks as a whole. The rules that are still open
/// then fail silently, which ANTLR's recovery mode sees to, until one matches the end of the statement.
/// </remarks>
internal sealed class ModelErrorStrategy(SourceText source, TokenScanner scanner, DiagnosticBag diagnostics) : DefaultErrorStrategy
{
    private readonly HashSet<RuleContext> _broken = [];

    // Where the parser first looked at the present token: everything that could stand there can be told from it.
    private int _lookIndex = -1;
    private int _lookState;
    private RuleContext? _lookContext;

    /// <summary>Whether a statement holds an error, so that its tree is not complete.</summary>
    public bool IsBroken(RuleContext statement) => _broken.Contains(statement);

    /// <inheritdoc/>
    public override void Sync(Parser recognizer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        int index = recognizer.InputStream.Index;
        if (index != _lookIndex)
        {
            _lookIndex = index;
            _lookState = recognizer.State;
            _lookContext = recognizer.Context;
        }

        EndStatement(recognizer);
    }

    /// <inheritdoc/>
    public override void ReportError(Parser recognizer, RecognitionException e)
    {
        if (InErrorRecoveryMode(recognizer))
        {
            return;
        }

        BeginErrorCondition(recognizer);
        ModelToken token = (ModelToken)recognizer.CurrentToken;
        ModelToken? previous = (ModelToken?)recognizer.TokenStream.LT(-1);
        if (scanner.IsFaulty(token, previous))
        {
            return;
        }

        IntervalSet expected = recognizer.InputStream.Index == _lookIndex
            ? recognizer.Atn.GetExpectedTokens(_lookState, _lookContext)
            : recognizer.GetExpectedTokens();
        bool lineEnds = previous is not null && EndsLine(token, previous);
        diagnostics.Report(
            DiagnosticTable.UnexpectedToken,
            source,
            lineEnds ? new TextSpan(previous!.Span.End, 0) : token.Span,
            SlipHints.Find(previous, token, expected),
            lineEnds && token.Type != TokenConstants.EOF ? "the end of the line" : Expectation.Found(token),
            Expectation.Describe(expected));
    }

    /// <inheritdoc/>
    public override IToken RecoverInline(Parser recognizer)
    {
        InputMismatchException error = new(recognizer);
        if (recognizer.GetExpectedTokens() is { Count: 1 } expected && expected.Contains(LBRACE) && BlockFollows(recognizer))
        {
            // The block of a declaration is checked even if its header is wrong.
            ReportError(recognizer, error);
            while (recognizer.CurrentToken.Type != LBRACE)
            {
                recognizer.Consume();
            }

            EndErrorCondition(recognizer);
            return recognizer.Consume();
        }

        throw error;
    }

    /// <inheritdoc/>
    public override void Recover(Parser recognizer, RecognitionException e)
    {
        MarkBroken(recognizer.Context);
        SkipStatement(recognizer);
    }

    private static void SkipStatement(Parser recognizer)
    {
        int depth = DepthBehind((ModelToken?)recognizer.TokenStream.LT(-1));
        while (!EndsStatement((ModelToken)recognizer.CurrentToken, depth))
        {
            recognizer.Consume();
        }
    }

    // In the loop over the statements of a block: what is left of a statement that should have ended is reported here,
    // where the loop can go on behind it.
    private void EndStatement(Parser recognizer)
    {
        ATNState state = recognizer.Atn.states[recognizer.State];
        if (state.StateType is not (StateType.StarLoopEntry or StateType.StarLoopBack) || InErrorRecoveryMode(recognizer))
        {
            return;
        }

        IntervalSet expected = recognizer.Atn.NextTokens(state);
        if (!expected.Contains(END) || expected.Contains(recognizer.CurrentToken.Type))
        {
            return;
        }

        ReportError(recognizer, new InputMismatchException(recognizer));
        if (recognizer.Context.GetChild(recognizer.Context.ChildCount - 1) is RuleContext statement)
        {
            _broken.Add(statement);
        }

        SkipStatement(recognizer);
    }

    private static bool BlockFollows(Parser recognizer)
    {
        for (int i = recognizer.InputStream.Index; ; i++)
        {
            switch (recognizer.TokenStream.Get(i).Type)
            {
                case LBRACE:
                    return true;
                case END or RBRACE or TokenConstants.EOF:
                    return false;
            }
        }
    }

    private static bool EndsStatement(ModelToken token, int depth) =>
        token.Type == TokenConstants.EOF || (token.Type == END && token.Depth == depth) || (token.Type == RBRACE && token.Depth < depth);

    private static int DepthBehind(ModelToken? previous) =>
        previous is null ? 0 : previous.Type == LBRACE ? previous.Depth + 1 : previous.Depth;

    // Up to the smallest part of the tree that is dropped for it.
    private void MarkBroken(RuleContext context)
    {
        while (context is not null && _broken.Add(context)
            && context is not (ItemContext or MemberContext or SettingContext { Parent: SettingsContext } or AxisContext or ActionContext))
        {
            context = context.Parent;
        }
    }

    // What a line lacks at its end lacks behind its last token.
    private bool EndsLine(ModelToken token, ModelToken previous) => token.Type switch
    {
        TokenConstants.EOF => true,
        END => token.Text != ",",
        RBRACE => source.PositionOf(previous.StartIndex).Line < source.PositionOf(token.StartIndex).Line,
        _ => false,
    };
}
