using Antlr4.Runtime;
using ModelLang.Compiler.Syntax.Generated;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Syntax;

/// <summary>A token with what the scanner knows about its surroundings.</summary>
internal sealed class ModelToken(Tuple<ITokenSource, ICharStream> source, int type, int channel, int start, int stop)
    : CommonToken(source, type, channel, start, stop)
{
    /// <summary>Number of braces open around it; a brace itself counts as outside.</summary>
    public int Depth { get; set; }

    /// <summary>Number of the statement it belongs to; statements inside braces have their own.</summary>
    public int Statement { get; set; }

    /// <summary>Whether a mistake was already reported here, so that the rest of its statement proves nothing.</summary>
    public bool Faulty { get; set; }

    /// <summary>Where the text has it; empty for one the scanner put in and for the end of the file.</summary>
    public TextSpan Span => new(StartIndex, Math.Max(StopIndex - StartIndex + 1, 0));

    /// <summary>A token that the text lacks, behind another.</summary>
    public static ModelToken Inserted(int type, string text, ModelToken before) =>
        new(before.source, type, TokenConstants.DefaultChannel, before.Span.End, before.Span.End - 1) { Text = text, Line = before.Line };
}

/// <summary>The lexer as a sequence of <see cref="ModelToken"/>.</summary>
internal sealed class ModelTokenSource : ITokenFactory
{
    private readonly ModelLangLexer _lexer;

    /// <summary>Reads a text.</summary>
    public ModelTokenSource(string text)
    {
        // Characters are UTF-16 units here, as in spans.
        _lexer = new ModelLangLexer(new AntlrInputStream(text), TextWriter.Null, TextWriter.Null) { TokenFactory = this };
        _lexer.RemoveErrorListeners();
    }

    /// <summary>The next token; the end of the file for ever after the last.</summary>
    public ModelToken Next() => (ModelToken)_lexer.NextToken();

    IToken ITokenFactory.Create(
        Tuple<ITokenSource, ICharStream> source, int type, string text, int channel, int start, int stop, int line, int charPositionInLine) =>
        new ModelToken(source, type, channel, start, stop) { Line = line, Column = charPositionInLine };

    IToken ITokenFactory.Create(int type, string text) => throw Unexpected.State("every token comes from a text");
}
