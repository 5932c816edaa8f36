using Antlr4.Runtime;
using Antlr4.Runtime.Atn;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Syntax.Generated;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Syntax;

/// <summary>Reads a model file: text in, syntax tree and diagnostics out.</summary>
internal static class ModelParser
{
    /// <summary>Most characters of a file.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    /// <summary>The tree of a text; what could not be read is reported and left out.</summary>
    /// <remarks>Never throws, whatever the text; the tree is at most <see cref="TokenScanner.MaximumDepth"/> levels deep.</remarks>
    public static ModelSyntax Parse(SourceText source, DiagnosticBag diagnostics)
    {
        if (source.Text.Length > MaximumLength)
        {
            diagnostics.Report(DiagnosticTable.FileTooLarge, source, default, "put numbers into a CSV file and read it with a drive: drive u = csv(\"u.csv\") with linear", source.Text.Length, MaximumLength);
            return Nothing(source);
        }

        if (source.Text.IndexOf('\0') is var nul and >= 0)
        {
            diagnostics.Report(DiagnosticTable.NotText, source, new TextSpan(nul, 1), "a model file is plain text in UTF-8");
            return Nothing(source);
        }

        try
        {
            return ParseText(source, diagnostics);
        }
        catch (InsufficientExecutionStackException)
        {
            // A thread with an unusually small stack.
            diagnostics.Report(DiagnosticTable.NestedTooDeep, source, default, "this thread has little stack left", TokenScanner.MaximumDepth);
            return Nothing(source);
        }
    }

    private static ModelSyntax ParseText(SourceText source, DiagnosticBag diagnostics)
    {
        LexicalRepair repair = new(source, diagnostics);
        TokenScanner scanner = new(source, repair.Apply(new ModelTokenSource(source.Text)), diagnostics);
        if (scanner.Scan() is not { } tokens)
        {
            return Nothing(source);
        }

        ModelErrorStrategy errors = new(source, scanner, diagnostics);
        CommonTokenStream stream = new(new ListTokenSource(tokens));
        stream.Fill();
        ModelLangParser parser = new(stream, TextWriter.Null, TextWriter.Null) { ErrorHandler = errors };
        parser.RemoveErrorListeners();

        // One token of lookahead decides everywhere in the grammar, so that the fast prediction is exact.
        parser.Interpreter.PredictionMode = PredictionMode.SLL;
        ModelSyntax model = new SyntaxBuilder(source, errors, new DocumentationComments(source, repair.Documentation), diagnostics)
            .Build(parser.model());
        if (model.Declarations.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Report(DiagnosticTable.NoDeclarations, source, new TextSpan(source.Text.Length, 0), "declare something: operator decay { state x = 1, x' = -x }");
        }

        return model;
    }

    private static ModelSyntax Nothing(SourceText source) => new(
        null, null, EquatableArray<ImportSyntax>.Empty, EquatableArray<DeclarationSyntax>.Empty, new TextSpan(0, source.Text.Length));
}
