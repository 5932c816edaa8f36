namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>A character that no token starts with.</summary>
    public static readonly DiagnosticDescriptor UnexpectedCharacter = Error(
        "ML1001", "Unexpected character", "Unexpected character {0}",
        "No word, number or sign of the language starts with this character.",
        "operator leaky { param tau = 10 $ms }",
        "Remove it, or quote a name that needs it with back-ticks: `name`.");

    /// <summary>A token that does not fit where it stands.</summary>
    public static readonly DiagnosticDescriptor UnexpectedToken = Error(
        "ML1002", "Unexpected word or sign", "Found {0} where {1} was expected",
        "The text up to here is a correct beginning, but what follows does not continue it.",
        "operator leaky { param = 10 ms }",
        "Write what is expected there; the language reference shows the forms of each statement.");

    /// <summary>A line that begins with a word that is no keyword.</summary>
    public static readonly DiagnosticDescriptor UnknownStatement = Error(
        "ML1003", "Unknown statement", "'{0}' does not begin {1}",
        "A line begins with a keyword or is an equation; this one begins with two words of which the first is no keyword.",
        "operater leaky { state V = -70 }",
        "Correct the spelling; the nearest keyword is given as a hint.");

    /// <summary>A sign of another language.</summary>
    public static readonly DiagnosticDescriptor ForeignSpelling = Error(
        "ML1004", "Foreign spelling", "'{0}' is not a sign of this language",
        "The sign comes from another language or from a word processor; this language has exactly one spelling for it.",
        "operator qif {\n  state V = 0\n  V' = V**2 + 1\n}",
        "Use the spelling given as a hint.");

    /// <summary>Something that begins like a number and is none.</summary>
    public static readonly DiagnosticDescriptor MalformedNumber = Error(
        "ML1005", "Malformed number", "'{0}' is neither a number nor a name",
        "A number has digits on both sides of its point and no other signs inside; a blank separates it from its unit.",
        "operator leaky { param tau = 10ms }",
        "Write `10 ms`, `0.5`, `1000`; a product has its sign: `2*tau`.");

    /// <summary>A quotation that its line does not close.</summary>
    public static readonly DiagnosticDescriptor UnclosedQuote = Error(
        "ML1006", "Unclosed quotation", "The quotation that begins with {0} is not closed on its line",
        "Texts and quoted names end on the line they begin on.",
        "experiment step {\n  save \"out.npz\n}",
        "Close it with the same sign.");

    /// <summary>An opening bracket without its partner.</summary>
    public static readonly DiagnosticDescriptor UnclosedBracket = Error(
        "ML1007", "Unclosed bracket", "'{0}' is never closed",
        "A bracket was opened here, and the text that must follow its partner begins before the partner was found.",
        "operator leaky {\n  let a = exp(1 + 2\n  state V = 0\n}",
        "Close it; the hint says where it was noticed at the latest.");

    /// <summary>A closing bracket without its partner.</summary>
    public static readonly DiagnosticDescriptor UnmatchedBracket = Error(
        "ML1008", "Unmatched bracket", "'{0}' closes nothing",
        "No bracket of this kind is open here.",
        "operator leaky { let a = (1 + 2)) }",
        "Remove it, or open its partner.");

    /// <summary>The left side of an equation is not a derivative.</summary>
    public static readonly DiagnosticDescriptor NotADerivative = Error(
        "ML1009", "Not a derivative", "The left side of an equation must be a derivative, a factor times a derivative, or the input of a part, such as exc.I",
        "The compiler brings every equation to the form derivative = right-hand side; it divides by a factor but solves nothing else.",
        "operator leaky {\n  state r = 0\n  r' + r = 1\n}",
        "Write `x' = ...`, `tau * x' = ...` or `dx/dt = ...`, with everything else on the right side.");

    /// <summary>Content that is not text.</summary>
    public static readonly DiagnosticDescriptor NotText = Error(
        "ML1010", "Not a text file", "This is not a text file",
        "The file holds NUL characters, so it is a binary file or text in an encoding other than UTF-8.",
        "\\0",
        "Name a model file, or save it as UTF-8.");

    /// <summary>A file beyond the size limit.</summary>
    public static readonly DiagnosticDescriptor FileTooLarge = Error(
        "ML1011", "File too large", "The file has {0:N0} characters; a model file may have {1:N0}",
        "Models describe populations and connections by rules; a file of this size usually holds data.",
        "",
        "Put numbers into a CSV file and read it with a drive; split models with `import`.");

    /// <summary>A file without declarations.</summary>
    public static readonly DiagnosticDescriptor NoDeclarations = Error(
        "ML1012", "No declarations", "The file declares nothing",
        "A model file holds at least one operator, node, circuit, experiment or function.",
        "module examples.empty",
        "Declare something: `operator decay { state x = 1, x' = -x }`.");

    /// <summary>A header twice or in the wrong place.</summary>
    public static readonly DiagnosticDescriptor MisplacedHeader = Error(
        "ML1013", "Misplaced header", "'{0}' {1}",
        "`module` comes first and once, then `time` once, imports before the first declaration, so that a reader finds them.",
        "operator decay { state x = 1, x' = -x }\ntime ms",
        "Move it to the top of the file or remove it.");

    /// <summary>Nesting beyond the limit.</summary>
    public static readonly DiagnosticDescriptor NestedTooDeep = Error(
        "ML1014", "Nested too deep", "Nested deeper than {0} levels",
        "Brackets, calls, signs, powers and conditionals may be nested up to this fixed depth, on every machine the same.",
        "",
        "Give parts of the expression names with `let`.");

    /// <summary>A chain beyond the limit.</summary>
    public static readonly DiagnosticDescriptor ExpressionTooLong = Error(
        "ML1015", "Expression too long", "The expression has more than {0:N0} operands",
        "One expression may have this many operands; a longer one usually holds data.",
        "",
        "Name parts of it with `let`, write a matrix, or read the numbers from a file with a drive.");

    /// <summary>Comparisons in a row.</summary>
    public static readonly DiagnosticDescriptor ChainedComparison = Error(
        "ML1016", "Chained comparison", "Comparisons do not chain",
        "`a < b < c` would compare the outcome of `a < b`, which is no number, with `c`.",
        "operator gate { input u = 0, let m = 1 if 0 < u < 1 else 0 }",
        "Join two comparisons with `and`: `a < b and b < c`.");

    /// <summary>A name set with `=` and no keyword.</summary>
    public static readonly DiagnosticDescriptor MissingKeyword = Error(
        "ML1017", "Missing keyword", "'{0} = ...' has neither a keyword nor a derivative",
        "A statement says what a name is; only inputs of a node's operators are set by their dotted name alone.",
        "operator leaky {\n  state V = 0\n  a = 2\n  V' = -a*V\n}",
        "Write `let a = ...` for a named term, `param a = ...` for a parameter, `x' = ...` for an equation.");

    /// <summary>An unknown escape in a text.</summary>
    public static readonly DiagnosticDescriptor UnknownEscape = Error(
        "ML1018", "Unknown escape", "'{0}' has no meaning in a quoted text",
        "A backslash in a text stands before a quotation mark or another backslash, or makes `\\n` and `\\t`.",
        "experiment step { save \"results\\run1.npz\" }",
        "Write folders with `/`, a backslash itself as `\\\\`.");
}
