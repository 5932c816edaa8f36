using System.Globalization;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>Between stored values in base units and shown values in declared ones; powers of ten that are exact are used from the exact side.</summary>
internal static class Scaling
{
    /// <summary>The shown value of a stored one.</summary>
    public static Expr ToShown(Expr stored, Quantity quantity)
    {
        Expr decimals = quantity.DecimalExponent switch
        {
            0 => stored,
            > 0 => new Product(stored, Algebra.Number(PowerOfTen(quantity.DecimalExponent))),
            _ => new Quotient(stored, Algebra.Number(PowerOfTen(-quantity.DecimalExponent))),
        };
        return quantity.Factor == 1 ? decimals : new Product(decimals, Algebra.Number(quantity.Factor));
    }

    /// <summary>The stored value of a shown one.</summary>
    public static Expr ToStored(Expr shown, Quantity quantity)
    {
        Expr plain = quantity.Factor == 1 ? shown : new Quotient(shown, Algebra.Number(quantity.Factor));
        return quantity.DecimalExponent switch
        {
            0 => plain,
            > 0 => new Quotient(plain, Algebra.Number(PowerOfTen(quantity.DecimalExponent))),
            _ => new Product(plain, Algebra.Number(PowerOfTen(-quantity.DecimalExponent))),
        };
    }

    /// <summary>A stored number as it is shown.</summary>
    public static double Shown(double stored, Quantity quantity) => (quantity.DecimalExponent >= 0
        ? stored * PowerOfTen(quantity.DecimalExponent)
        : stored / PowerOfTen(-quantity.DecimalExponent)) * quantity.Factor;

    /// <summary>What a stored value is multiplied by.</summary>
    public static double Scale(Quantity quantity) =>
        double.Parse("1e" + quantity.DecimalExponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) * quantity.Factor;

    /// <summary>A stored number in shown units, as text.</summary>
    public static string Text(double stored, Quantity quantity) => double.IsInfinity(stored)
        ? stored > 0 ? "inf" : "-inf"
        : NumberFormat.Literal(Shown(stored, quantity));

    private static double PowerOfTen(int exponent) =>
        double.Parse("1e" + exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
