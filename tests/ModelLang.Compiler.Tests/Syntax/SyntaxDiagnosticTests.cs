using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Syntax;
using Xunit;

namespace ModelLang.Compiler.Tests.Syntax;

/// <summary>Every row ML1xxx: place, message, hint, and that nothing else is reported.</summary>
public sealed class SyntaxDiagnosticTests
{
    [Theory]
    [InlineData("param tau = 10 «$»ms", "Unexpected character '$'", null)]
    [InlineData("param tau = «\u0001»1", "Unexpected character U+0001", null)]
    [InlineData("x' = x«\u00B2»", "Unexpected character '\u00B2'", "write '^2'")]
    [InlineData("let y = a «%» b", "Unexpected character '%'", "the remainder is mod(a, b); a comment begins with '//'")]
    [InlineData("let y = «\U0001D70F»", "Unexpected character '\U0001D70F'", null)]
    public void Unexpected_character(string member, string message, string? hint) =>
        Reports(member, DiagnosticTable.UnexpectedCharacter, message, hint);

    [Theory]
    [InlineData("param «=» 10 ms", "Found '=' where a name was expected", null)]
    [InlineData("param tau «10» ms", "Found '10' where '=', ':', 'in', 'reduce' or the end of the statement was expected", "'=' is missing before '10'")]
    [InlineData("param tau =«»", "Found the end of the line where an expression was expected", null)]
    [InlineData("state x «==» 0", "Found '==' where '=' was expected", "'==' compares; a definition or an equation has '='")]
    [InlineData("x' «==» -x", "Found '==' where '=' was expected", "'==' compares; a definition or an equation has '='")]
    [InlineData("let y = 1 if a «=» 3 else 0", "Found '=' where an operator or 'else' was expected", "'=' defines; '==' compares")]
    [InlineData("let y = 1 if a«»", "Found the end of the line where an operator or 'else' was expected", null)]
    [InlineData("x'«(»t) = -x", "Found '(' where an operator or '=' was expected", "a derivative is written without its argument: x' = ...")]
    [InlineData("x' = 2«(»x + 1)", "Found '(' where an operator or the end of the statement was expected", "a product is written with '*'")]
    [InlineData("x' = (x + 1)«(»x + 2)", "Found '(' where an operator or the end of the statement was expected", "a product is written with '*'")]
    [InlineData("x' = a «b»", "Found 'b' where an operator or the end of the statement was expected", "an operator is missing between the two, or a line end between two statements")]
    [InlineData("x' = 3 y«'» = 2", "Found a prime where an operator or the end of the statement was expected", "'y' was read as a unit; a product is written with '*', and a new line or ',' separates statements")]
    [InlineData("x' = 1 + «)»2", null, null)]
    [InlineData("let y = x < «=» 2", "Found '=' where an expression was expected", "write '<='")]
    [InlineData("x«»", "Found the end of the line where an operator or '=' was expected", null)]
    [InlineData("state v = 4 in [0 «1»]", "Found '1' where an operator or ',' was expected", null)]
    [InlineData("node E «wc»", "Found 'wc' where ':' was expected", "':' is missing before 'wc'")]
    [InlineData("population X : wc «{» a = 1 }", "Found '{' where '[' was expected", "the size of a population stands in brackets: name : template[100]")]
    [InlineData("edge a.r «>» b.u", "Found '>' where '->' was expected", null)]
    [InlineData("edge a.r -> b.u { weight «15» }", "Found '15' where '=', '~' or a prime was expected", "'=' is missing before '15'")]
    [InlineData("edge a.r -> b.u «weight» = 3", "Found 'weight' where '{', 'via' or the end of the statement was expected", "settings stand in braces: { weight = ... }")]
    [InlineData("connect a.r -> b.u «bye» random(p = 0.1) { w = 3 }", "Found 'bye' where 'by' was expected", "did you mean 'by'?")]
    [InlineData("connect a.r -> b.u «{» w = 3 }", "Found '{' where 'by' was expected", null)]
    [InlineData("solver rk4 «dt» = 0.1", "Found 'dt' where '{' or the end of the statement was expected", "settings stand in braces: { dt = ... }")]
    [InlineData("save «out».npz", "Found 'out' where a text in quotation marks was expected", null)]
    [InlineData("sweep «p».k = [1, 2]", "Found 'p' where '{' was expected", "the axes of a sweep stand in braces: sweep { p.eta = [1, 2, 3] }")]
    [InlineData("sweep { k = linspace(1, 10, 3) «ms» }", "Found 'ms' where an operator or the end of the statement was expected", "only numbers and lists have units behind them, as in linspace(1 ms, 10 ms, 5); a product is written with '*'")]
    [InlineData("reduce «{» mean(r) }", "Found '{' where an expression was expected", null)]
    [InlineData("reduce mean(r) «ovr» [1, 2]", "Found 'ovr' where an operator, '=', ',', 'over' or the end of the statement was expected", "did you mean 'over'?")]
    [InlineData("record p.r «evry» 0.1 ms", "Found 'evry' where an operator, '=', ',', 'every' or the end of the statement was expected", "did you mean 'every'?")]
    [InlineData("record «2*x» = p.r", "Found '2*x' where a name was expected", "'=' gives a name to what follows; '==' compares")]
    [InlineData("event spike «wen» V > 3 { V := 0 }", "Found 'wen' where 'when', 'with' or 'located' was expected", "did you mean 'when'?")]
    [InlineData("event spike when V > 3«»", "Found the end of the line where an operator or '{' was expected", null)]
    [InlineData("event spike when V > 3 { V «=» 0 }", "Found '=' where ':=', '+=', '-=' or '*=' was expected", "an action assigns with ':='")]
    [InlineData("param V «:=» 0", "Found ':=' where '=', ':', 'in', 'reduce' or the end of the statement was expected", "':=' belongs to events; a definition has '='")]
    [InlineData("receive exc(w «nS») { g += w }", "Found 'nS' where ')', ',' or ':' was expected", "':' is missing before 'nS'")]
    public void Unexpected_word_or_sign(string member, string? message, string? hint)
    {
        if (message is null)
        {
            Reports(member, DiagnosticTable.UnmatchedBracket, "')' closes nothing", hint);
            return;
        }

        Reports(member, DiagnosticTable.UnexpectedToken, message, hint);
    }

