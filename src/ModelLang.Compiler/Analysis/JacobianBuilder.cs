using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Analysis;

/// <summary>Derives the Jacobian of a lowered system.</summary>
/// <remarks>
/// Every intermediate gets one partial derivative per state it depends on, and these are what later ones use (chain rule, forward),
/// so the work is that of all nonzero partial derivatives and no expression is derived twice.
/// </remarks>
internal static class JacobianBuilder
{
    private const string TimeName = "d/dt";

    /// <summary>The Jacobian, optimised like the system itself.</summary>
    /// <param name="system">A lowered system.</param>
    /// <param name="strict">Whether to leave out what changes rounding.</param>
    public static Jacobian Build(DynamicalSystem system, bool strict = false)
    {
        Partials partials = new(system);
        List<JacobianEntry> entries = [];
        foreach (string name in system.States.Select(s => s.Path).Append(TimeName))
        {
            partials.By(name, entries);
        }

        // The entries take the place of the right-hand sides, so that the same passes serve.
        JacobianEntry[] ordered = [.. entries.OrderBy(e => e.Row).ThenBy(e => e.Column)];
        DynamicalSystem derived = LoweringPipeline.Run(
            system with
            {
                States = system.States.Select(s => s with { Condition = null }).ToEquatableArray(),
                Intermediates = partials.Intermediates,
                Equations = ordered.Select(e => system.Equations[e.Row] with { Rhs = e.Value }).ToEquatableArray(),
            },
            LoweringPipeline.Optimizations(strict));
        JacobianEntry[] values = [.. ordered.Select((e, i) => e with { Value = derived.Equations[i].Rhs }).Where(e => !Is(e.Value, 0))];
        Liveness live = Liveness.Of(derived, values.Select(e => e.Value));
        return new Jacobian(
            live.Invariants,
            live.Intermediates,
            values.Where(e => e.Column < system.States.Count).ToEquatableArray(),
            values.Where(e => e.Column == system.States.Count).Select(e => e with { Column = 0 }).ToEquatableArray());
    }

    private sealed class Partials
    {
        private readonly DynamicalSystem _system;
        private readonly IntermediateList _list;
        private readonly EquatableArray<Intermediate> _live;
        private readonly Dictionary<string, HashSet<string>> _dependencies = new(StringComparer.Ordinal);
        private readonly HashSet<string>[] _rows;
        private int _column;

        public Partials(DynamicalSystem system)
        {
            _system = system;
            _list = new IntermediateList(system, "d");
            _live = Liveness.OfDerivatives(system).Intermediates;
            foreach (Intermediate intermediate in _live)
            {
                _list.Add(intermediate with { Role = IntermediateRole.Temporary });
                _dependencies.Add(intermediate.Path, Dependencies(intermediate.Definition));
            }

            _rows = [.. system.Equations.Select(e => Dependencies(e.Rhs))];
        }

        public EquatableArray<Intermediate> Intermediates => _list.Items;

        /// <summary>Adds a column: the derivatives by a state or by time.</summary>
        public void By(string name, List<JacobianEntry> entries)
        {
            Dictionary<string, Expr> known = new(StringComparer.Ordinal);
            foreach (Intermediate intermediate in _live.Where(i => _dependencies[i.Path].Contains(name)))
            {
                known.Add(intermediate.Path, _list.Name(SymbolicDerivative.Of(intermediate.Definition, Leaf)));
            }

            for (int row = 0; row < _system.Equations.Count; row++)
            {
                Expr value = _rows[row].Contains(name) ? SymbolicDerivative.Of(_system.Equations[row].Rhs, Leaf) : Zero;
                if (!Is(value, 0))
                {
                    entries.Add(new JacobianEntry(row, _column, value));
                }
            }

            _column++;

            Expr Leaf(Expr leaf) => leaf switch
            {
                Time => name == TimeName ? One : Zero,
                TableValue table => name == TimeName ? new TableSlope(table.Table) : Zero,
                Delayed past => name == TimeName ? new DelayedSlope(past.Signal, past.Delay) : Zero,
                Reference { Kind: VariableKind.State } reference => reference.Name == name ? One : Zero,
                Reference reference => known.TryGetValue(reference.Name, out Expr partial) ? partial : Zero,
                _ => throw Unexpected.Kind(leaf),
            };
        }

        // Names of the states, and of time, that an expression depends on.
        private HashSet<string> Dependencies(Expr expr)
        {
            HashSet<string> all = new(StringComparer.Ordinal);
            foreach (Expr node in expr.SelfAndDescendants())
            {
                switch (node)
                {
                    case Time or TableValue or Delayed:
                        all.Add(TimeName);
                        break;
                    case Reference { Kind: VariableKind.State } state:
                        all.Add(state.Name);
                        break;
                    case Reference reference when _dependencies.TryGetValue(reference.Name, out HashSet<string> inner):
                        all.UnionWith(inner);
                        break;
                }
            }

            return all;
        }
    }
}
