using System.Runtime.CompilerServices;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // erf(x)/x in x^2 for |x| <= 1, to 1.3e-19 (Remez); what the first coefficient lacks of 2/sqrt(pi) is added.
    private static ReadOnlySpan<double> ErfCentre =>
    [
        1.533545961316588e-17, -0.3761263890318375, 0.11283791670954857, -0.026866170645072896,
        0.005223977624780875, -0.0008548326978742633, 0.00012055331036913794, -1.4925593507190661e-05,
        1.6460972821184672e-06, -1.6350025260055095e-07, 1.465788005199366e-08, -1.1365666624567702e-09,
        5.945262640753955e-11,
    ];

    // exp(x^2) erfc(x) in (x - 2)/(x + 2) for 1 <= x <= 6, to 6e-19 of erf (Remez).
    private static ReadOnlySpan<double> ErfcTail =>
    [
        0.25539567631050575, -0.42718584741395677, 0.24165819424246693, -0.07897858101645623,
        0.0037328923985866565, 0.00699746179007982, -0.0008471425723113823, -0.0009819765824740391,
        4.3535316969443025e-05, 0.0001742876872272571, 2.763078802381871e-05, -2.6587228701315926e-05,
        -1.2622247087621878e-05,
    ];

    /// <summary>The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 1.5 ulp, found 1.15. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (size < 1)
        {
            return Math.FusedMultiplyAdd(x, 1.1283791670955126, x * Horner(x * x, ErfCentre));
        }
        if (size > 6)
        {
            return Math.CopySign(1, x);
        }
        double square = x * x;
        double squareError = Math.FusedMultiplyAdd(x, x, -square);
        double tail = Exp(-square) * Horner((size - 2) / (size + 2), ErfcTail);
        return Math.CopySign(1 - Math.FusedMultiplyAdd(-tail, squareError, tail), x);
    }
}
