using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace ModelLang.Runtime;

public static partial class Elementary
{
    private const int TwoOverPiShift = 1216;

    // 2/pi times 2^1216, rounded down: enough digits for the largest double next to a multiple of pi/2.
    private static readonly BigInteger s_twoOverPi = BigInteger.Parse(
        "0A2F9836E4E441529FC2757D1F534DDC0DB6295993C439041FE5163ABDEBBC561B7246E3A424DD2E006492EEA09D1921CFE1DEB1CB129A73EE"
        + "88235F52EBB4484E99C7026B45F7E413991D639835339F49C845F8BBDF9283B1FF897FFDE05980FEF2F118B5A0A6D1F6D367ECF27CB09B74F"
        + "463F669E5FEA2D7527BAC7EBE5F17B3D0739F78A5292EA6BFB5FB11F8D5D0856033046FC7B6BAB",
        NumberStyles.AllowHexSpecifier,
        CultureInfo.InvariantCulture);

    // The sine of x + quarters pi/2 for a lane of a vector that holds a value above ThreePartLimit.
    private static double SinCosOfHuge(double x, long quarters)
    {
        if (!(Math.Abs(x) > ThreePartLimit))
        {
            return SinCos(Vector128.Create(x), quarters).ToScalar();
        }
        if (double.IsInfinity(x))
        {
            return double.NaN;
        }

        // x * 2/pi = product / 2^shift, split into the nearest whole number n and the rest.
        int exponent = Math.ILogB(x) - 52;
        int shift = TwoOverPiShift - exponent;
        BigInteger product = new BigInteger(Math.ScaleB(x, -exponent)) * s_twoOverPi;
        BigInteger n = (product + (BigInteger.One << (shift - 1))) >> shift;
        BigInteger fraction = (product - (n << shift)) >> (shift - 200);

        // The rest times pi/2, in two doubles.
        double fractionHigh = (double)fraction;
        double fractionLow = (double)(fraction - new BigInteger(fractionHigh));
        double r = fractionHigh * HalfPi1;
        double low = Math.FusedMultiplyAdd(fractionHigh, HalfPi1, -r) + (fractionHigh * HalfPi2 + fractionLow * HalfPi1);
        return SinCos(
            Vector128.Create(Math.ScaleB(r, -200)),
            Vector128.Create(Math.ScaleB(low, -200)),
            Vector128.Create((long)(n & 3) + quarters)).ToScalar();
    }
}
