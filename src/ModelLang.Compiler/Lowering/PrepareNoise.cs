using ModelLang.Compiler.Analysis;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Lowering;

/// <summary>Gives a system the form that a scheme for stochastic equations integrates: the scheme's kind of noise, and derivatives of coefficients.</summary>
/// <example>Stratonovich noise with <c>g(x)</c> on <c>x</c> becomes Ito noise with <c>g*g'/2</c> added to <c>x'</c>.</example>
/// <remarks>
/// Needs a real system. The correction of the drift is the sum over noises and states of <c>g_j * dg_i/dy_j / 2</c>:
/// Kloeden and Platen, Numerical Solution of Stochastic Differential Equations, eq. (4.9.11). Nothing changes for coefficients free of states.
/// </remarks>
internal static class PrepareNoise
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system, StochasticScheme scheme)
    {
        NoiseInterpretation wanted = scheme == StochasticScheme.Heun ? NoiseInterpretation.Stratonovich : NoiseInterpretation.Ito;
        Coefficients coefficients = new(system);
        Equation[] equations = [.. system.Equations.Select(equation =>
        {
            Expr correction = Algebra.Add([.. system.Diffusion.Where(d => d.State == equation.State && IsOther(d.Noise)).Select(coefficients.CorrectionOf)]);
            Expr signed = wanted == NoiseInterpretation.Ito ? correction : Algebra.Negate(correction);
            return Algebra.Is(correction, 0) ? equation : equation with { Rhs = Algebra.Add(equation.Rhs, signed) };
        })];
        DynamicalSystem converted = system with
        {
            Equations = equations.ToEquatableArray(),
            Noises = system.Noises.Select(n => n with { Interpretation = wanted }).ToEquatableArray(),
        };
        return scheme == StochasticScheme.Milstein ? WithMilsteinTerms(converted, coefficients) : converted;

        bool IsOther(string noise) => system.Noises.Single(n => n.Path == noise).Interpretation != wanted;
    }

    /// <summary>The noise whose factor depends on other units although the scheme has to take its derivative; null when there is none.</summary>
    public static string? NoiseAcrossUnits(DynamicalSystem system, StochasticScheme scheme)
    {
        Coefficients coefficients = new(system);
        NoiseInterpretation wanted = scheme == StochasticScheme.Heun ? NoiseInterpretation.Stratonovich : NoiseInterpretation.Ito;
        HashSet<string> states = [.. system.States.Select(s => s.Path)];
        return system.Diffusion.FirstOrDefault(term =>
            (scheme == StochasticScheme.Milstein || system.Noises.Single(n => n.Path == term.Noise).Interpretation != wanted)
            && coefficients.Of(term).Contains(e => e is Reduction or ConnectionSum or EndValue or ArrivalSum && e.Names().Any(states.Contains)))?.Noise;
    }

    /// <summary>Why a real system has no diagonal noise, to follow 'but'; null when it has.</summary>
    public static string? WhyNotDiagonal(DynamicalSystem system)
    {
        Coefficients coefficients = new(system);
        foreach (DiffusionTerm term in system.Diffusion)
        {
            string[] states = [.. coefficients.Of(term).Names().Where(name => system.States.Any(s => s.Path == name)).Distinct()];
            if (states.Length == 0)
            {
                continue;
            }

            if (Array.Find(states, s => s != term.State) is { } other)
            {
                return $"the factor of '{term.Noise}' in the equation of '{term.State}' depends on '{other}'";
            }

            if (system.Diffusion.Any(d => d.Noise == term.Noise && d.State != term.State))
            {
                return $"'{term.Noise}' drives more states than '{term.State}'";
            }

            if (system.Diffusion.Any(d => d.State == term.State && d.Noise != term.Noise))
            {
                return $"'{term.State}' has more noises than '{term.Noise}'";
            }
        }

        return null;
    }

    private static DynamicalSystem WithMilsteinTerms(DynamicalSystem system, Coefficients coefficients)
    {
        List<Intermediate> intermediates = [.. system.Intermediates];
        List<DiffusionTerm> terms = [];
        foreach (DiffusionTerm term in system.Diffusion)
        {
            Expr half = coefficients.CorrectionOf(term);
            if (Algebra.Is(half, 0))
            {
                terms.Add(term);
                continue;
            }

            string path = term.Coefficient + "_milstein";
            intermediates.Add(new Intermediate(path, Quantity.One, half, IntermediateRole.Diffusion, "", null));
            terms.Add(term with { Milstein = path });
        }

        return system with { Intermediates = intermediates.ToEquatableArray(), Diffusion = terms.ToEquatableArray() };
    }

    /// <summary>Coefficients with all named terms written out.</summary>
    private sealed class Coefficients(DynamicalSystem system)
    {
        private readonly Dictionary<string, Intermediate> _named = system.Intermediates.ToDictionary(i => i.Path, StringComparer.Ordinal);

        public Expr Of(DiffusionTerm term) => WrittenOut(_named[term.Coefficient].Definition);

        // Half the sum over states of g_j * dg_i/dy_j for one noise.
        public Expr CorrectionOf(DiffusionTerm term)
        {
            Expr coefficient = Of(term);
            Expr sum = Algebra.Add([.. system.Diffusion.Where(d => d.Noise == term.Noise).Select(other => Algebra.Multiply(
                new Reference(other.Coefficient, VariableKind.Intermediate), SymbolicDerivative.Of(coefficient, other.State)))]);
            return Algebra.Is(sum, 0) ? sum : Algebra.Multiply(new Number(0.5, "0.5"), sum);
        }

        private Expr WrittenOut(Expr expr) =>
            ExprRewriter.Substitute(expr, r => _named.TryGetValue(r.Name, out Intermediate? named) ? WrittenOut(named.Definition) : null);
    }
}
