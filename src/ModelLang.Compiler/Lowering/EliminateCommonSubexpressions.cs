using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Computes once what is written more than once.</summary>
/// <example><c>x' = exp(-v)*x</c>, <c>y' = exp(-v)*y</c> becomes <c>t1 = exp(-v)</c>, <c>x' = t1*x</c>, <c>y' = t1*y</c>.</example>
/// <remarks>
/// Dissolves all temporaries first, so that afterwards each of them is used at least twice, and numbers them in evaluation order.
/// What occurs once in a branch of a conditional stays there; what is shared is computed once, whether a branch is taken or not.
/// Very high expressions are cut into temporaries, so that later rooms may recurse. Linear in the size of the system; keeps every value bit for bit.
/// </remarks>
internal static class EliminateCommonSubexpressions
{
    private const int LargestHeight = 50;

    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        ExprTable table = new();
        Dictionary<string, int> dissolved = new(StringComparer.Ordinal);
        List<(Intermediate Item, int Id)> kept = [];
        foreach (Intermediate intermediate in system.Intermediates)
        {
            int id = table.Add(intermediate.Definition, Known);
            if (intermediate.Role == IntermediateRole.Temporary)
            {
                dissolved.Add(intermediate.Path, id);
            }
            else
            {
                kept.Add((intermediate, id));
            }
        }

        int[] equations = [.. system.Equations.Select(e => table.Add(e.Rhs, Known))];
        Extraction extraction = new(system, table, [.. kept.Select(k => k.Id), .. equations]);
        foreach ((Intermediate item, int id) in kept)
        {
            extraction.Define(item, id);
        }

        Equation[] newEquations = [.. system.Equations.Select((e, i) => e with { Rhs = extraction.UseAsRoot(equations[i]) })];
        return system with { Intermediates = extraction.Intermediates, Equations = newEquations.ToEquatableArray() };

        int? Known(Reference reference) => dissolved.TryGetValue(reference.Name, out int id) ? id : null;
    }

    private sealed class Extraction
    {
        private readonly ExprTable _table;
        private readonly IntermediateList _list;
        private readonly bool[] _extracted;
        private readonly bool[] _prepared;
        private readonly Expr?[] _uses;

        public Extraction(DynamicalSystem system, ExprTable table, int[] roots)
        {
            _table = table;
            _list = new IntermediateList(system, "t", reuseTemporaries: true);
            _extracted = new bool[table.Count];
            _prepared = new bool[table.Count];
            _uses = new Expr?[table.Count];
            int[] users = Users(roots);
            int[] heights = new int[table.Count];
            for (int id = 0; id < table.Count; id++)
            {
                foreach (int child in table.Children(id))
                {
                    heights[id] = Math.Max(heights[id], _extracted[child] ? 1 : heights[child] + 1);
                }

                bool isFree = table[id] is Negate || (table.Children(id).Count == 0 && table[id].IsAtom());
                _extracted[id] = !isFree && (users[id] > 1 || heights[id] > LargestHeight);
            }
        }

        public EquatableArray<Intermediate> Intermediates => _list.Items;

        /// <summary>Adds an intermediate of the model, and makes it the name of its value from here on.</summary>
        public void Define(Intermediate intermediate, int id)
        {
            bool first = _uses[id] is null && _extracted[id];
            if (first)
            {
                Prepare(_table.Children(id));
                _list.Add(intermediate with { Definition = Build(id) });
                _uses[id] = new Reference(intermediate.Path, VariableKind.Intermediate, _table[id].Type);
            }
            else
            {
                _list.Add(intermediate with { Definition = UseAsRoot(id) });
            }
        }

        /// <summary>The expression with a number, after the temporaries it needs.</summary>
        public Expr UseAsRoot(int id)
        {
            Prepare([id]);
            return Use(id);
        }

        // Temporaries are added operands first, without recursion from one to the next: chains of them may be long.
        private void Prepare(IReadOnlyList<int> roots)
        {
            List<int> missing = [];
            Stack<int> pending = new(roots);
            while (pending.Count > 0)
            {
                int id = pending.Pop();
                if (_prepared[id] || _uses[id] is not null)
                {
                    continue;
                }

                _prepared[id] = true;
                if (_extracted[id])
                {
                    missing.Add(id);
                }

                foreach (int child in _table.Children(id))
                {
                    pending.Push(child);
                }
            }

            missing.Sort();
            foreach (int id in missing)
            {
                _uses[id] = _list.AddTemporary(Build(id));
            }
        }

        private Expr Use(int id) => _uses[id] ??= Build(id);

        private Expr Build(int id)
        {
            int position = 0;
            Expr built = ExprRewriter.MapChildren(_table[id], _ => Use(_table.Children(id)[position++]));
            return built is Negate { Operand: Negate inner } ? inner.Operand : built;
        }

        // How many different expressions use each one; those that nothing uses do not count, and a sign is no use of its own.
        private int[] Users(int[] roots)
        {
            int[] users = new int[_table.Count];
            foreach (int root in roots)
            {
                users[root]++;
            }

            for (int id = _table.Count - 1; id >= 0; id--)
            {
                foreach (int child in _table.Children(id))
                {
                    users[child] += _table[id] is Negate ? users[id] : Math.Min(users[id], 1);
                }
            }

            return users;
        }
    }
}
