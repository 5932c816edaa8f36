using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Analysis;

/// <summary>Tells which expressions depend on parameters, inputs and switches only: they are the same for a whole run of steps.</summary>
internal sealed class Invariance
{
    private readonly HashSet<string> _invariant = new(StringComparer.Ordinal);
    private readonly Dictionary<Expr, bool> _known = new(ReferenceComparer<Expr>.Instance);

    /// <summary>Looks at the intermediates of a system.</summary>
    public Invariance(DynamicalSystem system)
    {
        _invariant.UnionWith(system.Invariants.Select(i => i.Path));
        foreach (Intermediate intermediate in system.Intermediates)
        {
            if (Of(intermediate.Definition))
            {
                _invariant.Add(intermediate.Path);
            }
        }
    }

    /// <summary>Whether an expression is invariant.</summary>
    public bool Of(Expr expr)
    {
        if (!_known.TryGetValue(expr, out bool invariant))
        {
            invariant = expr switch
            {
                Time or TableValue or TableSlope or Delayed or DelayedSlope or ConnectionSum or ArrivalSum or EndValue or Reference { Kind: VariableKind.State or VariableKind.Rate } => false,
                Reference { Kind: VariableKind.Intermediate } reference => _invariant.Contains(reference.Name),
                _ => expr.Children().All(Of),
            };
            _known.Add(expr, invariant);
        }

        return invariant;
    }

    /// <summary>Adds an intermediate that is invariant.</summary>
    public void Add(string path) => _invariant.Add(path);
}