    [Theory]
    [InlineData("operator o { } «operator» p { }", "Found 'operator' where the end of the statement was expected", "a new line, or ',' inside a block, separates statements")]
    [InlineData("operator foo «extend» bar { }", "Found 'extend' where '{' or 'extends' was expected", "did you mean 'extends'?")]
    [InlineData("operator «{» state x = 0 }", "Found '{' where a name was expected", null)]
    [InlineData("module«»\noperator o { }", "Found the end of the line where a name was expected", null)]
    [InlineData("time «=» ms\noperator o { }", "Found '=' where a unit was expected", null)]
    [InlineData("function f(x«»", null, null)]
    [InlineData("import «(»a)\noperator o { }", "Found '(' where a name or a text in quotation marks was expected", null)]
    public void Unexpected_word_or_sign_at_the_top(string text, string? message, string? hint)
    {
        if (message is null)
        {
            (_, IReadOnlyList<Diagnostic> found) = SyntaxTest.Parse(text.Replace("«»", "", StringComparison.Ordinal));
            Assert.Equal("ML1007", Assert.Single(found).Code);
            return;
        }

        Check(SyntaxTest.Reports(text, DiagnosticTable.UnexpectedToken), message, hint);
    }

    [Theory]
    [InlineData("«operater» foo {\n state x = 0\n}", "'operater' does not begin a declaration", "did you mean 'operator'?")]
    [InlineData("«foo» bar {\n state x = 0\n}\noperator o { }", "'foo' does not begin a declaration", "a declaration begins with operator, node, circuit, experiment or function")]
    [InlineData("«param» tau = 3", "'param' does not begin a declaration", "'param' stands inside an operator, node, circuit or experiment: operator name { param ... }")]
    [InlineData("operator o { «parm» tau = 3 }", "'parm' does not begin a statement", "did you mean 'param'?")]
    [InlineData("operator o { «tau» tau = 3 }", "'tau' does not begin a statement", "a statement begins with a keyword such as param, state or let, or is an equation such as x' = ...")]
    [InlineData("experiment e { «redcue» mean(r) }", "'redcue' does not begin a statement", "did you mean 'reduce'?")]
    [InlineData("experiment e { «sweeep» { a = 3 } }", "'sweeep' does not begin a statement", "did you mean 'sweep'?")]
    [InlineData("operator o { event e when x > 1 { «refractry» 3 ms } }", "'refractry' does not begin an action", "did you mean 'refractory'?")]
    [InlineData("operator o { event e when x > 1 { «let» y = 3 } }", "'let' does not begin an action", "an action is written name := value, name += value, or refractory duration")]
    [InlineData("circuit c { node E : wc { «param» theta = 3 } }", "'param' does not begin a setting", "a setting is written name = value, or name ~ distribution")]
    public void Unknown_statement(string text, string message, string hint) =>
        Check(SyntaxTest.Reports(text, DiagnosticTable.UnknownStatement), message, hint);

