using System.Runtime.CompilerServices;
using Antlr4.Runtime;
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
        if (scanner.IsFaulty(token))
        {
            return;
        }

        IntervalSet expected = recognizer.InputStream.Index == _lookIndex
            ? recognizer.Atn.GetExpectedTokens(_lookState, _lookContext)
            : recognizer.GetExpectedTokens();
        ModelToken? previous = (ModelToken?)recognizer.TokenStream.LT(-1);
        diagnostics.Report(
            DiagnosticTable.UnexpectedToken,
            source,
            Place(token, previous),
            SlipHints.Find(previous, token, expected),
            Expectation.Found(token),
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
        int depth = DepthBehind((ModelToken?)recognizer.TokenStream.LT(-1));
        while (!EndsStatement((ModelToken)recognizer.CurrentToken, depth))
        {
            recognizer.Consume();
        }
    }

    private static bool BlockFollows(Parser recognizer)
    {
        for (int i = 1; ; i++)
        {
            switch (recognizer.InputStream.LA(i))
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

    // What lacks at the end of a line lacks behind its last token.
    private static TextSpan Place(ModelToken token, ModelToken? previous) =>
        token.Type is TokenConstants.EOF || (token.Type == END && token.Text != ",") ? new TextSpan(previous?.Span.End ?? token.StartIndex, 0) : token.Span;
}
