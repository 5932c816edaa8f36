using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>Computes two independent calls of the same transcendental function at once.</summary>
/// <example><c>a = exp(x) + 1; b = exp(y);</c> becomes <c>(exp_a, exp_b) = Exp(x, y); a = exp_a + 1; b = exp_b;</c></example>
/// <remarks>Needs declarations that are assigned once. A pair takes as long as a single call and gives the same bits.
/// Calls in a branch of a conditional stay where they are.</remarks>
internal static class PackTranscendentals
{
    /// <summary>Functions whose runtime form takes two arguments at once.</summary>
    public static IReadOnlyCollection<Function> Packable { get; } =
        [Function.Exp, Function.Expm1, Function.Exprel, Function.Logistic, Function.Tanh, Function.Log, Function.Log1p, Function.Sin, Function.Cos];

    public static IReadOnlyList<KernelStatement> Apply(IReadOnlyList<KernelStatement> statements, Identifiers names)
    {
        HashSet<string> lifted = new(StringComparer.Ordinal);
        List<KernelStatement> pending = Lift(statements, names, lifted);
        List<KernelStatement> packed = [];
        while (pending.Count > 0)
        {
            KernelStatement next = pending[0];
            pending.RemoveAt(0);
            packed.AddRange(LiftedCall(next) is { } call ? Pair((Declaration)next, call, pending) : [next]);
        }

        return Restore(packed, lifted);
    }

    // Every packable call becomes a declaration of its own.
    private static List<KernelStatement> Lift(IReadOnlyList<KernelStatement> statements, Identifiers names, HashSet<string> lifted)
    {
        List<KernelStatement> result = [];
        foreach (KernelStatement statement in statements)
        {
            result.Add(statement switch
            {
                Declaration d => d with { Value = LiftOperands(d, child => LiftCalls(child, d.Name, result, names, lifted)) },
                Assignment a => a with { Value = LiftCalls(a.Value, Identifier(a.Target), result, names, lifted) },
                _ => statement,
            });
        }

        return result;
    }

    // dydt[3] is dydt3 in the name of a call.
    private static string Identifier(string target) => target.Replace("[", "").Replace("]", "");

    private static Expr LiftOperands(Declaration declaration, Func<Expr, Expr> lift) =>
        LiftedCall(declaration) is { } call ? ExprRewriter.MapChildren(call, lift) : lift(declaration.Value);

    private static Expr LiftCalls(Expr expr, string owner, List<KernelStatement> result, Identifiers names, HashSet<string> lifted)
    {
        if (expr is Conditional)
        {
            return expr;
        }

        Expr inner = ExprRewriter.MapChildren(expr, child => LiftCalls(child, owner, result, names, lifted));
        if (inner is not Call call || !Packable.Contains(call.Function))
        {
            return inner;
        }

        string wanted = call.Function.ToString().ToLowerInvariant() + "_" + owner.TrimStart('@');
        string name = names.Local(wanted, $"lifted|{owner}|{result.Count}");
        lifted.Add(name);
        result.Add(new Declaration(name, call));
        return KernelContext.Text(name);
    }

    // A declaration whose whole value is a packable call, lifted or written so.
    private static Call? LiftedCall(KernelStatement statement) =>
        statement is Declaration { Value: Call call } && Packable.Contains(call.Function) ? call : null;

    // The partner is the next call of the same function that needs nothing of this one; what it needs comes first.
    private static IEnumerable<KernelStatement> Pair(Declaration first, Call call, List<KernelStatement> pending)
    {
        for (int i = 0; i < pending.Count; i++)
        {
            if (LiftedCall(pending[i]) is not { } partner || partner.Function != call.Function)
            {
                continue;
            }

            List<KernelStatement> needed = Dependencies(partner, pending, i);
            if (needed.Any(n => Uses(n, first.Name) || LiftedCall(n) is not null) || partner.Names().Contains(first.Name))
            {
                continue;
            }

            Declaration second = (Declaration)pending[i];
            pending.RemoveAt(i);
            pending.RemoveAll(needed.Contains);
            return [.. needed, new PairDeclaration(first.Name, second.Name, call.Function, call.Arguments[0], partner.Arguments[0])];
        }

        return [first];
    }

    private static List<KernelStatement> Dependencies(Expr expr, List<KernelStatement> pending, int before)
    {
        HashSet<string> wanted = new(expr.Names(), StringComparer.Ordinal);
        List<KernelStatement> needed = [];
        for (int i = before - 1; i >= 0; i--)
        {
            if (pending[i] is Declaration declaration && wanted.Contains(declaration.Name))
            {
                needed.Insert(0, declaration);
                wanted.UnionWith(declaration.Value.Names());
            }
        }

        return needed;
    }

    private static bool Uses(KernelStatement statement, string name) => statement is Declaration declaration && declaration.Value.Names().Contains(name);

    // A call that found no partner goes back to where it was written.
    private static IReadOnlyList<KernelStatement> Restore(List<KernelStatement> statements, HashSet<string> lifted)
    {
        List<KernelStatement> restored = [];
        Dictionary<string, Expr> single = new(StringComparer.Ordinal);
        Expr Inline(Expr expr) => ExprRewriter.Substitute(expr, r => single.TryGetValue(r.Name, out Expr? call) ? call : null);
        foreach (KernelStatement statement in statements)
        {
            switch (statement)
            {
                case Declaration declaration when lifted.Contains(declaration.Name):
                    single.Add(declaration.Name, Inline(declaration.Value));
                    break;
                case Declaration declaration:
                    restored.Add(declaration with { Value = Inline(declaration.Value) });
                    break;
                case Assignment assignment:
                    restored.Add(assignment with { Value = Inline(assignment.Value) });
                    break;
                case PairDeclaration pair:
                    restored.Add(pair with { Left = Inline(pair.Left), Right = Inline(pair.Right) });
                    break;
                default:
                    restored.Add(statement);
                    break;
            }
        }

        return restored;
    }
}