    [Theory]
    [InlineData("x' = x«**»2", "'**' is not a sign of this language", "write '^'")]
    [InlineData("let y = 1 if a «&&» b else 0", "'&&' is not a sign of this language", "write 'and'")]
    [InlineData("let y = 1 if a «||» b else 0", "'||' is not a sign of this language", "write 'or'")]
    [InlineData("let y = 1 if «!»a else 0", "'!' is not a sign of this language", "write 'not'")]
    [InlineData("x' = 3«;»", "';' is not a sign of this language", "a statement ends at the end of its line; ',' separates statements on one line")]
    [InlineData("x' = 3 «#» comment", "'#' is not a sign of this language", "a comment begins with '//'")]
    [InlineData("x' = 3 «/*» comment\n over lines */", "'/*' is not a sign of this language", "a comment begins with '//'")]
    [InlineData("x«\u2019» = 3", "'\u2019' is not a sign of this language", "write a derivative with a straight apostrophe: x'")]
    [InlineData("x' = «\u2212»3", "'\u2212' is not a sign of this language", "write '-'")]
    [InlineData("let y = 1 if a «\u2264» b else 0", "'\u2264' is not a sign of this language", "write '<='")]
    [InlineData("state x = 0 in [0, «\u221E»)", "'\u221E' is not a sign of this language", "write 'inf'")]
    [InlineData("save «\u201C»out.npz\u201D", "'\u201C' is not a sign of this language", "texts stand between straight quotation marks: \"...\"")]
    public void Foreign_spelling(string member, string message, string hint) =>
        Reports(member, DiagnosticTable.ForeignSpelling, message, hint);

    [Theory]
    [InlineData("param tau = «10ms»", "'10ms' is neither a number nor a name", "write '10 ms' for a number with its unit, '10*ms' for a product")]
    [InlineData("param tau = «.5»", "'.5' is neither a number nor a name", "write '0.5'")]
    [InlineData("param tau = «1_000»", "'1_000' is neither a number nor a name", "write '1000'")]
    [InlineData("param tau = «10.»", "'10.' is neither a number nor a name", "write '10.0'")]
    [InlineData("param tau = 1.5«.2»", "'.2' is neither a number nor a name", "write '0.2'")]
    [InlineData("x' = «2x»*y", "'2x' is neither a number nor a name", "write '2 x' for a number with its unit, '2*x' for a product")]
    [InlineData("param «2a» = 1", "'2a' is neither a number nor a name", "write '2 a' for a number with its unit, '2*a' for a product")]
    public void Malformed_number(string member, string message, string hint) =>
        Reports(member, DiagnosticTable.MalformedNumber, message, hint);

