namespace ModelLang.Compiler.IR;

/// <summary>Rebuilds expressions; gives back the same instance when nothing changed.</summary>
internal static class ExprRewriter
{
    /// <summary>The expression with <paramref name="map"/> applied to each operand, left to right.</summary>
    public static Expr MapChildren(Expr expr, Func<Expr, Expr> map) => expr switch
    {
        Number or Pi or ImaginaryUnit or Truth or Time or Reference or TableValue or TableSlope
            or ArrayElement or ArrayReduction or UnitCount => expr,
        Reduction e => One(e, e.Operand, map, operand => e with { Operand = operand }),
        ConnectionSum e => Many(e, e.Signals, map, signals => e with { Signals = signals }),
        EndValue e => Many(e, e.Operands, map, operands => e with { Operands = operands }),
        ArrivalSum e => One(e, e.Operand, map, operand => e with { Operand = operand }),
        Draw e => Many(e, e.Arguments, map, arguments => e with { Arguments = arguments }),
        Quantiles e => Many(e, e.Arguments, map, arguments => e with { Arguments = arguments }),
        Sum e => Many(e, e.Terms, map, terms => new Sum(terms)),
        Negate e => One(e, e.Operand, map, operand => new Negate(operand)),
        Product e => Two(e, e.Left, e.Right, map, (a, b) => new Product(a, b)),
        Quotient e => Two(e, e.Left, e.Right, map, (a, b) => new Quotient(a, b)),
        Power e => Two(e, e.Base, e.Exponent, map, (a, b) => new Power(a, b)),
        FusedMultiplyAdd e => Three(e, e.Left, e.Right, e.Addend, map, (a, b, c) => new FusedMultiplyAdd(a, b, c)),
        Comparison e => Two(e, e.Left, e.Right, map, (a, b) => new Comparison(e.Operator, a, b)),
        Not e => One(e, e.Operand, map, operand => new Not(operand)),
        Logical e => Many(e, e.Operands, map, operands => new Logical(e.IsOr, operands)),
        Conditional e => Three(e, e.Condition, e.WhenTrue, e.WhenFalse, map, (c, a, b) => new Conditional(c, a, b)),
        Delayed e => One(e, e.Delay, map, delay => e with { Delay = delay }),
        DelayedSlope e => One(e, e.Delay, map, delay => e with { Delay = delay }),
        Call e => Many(e, e.Arguments, map, arguments => new Call(e.Function, arguments)),
        _ => throw Unexpected.Kind(expr),
    };

    /// <summary>Applies <paramref name="rule"/> to every node, operands first.</summary>
    public static Expr BottomUp(Expr expr, Func<Expr, Expr> rule) => rule(MapChildren(expr, child => BottomUp(child, rule)));

    /// <summary>Replaces references for which <paramref name="replacement"/> gives an expression.</summary>
    public static Expr Substitute(Expr expr, Func<Reference, Expr?> replacement) =>
        BottomUp(expr, node => node is Reference reference ? replacement(reference) ?? node : node);

    /// <summary>The expression of a part, seen from the whole: every path in it begins with that of the part.</summary>
    public static Expr Prefix(Expr expr, string prefix) => prefix.Length == 0 ? expr : BottomUp(expr, node => node switch
    {
        Reference e => e with { Name = prefix + e.Name },
        Delayed e => e with { Signal = e.Signal with { Name = prefix + e.Signal.Name } },
        Draw e => e with { Key = prefix + e.Key },
        ArrayElement e => new ArrayElement(prefix + e.Array),
        ArrayReduction e => e with { Array = prefix + e.Array },
        UnitCount e => new UnitCount(prefix + e.Population),
        ConnectionSum e => e with { Connection = prefix + e.Connection },
        EndValue e => e with { Connection = prefix + e.Connection },
        ArrivalSum e => e with { Connection = prefix + e.Connection },
        _ => node,
    });

    /// <summary>Gives variables other names, also those that are read with a delay.</summary>
    public static Expr Rename(Expr expr, Func<Reference, Reference> rename) => BottomUp(expr, node => node switch
    {
        Reference reference => rename(reference),
        Delayed delayed => delayed with { Signal = rename(delayed.Signal) },
        DelayedSlope slope => slope with { Signal = rename(slope.Signal) },
        _ => node,
    });

    /// <summary>The system with <paramref name="map"/> applied to every definition, equation and condition on the states.</summary>
    public static DynamicalSystem MapExpressions(DynamicalSystem system, Func<Expr, Expr> map) => system with
    {
        Intermediates = system.Intermediates.Select(i => i with { Definition = map(i.Definition) }).ToEquatableArray(),
        Equations = system.Equations.Select(e => e with { Rhs = map(e.Rhs) }).ToEquatableArray(),
        States = system.States.Select(s => s.Condition is { } c ? s with { Condition = c with { Holds = map(c.Holds) } } : s).ToEquatableArray(),
    };

    private static Expr One(Expr expr, Expr a, Func<Expr, Expr> map, Func<Expr, Expr> make)
    {
        Expr x = map(a);
        return ReferenceEquals(x, a) ? expr : make(x);
    }

    private static Expr Two(Expr expr, Expr a, Expr b, Func<Expr, Expr> map, Func<Expr, Expr, Expr> make)
    {
        Expr x = map(a);
        Expr y = map(b);
        return ReferenceEquals(x, a) && ReferenceEquals(y, b) ? expr : make(x, y);
    }

    private static Expr Three(Expr expr, Expr a, Expr b, Expr c, Func<Expr, Expr> map, Func<Expr, Expr, Expr, Expr> make)
    {
        Expr x = map(a);
        Expr y = map(b);
        Expr z = map(c);
        return ReferenceEquals(x, a) && ReferenceEquals(y, b) && ReferenceEquals(z, c) ? expr : make(x, y, z);
    }

    private static Expr Many(Expr expr, EquatableArray<Expr> operands, Func<Expr, Expr> map, Func<EquatableArray<Expr>, Expr> make)
    {
        Expr[] mapped = new Expr[operands.Count];
        bool changed = false;
        for (int i = 0; i < mapped.Length; i++)
        {
            mapped[i] = map(operands[i]);
            changed |= !ReferenceEquals(mapped[i], operands[i]);
        }

        return changed ? make(new EquatableArray<Expr>(mapped)) : expr;
    }
}
