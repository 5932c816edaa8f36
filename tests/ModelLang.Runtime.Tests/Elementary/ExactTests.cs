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
        Check("Log(0.7)", Exact.Log(0.7), "-0.356674943938732442353954404107274514571809");
        Check("Log(1.5)", Exact.Log(1.5), "0.40546510810816438197801311546434913657199");
        Check("Log(1e-05)", Exact.Log(1e-05), "-11.512925464970228338286903359390514838013");
        Check("Log(3e+20)", Exact.Log(3e+20), "47.1503141485490233717550743306098098566695");
        Check("Log1p(1e-05)", Exact.Log1p(1e-05), "0.00000999995000033333165137569208339202344460171");
        Check("Log1p(0.7)", Exact.Log1p(0.7), "0.530628251062170370108648466126255153287072");
        Check("Log1p(-0.9)", Exact.Log1p(-0.9), "-2.30258509299404590606259637971569694423072");
        Check("Sin(0.5)", Exact.Sin(0.5), "0.479425538604203000273287935215571388081803");
        Check("Sin(3.0)", Exact.Sin(3.0), "0.141120008059867222100744802808110279846933");
        Check("Sin(100000.0)", Exact.Sin(100000.0), "0.0357487979720165093164705006958088290090457");
        Check("Sin(1e+22)", Exact.Sin(1e+22), "-0.852200849767188801772705893753029368261762");
        Check("Cos(0.5)", Exact.Cos(0.5), "0.877582561890372716116281582603829651991645");
        Check("Cos(3.0)", Exact.Cos(3.0), "-0.989992496600445457271572794731261302393679");
        Check("Cos(100000.0)", Exact.Cos(100000.0), "-0.999360807438212451891135414144802203235387");
        Check("Cos(1e+22)", Exact.Cos(1e+22), "0.52321478539513894549759447338470949214092");
        Check("Pow(1.7, 20.3)", Exact.Pow(1.7, 20.3), "47655.5080617335701911425193710791999309107");
    }

    private static void Check(string what, Reference actual, string expected)
    {
        DoubleDouble exact = DoubleDouble.Parse(expected);
        DoubleDouble error = DoubleDouble.Abs(actual.Mantissa.Scale(actual.Exponent) / exact - 1);
        Assert.True(error.High < 1e-28, $"{what} is off by {error.High}");
    }
}