    [Theory]
    [InlineData("save «\"»out.npz", "The quotation that begins with \" is not closed on its line")]
    [InlineData("state «`»x = 0", "The quotation that begins with ` is not closed on its line")]
    public void Unclosed_quotation(string member, string message) =>
        Reports(member, DiagnosticTable.UnclosedQuote, message, null);

    [Theory]
    [InlineData("operator o {\n  let a = exp«(»1 +\n  state x = 0\n}", "'(' is never closed", "line 3 begins a new statement")]
    [InlineData("operator o {\n  let a = «(»1\n  tau * x' = 0\n}", "'(' is never closed", "line 3 begins a new statement")]
    [InlineData("operator o {\n  let a = [1, «[»2, 3\n}", "'[' is never closed", "the block ends in line 3, column 1")]
    [InlineData("operator o {\n  let b = [f«(»1, 2]\n}", "'(' is never closed", "close it before the ']' in line 2, column 18")]
    [InlineData("operator o {\n  event e when f«(»x { x := 0 }\n}", "'(' is never closed", "a block begins at the next '{'")]
    [InlineData("operator o «{»\n  state x = 0\n\noperator p {\n  state y = 0\n}", "'{' is never closed", "line 4 begins a new declaration")]
    [InlineData("operator o {\n  event e when x > 1 «{»\n    x := 0\n  state y = 0\n}\noperator p {\n}", "'{' is never closed", "line 4 begins a new statement")]
    [InlineData("operator o {\n  event e when x > 1 «{»\n    x := 0\n  x' = -x\n}", "'{' is never closed", "line 4 begins a new statement")]
    [InlineData("operator o {\n  event e when x > 1 «{»\n    x := 0\n  y.z = 0\n}", "'{' is never closed", "the file ends before it is closed")]
    [InlineData("operator o «{»\n  state x = 0", "'{' is never closed", "the file ends before it is closed")]
    [InlineData("function f«(»x", "'(' is never closed", "the file ends before it is closed")]
    public void Unclosed_bracket(string text, string message, string hint) =>
        Check(SyntaxTest.Reports(text, DiagnosticTable.UnclosedBracket), message, hint);

    [Theory]
    [InlineData("operator o { let a = 1 + 2«)» }", "')' closes nothing", null)]
    [InlineData("operator o { }\n«}»", "'}' closes nothing", null)]
    [InlineData("operator o { let a = (1 + 2«]» }", "']' closes nothing", "the '(' in line 1, column 22 is closed by ')'")]
    public void Unmatched_bracket(string text, string message, string? hint) =>
        Check(SyntaxTest.Reports(text, DiagnosticTable.UnmatchedBracket), message, hint);

    [Theory]
    [InlineData("«x' + x» = 1", "bring the other terms to the right side")]
    [InlineData("«x'/tau» = 2", "the derivative must be the last factor: tau * x' = ...")]
    [InlineData("«x' * tau» = 2", "the derivative must be the last factor: tau * x' = ...")]
    [InlineData("«-x'» = 2", "bring the sign to the right side")]
    [InlineData("«d2x/dt2» = 3", "the second derivative is written x''")]
    [InlineData("«f(x)» = 3", "a function is declared outside: function f(x) = ...")]
    [InlineData("«x'^2» = 3", "the equation must be solved for the derivative itself")]
    [InlineData("«3» = x", null)]
    [InlineData("«tau*x» = 3", "none of the factors is a derivative: write x' or dx/dt")]
    public void Not_a_derivative(string member, string? hint) => Reports(
        member, DiagnosticTable.NotADerivative,
        "The left side of an equation must be a derivative, a factor times a derivative, or the input of a part, such as exc.I", hint);

