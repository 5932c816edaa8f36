namespace ModelLang.Runtime;

public static partial class Elementary
{
    // exp(r) = 1 + r + C2 r^2 + ... + C11 r^11 for |r| <= ln(2)/2 with a relative error of 4e-18 (Remez).
    private const double ExpC2 = 0.5000000000000011;
    private const double ExpC3 = 0.16666666666666413;
    private const double ExpC4 = 0.04166666666653012;
    private const double ExpC5 = 0.008333333333494527;
    private const double ExpC6 = 0.0013888888943641758;
    private const double ExpC7 = 0.00019841269506467685;
    private const double ExpC8 = 2.480149308543686e-05;
    private const double ExpC9 = 2.7557586446192762e-06;
    private const double ExpC10 = 2.763025360161499e-07;
    private const double ExpC11 = 2.5000046947195077e-08;
}
