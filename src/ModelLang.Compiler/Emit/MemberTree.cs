namespace ModelLang.Compiler.Emit;

/// <summary>The public names of quantities, nested as the circuit nests them: <c>pc.exc.tau</c> is read as <c>model.Pc.Exc.Tau</c>.</summary>
/// <remarks>
/// A name begins with an upper-case letter and is otherwise spelt as in the model; two names of one part that this would make equal
/// (<c>v</c> and <c>V</c>) stay as they are, and one that means something else in C# gets an underscore at its end.
/// </remarks>
internal sealed class MemberTree
{
    private const string ModelField = "_model";

    private readonly Dictionary<string, MemberTree> _parts = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private MemberTree(string path) => Path = path;

    /// <summary>Its path in the model; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>Name of the property that leads to it; empty for the whole.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name of its class.</summary>
    public string TypeName { get; private set; } = "";

    /// <summary>The parts it consists of, in the order of the model.</summary>
    public IReadOnlyList<MemberTree> Parts => [.. _parts.Values];

    /// <summary>The names of its own quantities by their paths, in the order given.</summary>
    public IReadOnlyList<(string Path, string Name)> Values => [.. _values.Select(path => (path, _names[path]))];

    /// <summary>Every public name at the top.</summary>
    public IEnumerable<string> Names => _names.Values.Concat(_parts.Values.SelectMany(p => new[] { p.Name, p.TypeName }));

    /// <summary>Names quantities.</summary>
    /// <param name="paths">Dotted paths, all different.</param>
    /// <param name="className">Name of the class of the whole.</param>
    public static MemberTree Of(IEnumerable<string> paths, string className)
    {
        MemberTree root = new("") { TypeName = className };
        foreach (string path in paths)
        {
            string[] segments = path.Split('.');
            MemberTree part = root;
            for (int i = 0; i + 1 < segments.Length; i++)
            {
                if (!part._parts.TryGetValue(segments[i], out MemberTree? next))
                {
                    next = new MemberTree(string.Join(".", segments.Take(i + 1)));
                    part._parts.Add(segments[i], next);
                }

                part = next;
            }

            part._values.Add(path);
        }

        root.AssignNames(Identifiers.IsReserved);
        return root;
    }

    private void AssignNames(Func<string, bool> isReserved)
    {
        HashSet<string> used = new(StringComparer.Ordinal) { TypeName, ModelField };
        string[] segments = [.. _values.Select(Segment), .. _parts.Keys];
        HashSet<string> ambiguous = [.. segments.GroupBy(Pascal, StringComparer.Ordinal).Where(g => g.Count() > 1).SelectMany(g => g)];
        foreach (string path in _values)
        {
            _names.Add(path, Claim(Wanted(Segment(path))));
        }

        foreach (KeyValuePair<string, MemberTree> part in _parts)
        {
            part.Value.Name = Claim(Wanted(part.Key));
        }

        foreach (MemberTree part in _parts.Values)
        {
            part.TypeName = Claim(part.Name.TrimStart('@') + "Part");
            part.AssignNames(Identifiers.IsMemberOfObject);
        }

        string Wanted(string segment) => ambiguous.Contains(segment) ? Spell(segment) : Pascal(segment);

        string Claim(string wanted)
        {
            while (isReserved(wanted) || !used.Add(wanted))
            {
                wanted += "_";
            }

            return Identifiers.Escaped(wanted);
        }
    }

    private static string Segment(string path) => path.Substring(path.LastIndexOf('.') + 1);

    // Names with an underscore before them are those of fields.
    private static string Spell(string segment)
    {
        string name = Identifiers.Spell(segment);
        return name[0] == '_' ? "Value" + name : name;
    }

    // Letters of other alphabets stay: a capital tau cannot be told from a T.
    private static string Pascal(string segment)
    {
        string name = Spell(segment);
        return name[0] is >= 'a' and <= 'z' ? char.ToUpperInvariant(name[0]) + name.Substring(1) : name;
    }
}