    [Theory]
    [InlineData("«a» = 2", "'a = ...' has neither a keyword nor a derivative", "write let a = ... for a named term, a' = ... for an equation; every param and state has its keyword")]
    [InlineData("override «a» = 2", "'a = ...' has neither a keyword nor a derivative", "write override let a = ... to replace a named term, override a' = ... to replace an equation")]
    public void Missing_keyword(string member, string message, string hint) =>
        Reports(member, DiagnosticTable.MissingKeyword, message, hint);

    [Fact]
    public void Chained_comparison() => Reports(
        "let m = 1 if 0 < u «<» 1 < 2 else 0", DiagnosticTable.ChainedComparison, "Comparisons do not chain", "write '0 < u and u < ...'");

    [Fact]
    public void Unknown_escape() => Reports(
        "save \"results«\\r»un1.npz\"", DiagnosticTable.UnknownEscape, "'\\r' has no meaning in a quoted text", "write '/' between folders, '\\\\' for a backslash");

    [Theory]
    [InlineData("PK\u0003\u0004«\0»\0\0operator")]
    [InlineData("o«\0»p\0e\0r\0")]
    public void Not_a_text_file(string text) =>
        Check(SyntaxTest.Reports(text, DiagnosticTable.NotText), "This is not a text file", "a model file is plain text in UTF-8");

    [Fact]
    public void File_too_large() => Check(
        SyntaxTest.Reports("«»" + new string('x', ModelParser.MaximumLength + 1), DiagnosticTable.FileTooLarge),
        "The file has 4,194,305 characters; a model file may have 4,194,304",
        "put numbers into a CSV file and read it with a drive: drive u = csv(\"u.csv\") with linear");

    [Theory]
    [InlineData("«»")]
    [InlineData("\n\n// nothing\n«»")]
    [InlineData("module a\ntime ms\nimport b«»")]
    public void No_declarations(string text) => Check(
        SyntaxTest.Reports(text, DiagnosticTable.NoDeclarations),
        "The file declares nothing",
        "declare something: operator decay { state x = 1, x' = -x }");

    [Theory]
    [InlineData("module a\n«module» b\noperator o { }", "'module' stands here for the second time")]
    [InlineData("time ms\n«time» s\noperator o { }", "'time' stands here for the second time")]
    [InlineData("time ms\n«module» a\noperator o { }", "'module' must come first in the file")]
    [InlineData("operator o { }\n«time» ms", "'time' must come before the first declaration")]
    [InlineData("operator o { }\n«import» x", "'import' must come before the first declaration")]
    public void Misplaced_header(string text, string message) =>
        Check(SyntaxTest.Reports(text, DiagnosticTable.MisplacedHeader), message, null);

    [Fact]
    public void Every_syntax_row_has_a_test_here()
    {
        string[] tested = [.. typeof(SyntaxDiagnosticTests).GetMethods().Concat(typeof(RobustnessTests).GetMethods()).Select(m => m.Name)];
        foreach (DiagnosticDescriptor row in DiagnosticTable.All.Where(r => r.Code.StartsWith("ML1", StringComparison.Ordinal)))
        {
            Assert.Contains(tested, t => t.StartsWith(row.Title.Replace(' ', '_'), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Examples_of_the_table_show_their_mistake()
    {
        foreach (DiagnosticDescriptor row in DiagnosticTable.All.Where(r => r.Code.StartsWith("ML1", StringComparison.Ordinal) && r.Example.Length > 0))
        {
            (_, IReadOnlyList<Diagnostic> found) = SyntaxTest.Parse(row.Example.Replace("\\0", "\0", StringComparison.Ordinal));
            Assert.Equal((row.Code, row.Code), (row.Code, string.Join(" ", found.Select(d => d.Code))));
        }
    }

    private static void Reports(string member, DiagnosticDescriptor row, string message, string? hint) =>
        Check(SyntaxTest.Reports($"operator o {{\n  {member}\n}}", row), message, hint);

    private static void Check(Diagnostic[] found, string message, string? hint)
    {
        Diagnostic diagnostic = Assert.Single(found);
        Assert.Equal(message, diagnostic.Message);
        Assert.Equal(hint, diagnostic.Hint);
    }
}
