using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Intermediates in evaluation order, growing; gives names to expressions that must be computed before.</summary>
internal sealed class IntermediateList
{
    private readonly List<Intermediate> _items = [];
    private readonly HashSet<string> _taken;
    private readonly string _prefix;
    private int _count;

    /// <summary>Makes an empty list for a new version of <paramref name="system"/>.</summary>
    /// <param name="system">Whose names are taken.</param>
    /// <param name="prefix">How the names of temporaries begin.</param>
    /// <param name="reuseTemporaries">Whether the names of the system's temporaries are free again.</param>
    public IntermediateList(DynamicalSystem system, string prefix, bool reuseTemporaries = false)
    {
        _prefix = prefix;
        _taken = [.. system.Parameters.Select(p => p.Path),
            .. system.Inputs.Select(i => i.Path),
            .. system.States.Select(s => s.Path),
            .. system.Switches.Select(s => s.Name),
            .. system.Tables.Select(t => t.Name),
            .. system.Invariants.Select(i => i.Path),
            .. system.Intermediates.Where(i => !reuseTemporaries || i.Role != IntermediateRole.Temporary).Select(i => i.Path)];
    }

    /// <summary>What was added so far.</summary>
    public EquatableArray<Intermediate> Items => _items.ToEquatableArray();

    /// <summary>Adds an intermediate that needs only earlier ones.</summary>
    public void Add(Intermediate intermediate) => _items.Add(intermediate);

    /// <summary>A use of the value of an expression: itself when it costs nothing, otherwise a new temporary.</summary>
    public Expr Name(Expr definition) => definition.IsAtom() ? definition : AddTemporary(definition);

    /// <summary>Adds a temporary with a new name.</summary>
    public Reference AddTemporary(Expr definition)
    {
        string name;
        do
        {
            name = _prefix + ++_count;
        }
        while (!_taken.Add(name));
        _items.Add(new Intermediate(name, Quantity.One, definition, IntermediateRole.Temporary, "", null));
        return new Reference(name, VariableKind.Intermediate, definition.Type);
    }
}
