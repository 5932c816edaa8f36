namespace ModelLang.Runtime;

/// <summary>
/// Elementary functions whose results are the same bits on every platform, for one value, for two values at once and
/// for the lanes of a vector.
/// </summary>
/// <remarks>
/// <para>
/// Every form of a function runs the same sequence of IEEE 754 operations with explicit fused multiplications, so
/// <c>Exp(a)</c>, <c>Exp(a, b).Item1</c> and a lane of <c>Exp(Vector512&lt;double&gt;)</c> that holds <c>a</c> agree bit for
/// bit. (A NaN result is a NaN in every form; its sign and payload are not promised.) These functions have no tables in
/// memory, and no branch but two: for the sine of an argument beyond 3.5e13, and for the remainder of a division whose
/// quotient has more than 52 bits. Every function has lanes.
/// </para>
/// <para>
/// The vector forms are inlined into the caller. Use a width where <c>VectorN.IsHardwareAccelerated</c>; elsewhere the
/// results are the same but slow. The forms for one and two values are calls: inlined several times into one method
/// they run out of registers, and the spills cost more than the call (measured: four dependent stages of two
/// logistic functions each take 77 ns with calls and 92 ns inlined). A pair takes as long as a single value.
/// </para>
/// <para>
/// The text of a function is in the folder Vector128; the folders Vector256 and Vector512 hold the same text with the
/// width exchanged, which a test checks and renews. Errors are in units in the last place (ulp) of the exact result; each
/// function states a bound and the largest error found in dense sampling, which its test asserts.
/// </para>
/// </remarks>
public static partial class Elementary
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts: k * Ln2High is subtracted exactly by one fused operation for every exponent k.
    private const double Ln2High = 0.6931471805599453;
    private const double Ln2Low = 2.3190468138462996e-17;

    // Adding 1.5 * 2^52 leaves the nearest integer in the low bits of a double; 1023 more makes it a biased exponent.
    private const double RoundingShift = 6755399441055744.0;
    private const double ExponentShift = RoundingShift + 1023;
}
