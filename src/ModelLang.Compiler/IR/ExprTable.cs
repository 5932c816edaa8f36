namespace ModelLang.Compiler.IR;

/// <summary>Numbers expressions so that equal ones have the same number; operands come before what uses them.</summary>
internal sealed class ExprTable
{
    private readonly Dictionary<Expr, int> _byIdentity = new(ReferenceComparer<Expr>.Instance);
    private readonly Dictionary<Expr, int> _byShape = [];
    private readonly List<Expr> _nodes = [];
    private readonly List<int[]> _children = [];

    /// <summary>How many different expressions there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The first expression met with a number.</summary>
    public Expr this[int id] => _nodes[id];

    /// <summary>Numbers of the operands, left to right.</summary>
    public IReadOnlyList<int> Children(int id) => _children[id];

    /// <summary>The number of an expression; <paramref name="known"/> may give that of a reference which stands for another expression.</summary>
    public int Add(Expr expr, Func<Reference, int?> known)
    {
        if (expr is Reference reference && known(reference) is { } other)
        {
            return other;
        }

        if (_byIdentity.TryGetValue(expr, out int id))
        {
            return id;
        }

        List<int> children = [];
        ExprRewriter.MapChildren(expr, child =>
        {
            children.Add(Add(child, known));
            return child;
        });
        Expr shape = Shape(expr, children);
        if (!_byShape.TryGetValue(shape, out id))
        {
            id = _nodes.Count;
            _byShape.Add(shape, id);
            _nodes.Add(expr);
            _children.Add([.. children]);
        }

        _byIdentity.Add(expr, id);
        return id;
    }

    // The node with numbers in place of operands. Products and the first two terms of a sum commute exactly.
    private static Expr Shape(Expr expr, List<int> children)
    {
        bool swap = expr is Product or Sum or FusedMultiplyAdd && children[0] > children[1];
        int position = 0;
        return ExprRewriter.MapChildren(expr, _ =>
        {
            int at = position++;
            return new Slot(children[swap && at < 2 ? 1 - at : at]);
        });
    }

    private sealed record Slot(int Id) : Expr
    {
        public override ValueType Type => ValueType.Real;
    }
}
