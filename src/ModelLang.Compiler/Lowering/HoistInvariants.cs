using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using static ModelLang.Compiler.IR.Algebra;

namespace ModelLang.Compiler.Lowering;

/// <summary>Moves what depends on parameters, inputs and switches only out of the step.</summary>
/// <example><c>pi*tau*r</c> becomes <c>c1*r</c> with the invariant <c>c1 = pi*tau</c>; <c>1/tau*(E - V)</c> becomes <c>c2 - c3*V</c> with <c>c2 = 1/tau*E</c> and <c>c3 = 1/tau</c>.</example>
/// <remarks>
/// Fills <see cref="DynamicalSystem.Invariants"/>; afterwards no expression has an invariant operation in it.
/// Under <c>--strict</c> keeps every value bit for bit. Otherwise sums and products are regrouped so that their invariant terms and factors
/// come together, and a factor is distributed over a sum where that costs nothing.
/// </remarks>
internal static class HoistInvariants
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system, bool strict)
    {
        Hoister hoister = new(system, strict);
        List<Intermediate> varying = [];
        foreach (Intermediate intermediate in system.Intermediates)
        {
            if (hoister.TryMove(intermediate))
            {
                continue;
            }

            Intermediate rewritten = intermediate with { Definition = hoister.Rewrite(intermediate.Definition) };
            hoister.Define(rewritten);
            varying.Add(rewritten);
        }

        EquatableArray<Equation> equations = system.Equations.Select(e => e with { Rhs = hoister.Rewrite(e.Rhs) }).ToEquatableArray();
        return system with { Invariants = hoister.Invariants, Intermediates = varying.ToEquatableArray(), Equations = equations };
    }

    private sealed class Hoister
    {
        private readonly Invariance _invariance;
        private readonly IntermediateList _list;
        private readonly Dictionary<Expr, Expr> _names = [];
        private readonly Dictionary<string, Expr> _renamed = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Product> _scaled = new(StringComparer.Ordinal);
        private readonly bool _strict;

        public Hoister(DynamicalSystem system, bool strict)
        {
            _strict = strict;
            _invariance = new Invariance(system);
            _list = new IntermediateList(system, "c");
            foreach (Intermediate invariant in system.Invariants)
            {
                Keep(invariant);
            }
        }

        public EquatableArray<Intermediate> Invariants => _list.Items;

        public bool TryMove(Intermediate intermediate)
        {
            bool invariant = _invariance.Of(intermediate.Definition);
            Expr definition = Renamed(intermediate.Definition);
            if (invariant && intermediate.Role == IntermediateRole.Temporary)
            {
                _renamed.Add(intermediate.Path, Name(definition));
            }
            else if (invariant)
            {
                Keep(intermediate with { Definition = definition });
            }

            return invariant;
        }

        /// <summary>Takes note of a rewritten intermediate, for what uses it.</summary>
        public void Define(Intermediate intermediate)
        {
            if (intermediate.Definition is Product product && _invariance.Of(product.Left) && product.Right.IsAtom())
            {
                _scaled.Add(intermediate.Path, product);
            }
        }

        public Expr Rewrite(Expr expr) => Hoist(Renamed(expr));

        private Expr Renamed(Expr expr) =>
            ExprRewriter.Substitute(expr, reference => _renamed.TryGetValue(reference.Name, out Expr value) ? value : null);

        private Expr Hoist(Expr expr) => expr switch
        {
            _ when _invariance.Of(expr) => Name(expr),
            Sum sum => _strict ? InPlace(sum) : Regrouped(sum),
            Product or Quotient or IR.Negate when !_strict => Regrouped(expr),
            _ => ExprRewriter.MapChildren(expr, Hoist),
        };

        private void Keep(Intermediate intermediate)
        {
            _list.Add(intermediate);
            if (!_names.ContainsKey(intermediate.Definition))
            {
                _names.Add(intermediate.Definition, new Reference(intermediate.Path, VariableKind.Intermediate, intermediate.Type));
            }
        }

        private Expr Name(Expr invariant)
        {
            invariant = FoldConstants.Fold(invariant, _strict);
            if (invariant.IsAtom())
            {
                return invariant;
            }

            if (invariant is Negate negate)
            {
                return new Negate(Name(negate.Operand));
            }

            if (!_names.TryGetValue(invariant, out Expr name))
            {
                Reference reference = _list.AddTemporary(invariant);
                _invariance.Add(reference.Name);
                name = reference;
                _names.Add(invariant, name);
            }

            return name;
        }

        // Only the invariant terms at the start can be added up without a change of rounding.
        private Expr InPlace(Sum sum)
        {
            int leading = sum.Terms.TakeWhile(_invariance.Of).Count();
            return leading < 2
                ? ExprRewriter.MapChildren(sum, Hoist)
                : new Sum(new EquatableArray<Expr>([Name(new Sum(sum.Terms.Take(leading).ToEquatableArray())), .. sum.Terms.Skip(leading).Select(Hoist)]));
        }

        private Expr Regrouped(Sum sum)
        {
            List<Expr> terms = [];
            Flatten(sum, false, terms);
            Expr[] invariant = [.. terms.Where(_invariance.Of)];
            Expr constant = invariant.Length == 0 ? Zero : Name(Add(invariant));
            Expr[] varying = [.. terms.Where(term => !_invariance.Of(term)).Select(Hoist)];
            return _invariance.Of(terms[0]) || varying[0] is Negate ? Add([constant, .. varying]) : Add([.. varying, constant]);
        }

        private static void Flatten(Expr expr, bool negative, List<Expr> terms)
        {
            switch (expr)
            {
                case Sum sum:
                    foreach (Expr term in sum.Terms)
                    {
                        Flatten(term, negative, terms);
                    }

                    break;
                case Negate negate:
                    Flatten(negate.Operand, !negative, terms);
                    break;
                default:
                    terms.Add(negative ? Negate(expr) : expr);
                    break;
            }
        }

        // (numerators/denominators)*rest, where rest keeps its order.
        private Expr Regrouped(Expr product)
        {
            Factors factors = FactorsOf(product);
            if (!factors.HasInvariant)
            {
                return ExprRewriter.MapChildren(product, Hoist);
            }

            if (factors.Rest.Count == 1 && factors.Rest[0] is Sum sum && Distributed(factors, sum) is { } distributed)
            {
                return Regrouped(distributed);
            }

            Expr[] rest = [.. factors.Rest.Select(factor => Unscaled(factor, factors))];
            if (factors.Denominators.Count == 0 && factors.Numerators.Count == 1)
            {
                return ExprRewriter.MapChildren(product, Hoist);
            }

            Expr result = Multiply([Name(factors.Coefficient), .. rest.Select(Hoist)]);
            return factors.Negative ? Negate(result) : result;
        }

        // c*(a + b*x + y) costs no more as c*a + (c*b)*x + c*y, and can be fused, as long as one term at most has no factor to merge with.
        private Sum? Distributed(Factors factors, Sum sum)
        {
            List<Expr> terms = [];
            Flatten(sum, factors.Negative, terms);
            return terms.Count(term => !_invariance.Of(term) && !FactorsOf(term).HasInvariant) <= 1
                ? new Sum(terms.Select(factors.Times).ToEquatableArray())
                : null;
        }

        // The varying part of an intermediate that is a multiple of a variable; its factor joins the others.
        private Expr Unscaled(Expr factor, Factors factors)
        {
            if (factor is Reference reference && _scaled.TryGetValue(reference.Name, out Product product))
            {
                factors.Numerators.Add(product.Left);
                return product.Right;
            }

            return factor;
        }

        private Factors FactorsOf(Expr product)
        {
            Factors factors = new();
            Collect(product, factors);
            return factors;
        }

        private void Collect(Expr expr, Factors factors)
        {
            switch (expr)
            {
                case Quotient { Left: var left, Right: var right } when _invariance.Of(right):
                    Collect(left, factors);
                    factors.Denominators.Add(right);
                    break;
                case Product { Left: var left, Right: var right }:
                    Collect(left, factors);
                    Collect(right, factors);
                    break;
                case Negate negate:
                    factors.Negative = !factors.Negative;
                    Collect(negate.Operand, factors);
                    break;
                default:
                    (_invariance.Of(expr) ? factors.Numerators : factors.Rest).Add(expr);
                    break;
            }
        }

        private sealed class Factors
        {
            public bool Negative { get; set; }

            public List<Expr> Numerators { get; } = [];

            public List<Expr> Denominators { get; } = [];

            public List<Expr> Rest { get; } = [];

            public bool HasInvariant => Numerators.Count + Denominators.Count > 0;

            public Expr Coefficient => Times(One);

            public Expr Times(Expr factor) => Divide(Multiply([.. Numerators, factor]), Multiply([.. Denominators]));
        }
    }
}
