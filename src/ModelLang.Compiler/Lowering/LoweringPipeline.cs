using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Lowering;

/// <summary>The passes from what the model says to what a kernel computes, in order.</summary>
internal static class LoweringPipeline
{
    private static readonly LoweringPass s_secondOrder = new(
        nameof(SecondOrderToFirst), SecondOrderToFirst.Apply, system => system.Equations.All(e => e.Order == 1) && Never(system, e => e is Reference { Kind: VariableKind.Rate }));

    private static readonly LoweringPass s_solve = new(
        nameof(SolveForDerivative), SolveForDerivative.Apply, system => system.Equations.All(e => e.Coefficient is null));

    private static readonly LoweringPass s_complex = new(
        nameof(ComplexToReal), ComplexToReal.Apply, system => Never(system, ComplexToReal.IsComplex));

    private static readonly LoweringPass s_lift = new(nameof(LiftTimeConditions), LiftTimeConditions.Apply);

    private static readonly LoweringPass s_share = new(nameof(EliminateCommonSubexpressions), EliminateCommonSubexpressions.Apply);

    private static readonly LoweringPass s_inline = new(nameof(InlineSingleUse), InlineSingleUse.Apply);

    private static readonly LoweringPass s_factor = new(nameof(FactorQuadratics), FactorQuadratics.Apply);

    private static readonly LoweringPass s_contract = new(nameof(ContractFusedMultiplyAdd), ContractFusedMultiplyAdd.Apply);

    private static readonly LoweringPass s_separate = new(nameof(SeparatePopulations), SeparatePopulations.Apply);

    private static readonly LoweringPass s_remove = new(nameof(RemoveUnused), RemoveUnused.Apply);

    /// <summary>The passes.</summary>
    /// <param name="strict">Whether to leave out what changes rounding.</param>
    /// <param name="scheme">The scheme that noise is prepared for; null leaves it as the model states it.</param>
    public static IReadOnlyList<LoweringPass> Passes(bool strict, StochasticScheme? scheme = null) =>
    [
        s_secondOrder, s_solve, s_complex,
        .. scheme is { } wanted ? [new LoweringPass(nameof(PrepareNoise), system => PrepareNoise.Apply(system, wanted))] : Array.Empty<LoweringPass>(),
        s_lift, .. Optimizations(strict),
    ];

    /// <summary>The passes that make a system cheaper to compute; also for the Jacobian.</summary>
    /// <param name="strict">Whether to leave out what changes rounding.</param>
    public static IReadOnlyList<LoweringPass> Optimizations(bool strict)
    {
        LoweringPass fold = new(nameof(FoldConstants), system => FoldConstants.Apply(system, strict));
        LoweringPass reduce = new(nameof(ReduceStrength), system => ReduceStrength.Apply(system, strict));
        LoweringPass hoist = new(nameof(HoistInvariants), system => HoistInvariants.Apply(system, strict));
        return strict
            ? [fold, s_share, reduce, hoist, s_share, s_separate, s_remove]
            : [fold, s_share, reduce, s_inline, hoist, s_factor, s_share, s_separate, s_contract, s_remove];
    }

    /// <summary>Runs all passes.</summary>
    /// <param name="strict">Whether to leave out what changes rounding.</param>
    /// <param name="scheme">The scheme that noise is prepared for; null leaves it as the model states it.</param>
    public static DynamicalSystem Run(DynamicalSystem system, bool strict = false, StochasticScheme? scheme = null) => Run(system, Passes(strict, scheme));

    /// <summary>The system with real states of first order, otherwise as the model states it.</summary>
    public static DynamicalSystem Real(DynamicalSystem system) => Run(system, [s_secondOrder, s_solve, s_complex]);

    /// <summary>Runs some passes.</summary>
    public static DynamicalSystem Run(DynamicalSystem system, IReadOnlyList<LoweringPass> passes)
    {
        for (int i = 0; i < passes.Count; i++)
        {
            system = passes[i].Apply(system);
            Check(system, passes.Take(i + 1));
        }

        return system;
    }

    [System.Diagnostics.Conditional("DEBUG")]
    private static void Check(DynamicalSystem system, IEnumerable<LoweringPass> passes)
    {
        foreach (LoweringPass pass in passes)
        {
            if (pass.Promise?.Invoke(system) == false)
            {
                throw Unexpected.State($"{pass.Name} promised a form that does not hold in {system.Name}");
            }
        }
    }

    private static bool Never(DynamicalSystem system, Func<Expr, bool> form) => !system.Intermediates.Select(i => i.Definition)
        .Concat(system.Equations.Select(e => e.Rhs))
        .Concat(system.States.Select(s => s.Initial))
        .Any(expr => expr.Contains(form));
}
