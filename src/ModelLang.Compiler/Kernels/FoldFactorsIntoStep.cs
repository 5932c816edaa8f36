using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>Takes a factor that stays the same during a call out of a right-hand side, so that the step carries it.</summary>
/// <example><c>r' = c2*(c3 + 2*r*v)</c> with <c>r_2 = r + half_dt*k1_r</c> becomes <c>k1_r = c3 + 2*r*v</c> with
/// <c>r_2 = r + half_dt_c2*k1_r</c> and <c>half_dt_c2 = half_dt*c2</c>: one multiplication less between one stage and the next.</example>
/// <remarks>Changes rounding; left out under <c>--strict</c>.</remarks>
internal static class FoldFactorsIntoStep
{
    /// <summary>The factor of a right-hand side, or null, and what is left without it.</summary>
    public static (Reference? Factor, Expr Remainder) Split(KernelContext context, Expr rhs) => rhs switch
    {
        _ when context.Options.Strict => (null, rhs),
        Product { Left: Reference left, Right: var right } when IsConstant(context, left) => (left, right),
        Product { Left: Product inner, Right: var right } when Split(context, inner) is { Factor: { } factor, Remainder: var rest } => (factor, new Product(rest, right)),
        Negate { Operand: Product product } when Split(context, product) is { Factor: { } factor, Remainder: var rest } => (factor, Algebra.Negate(rest)),
        _ => (null, rhs),
    };

    private static bool IsConstant(KernelContext context, Reference reference) => reference.Kind switch
    {
        VariableKind.Parameter or VariableKind.Input or VariableKind.Switch => true,
        VariableKind.Intermediate => context.IsInvariant(reference.Name),
        _ => false,
    };
}
