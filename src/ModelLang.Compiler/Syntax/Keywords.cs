using static ModelLang.Compiler.Syntax.Generated.ModelLangLexer;

namespace ModelLang.Compiler.Syntax;

/// <summary>The words of the language, by the place where they are keywords. Anywhere else they are names.</summary>
internal static class Keywords
{
    /// <summary>Begin a line at the top of a file.</summary>
    public static readonly IReadOnlyDictionary<string, int> Declarations = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["module"] = MODULE,
        ["time"] = TIME,
        ["import"] = IMPORT,
        ["operator"] = OPERATOR,
        ["node"] = NODE,
        ["circuit"] = CIRCUIT,
        ["experiment"] = EXPERIMENT,
        ["function"] = FUNCTION,
    };

    /// <summary>Begin a statement inside a declaration.</summary>
    public static readonly IReadOnlyDictionary<string, int> Members = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["param"] = PARAM,
        ["const"] = CONST,
        ["input"] = INPUT,
        ["state"] = STATE,
        ["let"] = LET,
        ["output"] = OUTPUT,
        ["override"] = OVERRIDE,
        ["init"] = INIT,
        ["history"] = HISTORY,
        ["noise"] = NOISE,
        ["event"] = EVENT,
        ["receive"] = RECEIVE,
        ["use"] = USE,
        ["node"] = NODE,
        ["circuit"] = CIRCUIT,
        ["population"] = POPULATION,
        ["edge"] = EDGE,
        ["connect"] = CONNECT,
        ["data"] = DATA,
        ["model"] = MODEL,
        ["solver"] = SOLVER,
        ["run"] = RUN,
        ["seed"] = SEED,
        ["drive"] = DRIVE,
        ["set"] = SET,
        ["record"] = RECORD,
        ["reduce"] = REDUCE,
        ["sweep"] = SWEEP,
        ["save"] = SAVE,
    };

    /// <summary>Begin a line of an event or of <c>receive</c>.</summary>
    public static readonly IReadOnlyDictionary<string, int> Actions = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["refractory"] = REFRACTORY,
    };

    /// <summary>Begin a setting in braces.</summary>
    public static readonly IReadOnlyDictionary<string, int> Settings = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["init"] = INIT,
    };

    /// <summary>Begin an axis of a sweep.</summary>
    public static readonly IReadOnlyDictionary<string, int> Axes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["init"] = INIT,
        ["zip"] = ZIP,
    };

    /// <summary>Stand behind a complete operand or name, where no name can stand.</summary>
    public static readonly IReadOnlyDictionary<string, int> Infixes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["if"] = IF,
        ["else"] = ELSE,
        ["and"] = AND,
        ["or"] = OR,
        ["extends"] = EXTENDS,
        ["as"] = AS,
        ["at"] = AT,
        ["by"] = BY,
        ["via"] = VIA,
        ["in"] = IN,
        ["when"] = WHEN,
        ["with"] = WITH,
        ["located"] = LOCATED,
        ["stratonovich"] = STRATONOVICH,
        ["reduce"] = REDUCE,
        ["freezing"] = FREEZING,
        ["every"] = EVERY,
        ["over"] = OVER,
        ["discard"] = DISCARD,
        ["truncate"] = TRUNCATE,
    };

    private static readonly Dictionary<int, string> s_spellings = Spellings();

    /// <summary>How a keyword token is written, or null for another token.</summary>
    public static string? Spelling(int type) => s_spellings.TryGetValue(type, out string? word) ? word : null;

    private static Dictionary<int, string> Spellings()
    {
        Dictionary<int, string> spellings = new() { [NOT] = "not", [HAZARD] = "hazard" };
        foreach (KeyValuePair<string, int> pair in Declarations.Concat(Members).Concat(Actions).Concat(Axes).Concat(Infixes))
        {
            spellings[pair.Value] = pair.Key;
        }

        return spellings;
    }
}
