using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Lowering;

/// <summary>Evaluates the linear and the quadratic term of a variable in a sum by Horner's rule.</summary>
/// <example><c>v*v + c6*r - t1*t1</c> with <c>t1 = c1*r</c> becomes <c>v*v + r*(c6 - c7*r)</c> with the invariant <c>c7 = c1*c1</c>.</example>
/// <remarks>
/// Two operations wait for the variable instead of three. Needs <see cref="HoistInvariants"/> before it, keeps its promise, and changes rounding;
/// left out under <c>--strict</c>.
/// </remarks>
internal static class FactorQuadratics
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        Factoring factoring = new(system);
        return system with
        {
            Intermediates = system.Intermediates.Select(i => i with { Definition = factoring.Rewrite(i.Definition) }).ToEquatableArray(),
            Equations = system.Equations.Select(e => e with { Rhs = factoring.Rewrite(e.Rhs) }).ToEquatableArray(),
            Invariants = factoring.Invariants,
        };
    }

    private sealed class Factoring
    {
        private readonly Invariance _invariance;
        private readonly IntermediateList _list;
        private readonly Dictionary<Expr, Expr> _names = [];
        private readonly Dictionary<string, Expr> _temporaries;

        public Factoring(DynamicalSystem system)
        {
            _invariance = new Invariance(system);
            _list = new IntermediateList(system, "c");
            foreach (Intermediate invariant in system.Invariants)
            {
                _list.Add(invariant);
            }

            _temporaries = system.Intermediates.Where(i => i.Role == IntermediateRole.Temporary)
                .ToDictionary(i => i.Path, i => i.Definition, StringComparer.Ordinal);
        }

        public EquatableArray<Intermediate> Invariants => _list.Items;

        public Expr Rewrite(Expr expr) => ExprRewriter.BottomUp(expr, node => node is Sum sum ? Factored(sum) : node);

        private Expr Factored(Sum sum)
        {
            Monomial?[] monomials = [.. sum.Terms.Select(Read)];
            List<Expr> terms = [.. sum.Terms];
            for (int i = 0; i < terms.Count; i++)
            {
                if (monomials[i] is not { Degree: 1 } linear)
                {
                    continue;
                }

                int[] quadratic = [.. Enumerable.Range(0, terms.Count).Where(j => monomials[j] is { Degree: 2 } other && other.Variable == linear.Variable)];
                bool isOnlyLinear = monomials.Count(m => m is { Degree: 1 } other && other.Variable == linear.Variable) == 1;
                if (quadratic.Length != 1 || !isOnlyLinear)
                {
                    continue;
                }

                Monomial square = monomials[quadratic[0]]!;
                terms[i] = new Product(linear.Variable, Add(Coefficient(linear), Multiply(Coefficient(square), linear.Variable)));
                terms[quadratic[0]] = Zero;
            }

            return Add([.. terms]);
        }

        // coefficient*x or coefficient*x*x, looking through temporaries; null for anything else.
        private Monomial? Read(Expr term)
        {
            Monomial monomial = new();
            return Collect(term, monomial) && monomial.Degree is 1 or 2 ? monomial : null;
        }

        private bool Collect(Expr expr, Monomial monomial)
        {
            switch (expr)
            {
                case Negate negate:
                    monomial.Negative = !monomial.Negative;
                    return Collect(negate.Operand, monomial);
                case Product product:
                    return Collect(product.Left, monomial) && Collect(product.Right, monomial);
                case var _ when _invariance.Of(expr):
                    monomial.Factors.Add(expr);
                    return true;
                case Reference { Kind: VariableKind.Intermediate } reference when _temporaries.TryGetValue(reference.Name, out Expr definition) && definition is Product or IR.Negate:
                    return Collect(definition, monomial);
                case Reference { Kind: VariableKind.State } reference when monomial.Degree == 0 || monomial.Variable == reference:
                    monomial.Variable = reference;
                    monomial.Degree++;
                    return true;
                default:
                    return false;
            }
        }

        private Expr Coefficient(Monomial monomial)
        {
            Expr product = FoldConstants.Fold(Multiply([.. monomial.Factors]), strict: false);
            if (!product.IsAtom())
            {
                if (!_names.TryGetValue(product, out Expr name))
                {
                    Reference reference = _list.AddTemporary(product);
                    _invariance.Add(reference.Name);
                    name = reference;
                    _names.Add(product, name);
                }

                product = name;
            }

            return monomial.Negative ? Negate(product) : product;
        }

        private sealed class Monomial
        {
            public bool Negative { get; set; }

            public List<Expr> Factors { get; } = [];

            public Reference Variable { get; set; } = new("", VariableKind.State);

            public int Degree { get; set; }
        }
    }
}
