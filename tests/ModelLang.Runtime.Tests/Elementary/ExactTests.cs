using Xunit;

namespace ModelLang.Runtime.Tests;

/// <summary>The reference against decimals of 42 digits from an arbitrary-precision library (mpmath).</summary>
public class ExactTests
{
    [Fact]
    public void The_reference_has_28_digits()
    {
        Check("Exp(1.0)", Exact.Exp(1.0), "2.71828182845904523536028747135266249775725");
        Check("Exp(-0.3)", Exact.Exp(-0.3), "0.740818220681717874291608235944651984876347");
        Check("Exp(37.5)", Exact.Exp(37.5), "19321599304402836.2084422759209197464881046");
        Check("Exp(-20.25)", Exact.Exp(-20.25), "0.00000000160522805518561160865393430910953965717117");
        Check("Expm1(1e-05)", Exact.Expm1(1e-05), "0.000010000050000166667901372886154661719425377");
        Check("Expm1(0.3)", Exact.Expm1(0.3), "0.349858807576003088997301031688634032141753");
        Check("Expm1(-3.0)", Exact.Expm1(-3.0), "-0.9502129316321360570206575843499382233683");
        Check("Expm1(30.0)", Exact.Expm1(30.0), "10686474581523.4621469904686507414016500245");
        Check("Logistic(0.1)", Exact.Logistic(0.1), "0.524979187478939987483508290664127791487695");
        Check("Logistic(-7.5)", Exact.Logistic(-7.5), "0.000552778636923599516078958597560546423566611");
        Check("Logistic(12.0)", Exact.Logistic(12.0), "0.999993855825397785282174426177616032657359");
        Check("Tanh(0.001)", Exact.Tanh(0.001), "0.000999999666666800020762692662955076895870563");
        Check("Tanh(-0.4)", Exact.Tanh(-0.4), "-0.37994896225522490426674574528972102825182");
        Check("Tanh(3.0)", Exact.Tanh(3.0), "0.995054753686730451331880185255488475097814");
        Check("Exprel(1e-05)", Exact.Exprel(1e-05), "1.00000500001666670833382568480190459972628");
        Check("Exprel(0.3)", Exact.Exprel(0.3), "1.16619602525334367314892605438220182440047");
        Check("Exprel(-3.0)", Exact.Exprel(-3.0), "0.3167376438773786856735525281166460744561");
        Check("Exprel(30.0)", Exact.Exprel(30.0), "356215819384.115404899682288358046721667483");
    }

    private static void Check(string what, Reference actual, string expected)
    {
        DoubleDouble exact = DoubleDouble.Parse(expected);
        DoubleDouble error = DoubleDouble.Abs(actual.Mantissa.Scale(actual.Exponent) / exact - 1);
        Assert.True(error.High < 1e-28, $"{what} is off by {error.High}");
    }
}
