using System.Globalization;
using System.Text;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels;
using ModelLang.Compiler.Kernels.Networks;

namespace ModelLang.Compiler.Emit;

/// <summary>C# names for the variables of a system and for the locals of its kernel, all different from each other.</summary>
/// <remarks>
/// The last part of a path (<c>p.r</c>) is its name when no other variable ends in it, else the whole path with underscores.
/// Variables come first; a local of the kernel that would collide gets underscores at its end.
/// </remarks>
internal sealed class Identifiers
{
    private static readonly HashSet<string> s_keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        "await", "field", "value", "var", "nameof", "async", "yield", "record", "required", "scoped", "file", "dynamic", "when", "where",
    };

    // What emitted code names besides the runtime library, and the extension method that runs an experiment.
    private static readonly string[] s_reserved =
    [
        "Math", "Elementary", "Array", "Span", "ReadOnlySpan", "MethodImpl", "MethodImplOptions", "ArgumentOutOfRangeException",
        "MemoryExtensions", "System", "ModelLang", "Parameters", "Run", RuntimeNames.Metadata, SystemMembers.Prepare, SystemMembers.TimeDerivative,
        StochasticMembers.Diffusion, NetworkMembers.Rates, "Vector512", "Vector256", "Vector128", "Action", "Exception", "ArgumentException", "OverflowException", "OutOfMemoryException", "NotSupportedException",
    ];

    private static readonly HashSet<string> s_object = new(
        ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_runtime = new(
        s_reserved.Concat(s_object).Concat(RuntimeNames.All.Select(t => t.Type)).Concat(RuntimeNames.Inherited), StringComparer.Ordinal);

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _locals = new(StringComparer.Ordinal);

    /// <summary>Names the variables of a system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="className">Name of the emitted class.</param>
    /// <param name="members">Names of its public members, which a local may hide but nothing else may have.</param>
    public Identifiers(DynamicalSystem system, string className, IEnumerable<string> members)
    {
        _members = new HashSet<string>(members, StringComparer.Ordinal);
        _used.Add(className);
        _used.UnionWith(s_runtime);

        string[] paths =
        [
            .. system.Parameters.Select(p => p.Path), .. system.Inputs.Select(i => i.Path), .. system.States.Select(s => s.Path),
            .. system.Invariants.Select(i => i.Path), .. system.Intermediates.Select(i => i.Path),
            .. system.Switches.Select(s => s.Name), .. system.Tables.Select(t => t.Name),
        ];
        Dictionary<string, int> endings = paths.GroupBy(Ending).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (string path in paths)
        {
            if (!_variables.ContainsKey(path))
            {
                _variables.Add(path, Claim(endings[Ending(path)] == 1 ? Ending(path) : Spell(path)));
            }
        }
    }

    private Identifiers(Identifiers names)
    {
        _used = names._used;
        _members = names._members;
        _locals = names._locals;
        _variables = new Dictionary<string, string>(names._variables, StringComparer.Ordinal);
    }

    /// <summary>Whether emitted code names a type or member of the runtime library or of .NET so.</summary>
    public static bool IsReserved(string name) => s_runtime.Contains(name);

    /// <summary>Whether every class has a member of that name.</summary>
    public static bool IsMemberOfObject(string name) => s_object.Contains(name);

    /// <summary>The same names, but new ones for some variables that mean something else in a part of the class.</summary>
    public Identifiers With(IEnumerable<string> paths)
    {
        Identifiers names = new(this);
        foreach (string path in paths)
        {
            names._variables[path] = Claim(Spell(path));
        }

        return names;
    }

    /// <summary>The name of a variable.</summary>
    public string this[string path] => Escaped(_variables[path]);

    /// <summary>The field behind a variable.</summary>
    public string Field(string path) => "_" + _variables[path];

    /// <summary>A name for a local; the same one for the same key.</summary>
    /// <param name="wanted">The name it gets unless it is taken.</param>
    /// <param name="key">What it stands for; the wanted name itself if left out.</param>
    public string Local(string wanted, string? key = null)
    {
        key ??= wanted;
        if (!_locals.TryGetValue(key, out string? name))
        {
            while (_members.Contains(wanted))
            {
                wanted += "_";
            }

            name = Claim(wanted);
            _locals.Add(key, name);
        }

        return Escaped(name);
    }

    /// <summary>A local that belongs to a variable, such as <c>k1_r</c>.</summary>
    public string Local(string prefix, string path, string suffix) => prefix.Length + suffix.Length == 0
        ? this[path]
        : Local(prefix + _variables[path] + suffix, prefix + "|" + path + "|" + suffix);

    // z.re and z.im share no ending with another variable of the same name but are read as one word.
    private static string Ending(string path)
    {
        string[] parts = path.Split('.');
        int last = parts.Length - 1;
        return Spell(last > 0 && parts[last] is "re" or "im" ? parts[Math.Max(last - 1, 0)] + "." + parts[last] : parts[last]);
    }

    /// <summary>A legal identifier, but for keywords, that is as close as can be to a name or path of the model.</summary>
    public static string Spell(string path)
    {
        StringBuilder name = new();
        foreach (char c in path.Normalize(NormalizationForm.FormC))
        {
            if (c == '\'')
            {
                name.Append("_dot");
            }
            else if (c == '.')
            {
                name.Append('_');
            }
            else if (IsPart(c))
            {
                name.Append(c);
            }
            else
            {
                name.Append("_u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return name.Length == 0 || !IsStart(name[0]) ? "_" + name : name.ToString();
    }

    /// <summary>The name as C# text has it: a keyword gets an at sign.</summary>
    public static string Escaped(string name) => s_keywords.Contains(name) ? "@" + name : name;

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    // Format characters are legal in identifiers but ignored by the compiler: two names could become one.
    private static bool IsPart(char c) => IsStart(c) || char.GetUnicodeCategory(c) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // A field is the name with an underscore before it, so both are taken together.
    private string Claim(string wanted)
    {
        string name = wanted;
        while (_used.Contains(name) || _used.Contains("_" + name))
        {
            name += "_";
        }

        _used.Add(name);
        _used.Add("_" + name);
        return name;
    }
}
