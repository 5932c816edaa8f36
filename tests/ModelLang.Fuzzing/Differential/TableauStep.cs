using ModelLang.Compiler.Methods;
using ModelLang.Fuzzing.Evaluation;
using Values = System.Collections.Generic.Dictionary<string, ModelLang.Fuzzing.Evaluation.ComplexDual>;

namespace ModelLang.Fuzzing.Differential;

/// <summary>One step of an explicit method, from its tableau and the reference right-hand side.</summary>
internal static class TableauStep
{
    /// <summary>The components of the state vector after a step.</summary>
    public static Dictionary<string, Measured> Of(
        ReferenceSystem reference, ButcherTableau tableau, Values constants, double t, double h, IEnumerable<(string Name, double Value)> start)
    {
        Dictionary<string, Measured> y = start.ToDictionary(s => s.Name, s => Measured.Exact(s.Value), StringComparer.Ordinal);
        List<Dictionary<string, Dual>> slopes = [];
        for (int stage = 0; stage < tableau.Stages; stage++)
        {
            Measured time = stage == 0 ? Measured.Exact(t) : Rounding.Free.Sum(Measured.Exact(t), Measured.Exact(tableau.C[stage].Value * h));
            slopes.Add(reference.At(constants, time, Combined(y, tableau.A[stage], h, slopes)).Derivatives);
        }

        return Combined(y, tableau.B, h, slopes);
    }

    // y + h*(a1*k1 + a2*k2 + ...)
    private static Dictionary<string, Measured> Combined(Dictionary<string, Measured> y, Coefficient[] weights, double h, List<Dictionary<string, Dual>> slopes) =>
        y.ToDictionary(
            each => each.Key,
            each => Rounding.Free.Sum([each.Value, .. weights
                .Select((weight, i) => (Weight: weight, Index: i))
                .Where(w => !w.Weight.IsZero)
                .Select(w => Rounding.Free.Multiply(Measured.Exact(w.Weight.Value * h), slopes[w.Index][each.Key].Value))]),
            StringComparer.Ordinal);
}
