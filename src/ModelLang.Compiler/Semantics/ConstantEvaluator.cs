using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Semantics;

/// <summary>Evaluates what must be a number before anything runs: ranges, durations, constants, exponents.</summary>
internal static class ConstantEvaluator
{
    /// <summary>The value of a real expression without variables.</summary>
    public static bool TryEvaluate(Expr expr, out double value)
    {
        double? result = Evaluate(expr);
        value = result ?? 0;
        return result is not null;
    }

    private static double? Evaluate(Expr expr) => expr switch
    {
        Number number => number.Value,
        Pi => Math.PI,
        Negate negate => -Evaluate(negate.Operand),
        Sum sum => EvaluateSum(sum),
        Product product => Evaluate(product.Left) * Evaluate(product.Right),
        Quotient quotient => Evaluate(quotient.Left) / Evaluate(quotient.Right),
        Power power => Evaluate(power.Base) is { } b && Evaluate(power.Exponent) is { } e ? Math.Pow(b, e) : null,
        Call { Function: Function.Sqrt } call => Evaluate(call.Arguments[0]) is { } a ? Math.Sqrt(a) : null,
        Call { Function: Function.Exp } call => Evaluate(call.Arguments[0]) is { } a ? Math.Exp(a) : null,
        Call { Function: Function.Log } call => Evaluate(call.Arguments[0]) is { } a ? Math.Log(a) : null,
        Call { Function: Function.Abs } call => Evaluate(call.Arguments[0]) is { } a ? Math.Abs(a) : null,
        _ => null,
    };

    private static double? EvaluateSum(Sum sum)
    {
        double? total = Evaluate(sum.Terms[0]);
        for (int i = 1; i < sum.Terms.Count; i++)
        {
            total += Evaluate(sum.Terms[i]);
        }

        return total;
    }
}
