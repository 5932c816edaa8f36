using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    // erf(x)/x in x^2 for |x| <= 1, to 1.3e-19 (Remez); what the first coefficient lacks of 2/sqrt(pi) is added.
    private const double ErfC0 = 1.533545961316588e-17;
    private const double ErfC1 = -0.3761263890318375;
    private const double ErfC2 = 0.11283791670954857;
    private const double ErfC3 = -0.026866170645072896;
    private const double ErfC4 = 0.005223977624780875;
    private const double ErfC5 = -0.0008548326978742633;
    private const double ErfC6 = 0.00012055331036913794;
    private const double ErfC7 = -1.4925593507190661e-05;
    private const double ErfC8 = 1.6460972821184672e-06;
    private const double ErfC9 = -1.6350025260055095e-07;
    private const double ErfC10 = 1.465788005199366e-08;
    private const double ErfC11 = -1.1365666624567702e-09;
    private const double ErfC12 = 5.945262640753955e-11;

    // exp(x^2) erfc(x) in (x - 2)/(x + 2) for 1 <= x <= 6, to 6e-19 of erf (Remez).
    private const double ErfcC0 = 0.25539567631050575;
    private const double ErfcC1 = -0.42718584741395677;
    private const double ErfcC2 = 0.24165819424246693;
    private const double ErfcC3 = -0.07897858101645623;
    private const double ErfcC4 = 0.0037328923985866565;
    private const double ErfcC5 = 0.00699746179007982;
    private const double ErfcC6 = -0.0008471425723113823;
    private const double ErfcC7 = -0.0009819765824740391;
    private const double ErfcC8 = 4.3535316969443025e-05;
    private const double ErfcC9 = 0.0001742876872272571;
    private const double ErfcC10 = 2.763078802381871e-05;
    private const double ErfcC11 = -2.6587228701315926e-05;
    private const double ErfcC12 = -1.2622247087621878e-05;

    /// <summary>The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
    /// <param name="x">Any value.</param>
    /// <remarks>Error at most 1.5 ulp, found 1.38. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Erf(double x) => Erf(Vector128.Create(x)).ToScalar();
}
