using ModelLang.Compiler.Syntax;

namespace ModelLang.Fuzzing.Evaluation;

/// <summary>The truth of a condition, or null where rounding decides it.</summary>
internal static class Verdict
{
    /// <summary>Whether two values compare so.</summary>
    public static bool? Compare(ComparisonOperator comparison, Measured a, Measured b)
    {
        if (!a.IsDetermined || !b.IsDetermined)
        {
            return null;
        }

        double error = a.Error + b.Error;
        bool clear = error == 0 || Math.Abs(a.Value - b.Value) > error * (1 + Rounding.Unit);
        return !clear ? null : comparison switch
        {
            ComparisonOperator.Less => a.Value < b.Value,
            ComparisonOperator.LessOrEqual => a.Value <= b.Value,
            ComparisonOperator.Greater => a.Value > b.Value,
            ComparisonOperator.GreaterOrEqual => a.Value >= b.Value,
            ComparisonOperator.Equal => a.Value == b.Value,
            _ => a.Value != b.Value,
        };
    }

    /// <summary>Whether all are true, or with <paramref name="isOr"/> any.</summary>
    public static bool? Join(bool isOr, IEnumerable<bool?> operands)
    {
        bool? result = !isOr;
        foreach (bool? operand in operands)
        {
            if (operand == isOr)
            {
                return isOr;
            }

            result = operand is null ? null : result;
        }

        return result;
    }
}
