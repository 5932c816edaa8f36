using System.Globalization;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds the values that a sweep gives to a quantity: a list, <c>linspace</c>, <c>logspace</c>, or a column of a file.</summary>
/// <param name="context">Shared state.</param>
/// <param name="binder">Binds numbers.</param>
/// <param name="file">The file it stands in.</param>
internal sealed class SweptValueBinder(BindingContext context, ExpressionBinder binder, ModelFile file)
{
    /// <summary>Most values that one quantity takes.</summary>
    public const int MaximumCount = 1_000_000;

    /// <summary>Values in base units, or the file that has them.</summary>
    public sealed record Found(EquatableArray<double> Values, NumbersInFile? File);

    /// <summary>The values; null after a report.</summary>
    /// <param name="setting">The quantity and its values.</param>
    /// <param name="unit">Unit of the quantity.</param>
    public Found? Bind(SettingSyntax setting, Unit unit) => setting.Value switch
    {
        ListSyntax => BindArray(setting, unit),
        CallSyntax { Function.Text: "csv" or "npy" } => BindArray(setting, unit),
        CallSyntax { Function.Text: "linspace" } call => BindEnds(call, unit) is var (first, last, count) ? Listed(Linear(first, last, count)) : null,
        CallSyntax { Function.Text: "logspace" } call => BindEnds(call, unit) is var (first, last, count) ? BindLogarithmic(call, first, last, count) : null,
        CallSyntax call when Elsewhere(call) is { } here => Fail(call.Function, $"write {here}", $"There is no function '{call.Function.Text}' here"),
        _ => Fail(
            setting.Value,
            $"write {setting.Target.Text} = [a, b, c], linspace(first, last, number), logspace(first, last, number) or csv(\"file.csv\")",
            $"'{BindingContext.Excerpt(setting.Value, file)}' is no list of values"),
    };

    private Found? BindArray(SettingSyntax setting, Unit unit)
    {
        if (new ArrayBinder(context, binder, file).Bind(setting.Value, "sweep." + setting.Target.Text, unit, matrix: false) is not { } found)
        {
            return null;
        }

        return found switch
        {
            { Array.Source: ListedNumbers listed } => Listed([.. listed.Values]),
            { Array.Source: NumbersInFile { Labels: false } numbers, Shape.Count: 0 } => new Found(EquatableArray<double>.Empty, numbers),
            _ => Fail(setting.Value, "write csv(\"file.csv\", column = name, unit = mV)", "The values of a sweep are one column of a file"),
        };
    }

    private (double First, double Last, int Count)? BindEnds(CallSyntax call, Unit unit)
    {
        string name = call.Function.Text;
        if (call.Arguments.Count != 3 || call.Arguments.Any(a => a.Name is not null))
        {
            string[] ends = [.. call.Arguments.Take(2).Where(a => a.Name is null).Select(a => BindingContext.Excerpt(a.Value, file))];
            Fail(call, $"write {name}({(ends.Length == 2 ? $"{ends[0]}, {ends[1]}" : "first, last")}, 11) for 11 values", $"{name} takes the first value, the last value and the number of values");
            return null;
        }

        double? first = BindConstant(call.Arguments[0].Value, unit);
        double? last = BindConstant(call.Arguments[1].Value, unit);
        ExpressionSyntax number = call.Arguments[2].Value;
        double? count = BindConstant(number, Unit.One);
        if (first is null || last is null || count is null)
        {
            return null;
        }

        if (!(count >= 1) || count > MaximumCount || count != Math.Floor(count.Value))
        {
            Fail(number, "it counts the values, both ends among them, and is no step", $"The number of values is a whole number from 1 to {MaximumCount.ToString("N0", CultureInfo.InvariantCulture)}");
            return null;
        }

        // A difference that overflows would make infinities of what lies between.
        if (double.IsInfinity(last.Value - first.Value) || double.IsNaN(last.Value - first.Value))
        {
            Fail(call, null, $"'{BindingContext.Excerpt(call, file)}' has values that are not finite");
            return null;
        }

        return (first.Value, last.Value, (int)count.Value);
    }

    private Found? BindLogarithmic(CallSyntax call, double first, double last, int count) => first * Math.Sign(last) > 0
        ? Listed(GeometricSequence.Of(first, last, count))
        : Fail(call, "its arguments are the first and the last value themselves, not exponents of ten", "Both ends of logspace have the same sign, and neither is 0");

    private static double[] Linear(double first, double last, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = i == 0 ? first : i == count - 1 ? last : first + ((last - first) * i / (count - 1));
        }

        return values;
    }

    private double? BindConstant(ExpressionSyntax syntax, Unit unit)
    {
        Bound bound = binder.BindReal(syntax, unit);
        if (bound.IsError)
        {
            return null;
        }

        if (ConstantEvaluator.TryEvaluate(bound.Expr, out double value))
        {
            return value;
        }

        context.Report(DiagnosticTable.NotConstant, file, syntax, "write a number", "This value", "numbers", BindingContext.Excerpt(syntax, file), "not a constant");
        return null;
    }

    // Functions of numpy and MATLAB, with or without the name of their module.
    private static string? Elsewhere(CallSyntax call) => call.Function.Parts[call.Function.Parts.Count - 1].Text switch
    {
        "linspace" or "arange" or "range" => "linspace(first, last, number of values)",
        "logspace" or "geomspace" => "logspace(first, last, number of values)",
        "loadtxt" or "genfromtxt" or "read_csv" => "csv(\"file.csv\", column = name)",
        _ => null,
    };

    private static Found Listed(double[] values) => new(values.ToEquatableArray(), null);

    private Found? Fail(SyntaxNode node, string? hint, string message)
    {
        context.Report(DiagnosticTable.InvalidSweep, file, node, hint, message);
        return null;
    }
}
