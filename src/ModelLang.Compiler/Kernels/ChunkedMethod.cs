using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>One value that a method stores.</summary>
/// <param name="Target">Text of the place, such as <c>dydt[3]</c>.</param>
/// <param name="Value">Its value, in the system's names.</param>
/// <param name="Comment">A line above it, or null.</param>
internal sealed record StoredValue(string Target, Expr Value, string? Comment = null);

/// <summary>
/// A method that computes many values from a time and a state. Above some hundred statements the JIT gives up optimising,
/// so a long one is cut into private methods; what several of them need goes through fields.
/// </summary>
internal sealed class ChunkedMethod(KernelContext context)
{
    private const int MostStatements = 200;
    private const int MostNodes = 2500;

    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);

    /// <summary>Fields that the methods built so far need for values that pass from one part to the next.</summary>
    public IEnumerable<KernelField> Fields => context.System.Intermediates
        .Where(i => _fields.Contains(i.Path))
        .Select(i => new KernelField($"private {(i.Type == IR.ValueType.Boolean ? "bool" : "double")} {context.Names.Field(i.Path)};"));

    /// <summary>The method, and its parts when it is long.</summary>
    /// <param name="name">Name of the method.</param>
    /// <param name="head">Its modifiers, type, name and parameters.</param>
    /// <param name="summary">Its documentation.</param>
    /// <param name="parameters">Parameters of a part.</param>
    /// <param name="arguments">What is passed to a part.</param>
    /// <param name="prologue">Statements before everything else.</param>
    /// <param name="values">What to store.</param>
    public IReadOnlyList<KernelMethod> Build(
        string name,
        string head,
        string? summary,
        string parameters,
        string arguments,
        IReadOnlyList<KernelStatement> prologue,
        IReadOnlyList<StoredValue> values)
    {
        List<List<StoredValue>> parts = Split(values);
        List<KernelStatement> prepare = !context.ReadsFields || context.System.Invariants.Count == 0
            ? [.. prologue]
            : [.. prologue, new Line($"{SystemMembers.Prepare}();")];
        if (parts.Count <= 1)
        {
            return [new KernelMethod(name, summary, head, [.. prepare, .. Body(values, [], _ => false)], Optimized: true)];
        }

        List<KernelMethod> methods = [];
        HashSet<string> stored = new(StringComparer.Ordinal);
        Dictionary<string, int> lastPart = new(StringComparer.Ordinal);
        for (int i = 0; i < parts.Count; i++)
        {
            foreach (Intermediate needed in context.Needed(parts[i].Select(v => v.Value)))
            {
                lastPart[needed.Path] = i;
            }
        }

        foreach (List<StoredValue> part in parts)
        {
            int number = methods.Count;
            string partName = context.Names.Local($"{name}{methods.Count + 1}");
            prepare.Add(new Line($"{partName}({arguments});"));
            methods.Add(new KernelMethod(partName, null, $"private void {partName}({parameters})", Body(part, stored, path => lastPart[path] > number), Optimized: true));
        }

        return [new KernelMethod(name, summary, head, prepare), .. methods];
    }

    // Intermediates that a later part needs are stored in fields and read from there.
    private IReadOnlyList<KernelStatement> Body(IReadOnlyList<StoredValue> part, HashSet<string> stored, Func<string, bool> isNeededLater)
    {
        Expr[] roots = [.. part.Select(v => v.Value)];
        List<Intermediate> fresh = [.. context.Needed(roots).Where(i => !context.IsInvariant(i.Path) && !stored.Contains(i.Path))];
        Expr[] used = [.. roots, .. fresh.Select(i => i.Definition)];

        string Variable(Reference reference) => reference.Kind switch
        {
            VariableKind.Intermediate when stored.Contains(reference.Name) => context.Names.Field(reference.Name),
            VariableKind.State => context.Names[reference.Name],
            VariableKind.Intermediate when !context.IsInvariant(reference.Name) => context.Names[reference.Name],
            _ => context.ReadsFields ? context.Names.Field(reference.Name) : context.Names[reference.Name],
        };

        Frame frame = new(context, KernelContext.Text(context.Time), Variable, table => context.Names[table]);
        List<KernelStatement> body = [.. context.ReadsFields ? context.Tables(used) : context.Head(used, stored), .. Load(used), new Gap()];
        List<KernelStatement> straight = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        List<Intermediate> kept = [];
        foreach (StoredValue value in part)
        {
            if (value.Comment is not null)
            {
                straight.Add(new Note(value.Comment));
            }

            foreach (Intermediate needed in context.Needed([value.Value]))
            {
                if (!context.IsInvariant(needed.Path) && !stored.Contains(needed.Path) && done.Add(needed.Path))
                {
                    straight.Add(new Declaration(context.Names[needed.Path], frame.Rename(needed.Definition)));
                    if (isNeededLater(needed.Path))
                    {
                        kept.Add(needed);
                    }
                }
            }

            straight.Add(new Assignment(value.Target, frame.Rename(value.Value)));
        }

        body.AddRange(context.Options.Strict ? straight : PackTranscendentals.Apply(straight, context.Names));
        foreach (Intermediate keep in kept)
        {
            _fields.Add(keep.Path);
            body.Add(new Assignment(context.Names.Field(keep.Path), KernelContext.Text(context.Names[keep.Path])));
        }

        stored.UnionWith(kept.Select(k => k.Path));
        return body;
    }

    private IEnumerable<KernelStatement> Load(IReadOnlyList<Expr> used)
    {
        HashSet<string> names = new(used.SelectMany(e => e.Names()), StringComparer.Ordinal);
        return context.System.States.Select((s, i) => (s, i)).Where(p => names.Contains(p.s.Path))
            .Select(p => new Declaration(context.Names[p.s.Path], KernelContext.Text($"{context.Vector}[{p.i}]")));
    }

    private List<List<StoredValue>> Split(IReadOnlyList<StoredValue> values)
    {
        List<List<StoredValue>> parts = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        HashSet<string> read = new(StringComparer.Ordinal);
        int statements = 0;
        int nodes = 0;
        foreach (StoredValue value in values)
        {
            Expr[] fresh = [value.Value, .. context.Needed([value.Value]).Where(i => done.Add(i.Path)).Select(i => i.Definition)];
            string[] names = [.. fresh.SelectMany(e => e.Names())];
            int more = fresh.Length + names.Count(n => !read.Contains(n));
            int weight = fresh.Sum(KernelContext.Size);
            if (parts.Count == 0 || statements + more > MostStatements || nodes + weight > MostNodes)
            {
                parts.Add([]);
                read.Clear();
                statements = 0;
                nodes = 0;
                more = fresh.Length + names.Distinct().Count();
            }

            parts[parts.Count - 1].Add(value);
            read.UnionWith(names);
            statements += more;
            nodes += weight;
        }

        return parts;
    }
}
