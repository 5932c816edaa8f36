namespace ModelLang.Runtime;

public static partial class Elementary
{
    // coefficients[0] + x coefficients[1] + ....
    internal static double Horner(double x, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        }
        return sum;
    }
}
