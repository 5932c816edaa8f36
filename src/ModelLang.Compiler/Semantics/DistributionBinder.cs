using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds what stands behind <c>~</c> and in <c>quantiles(...)</c>.</summary>
internal static class DistributionBinder
{
    private sealed record Row(Distribution Distribution, string Name, (string Name, bool HasUnit)[] Parameters)
    {
        public string Call => $"{Name}({string.Join(", ", Parameters.Select(p => p.Name))})";
    }

    private static readonly Row[] s_rows =
    [
        new(Distribution.Uniform, "uniform", [("low", true), ("high", true)]),
        new(Distribution.Normal, "normal", [("mean", true), ("sd", true)]),
        new(Distribution.LogNormal, "lognormal", [("median", true), ("sigma", false)]),
        new(Distribution.Gamma, "gamma", [("mean", true), ("sd", true)]),
        new(Distribution.Exponential, "exponential", [("mean", true)]),
        new(Distribution.Cauchy, "cauchy", [("centre", true), ("width", true)]),
        new(Distribution.Beta, "beta", [("a", false), ("b", false)]),
    ];

    /// <summary>A random draw: <c>normal(10 ms, 1 ms) truncate(0 ms, 20 ms)</c>.</summary>
    /// <param name="syntax">What stands behind <c>~</c>.</param>
    /// <param name="unit">The unit of what is drawn; null lets the first parameter with a unit say it.</param>
    /// <param name="key">Path of what is drawn.</param>
    /// <param name="context">Shared state.</param>
    /// <param name="binder">Binds the parameters.</param>
    /// <param name="file">The file it stands in.</param>
    public static Bound BindDraw(ExpressionSyntax syntax, Unit? unit, string key, BindingContext context, ExpressionBinder binder, ModelFile file)
    {
        ArgumentSyntax[] bounds = [];
        if (syntax is CallSyntax { Function.Text: "truncate", Arguments: { Count: 3 } truncated })
        {
            syntax = truncated[0].Value;
            bounds = [truncated[1], truncated[2]];
        }

        if (BindDistribution(syntax, unit, context, binder, file) is not { } found)
        {
            return Bound.Error;
        }

        Bound[] limits = [.. bounds.Select(b => IsInfinite(b.Value, out Expr? infinite) ? new Bound(infinite!, found.Unit) : binder.BindReal(b.Value, found.Unit))];
        if (limits.Any(l => l.IsError))
        {
            return Bound.Error;
        }

        if (limits.Length == 2 && ConstantEvaluator.TryEvaluate(limits[0].Expr, out double lower) && ConstantEvaluator.TryEvaluate(limits[1].Expr, out double upper) && lower >= upper)
        {
            context.Report(DiagnosticTable.InvalidDistribution, file, bounds[0], "write truncate(0, 1)", "The lower bound of truncate comes first and is less than the upper one");
            return Bound.Error;
        }

        return new Bound(new Draw(found.Distribution, found.Arguments, limits.FirstOrDefault().Expr, limits.LastOrDefault().Expr, key), found.Unit);
    }

    /// <summary>The quantiles of a distribution: what stands in the brackets of <c>quantiles(...)</c>.</summary>
    public static Bound BindQuantiles(CallSyntax call, Unit? unit, BindingContext context, ExpressionBinder binder, ModelFile file)
    {
        if (call.Arguments.Count != 1 || call.Arguments[0].Name is not null)
        {
            context.Report(DiagnosticTable.InvalidDistribution, file, call, "write quantiles(cauchy(-5, 1))", "Quantiles are those of one distribution");
            return Bound.Error;
        }

        ExpressionSyntax inner = call.Arguments[0].Value;
        if (BindDistribution(inner, unit, context, binder, file) is not { } found)
        {
            return Bound.Error;
        }

        if (found.Distribution is Distribution.Gamma or Distribution.Beta)
        {
            context.Report(DiagnosticTable.InvalidDistribution, file, inner, "take uniform, normal, lognormal, exponential or cauchy", $"The quantiles of '{BindingContext.Excerpt(inner, file)}' have no closed form here");
            return Bound.Error;
        }

        return new Bound(new Quantiles(found.Distribution, found.Arguments), found.Unit);
    }

    private static (Distribution Distribution, EquatableArray<Expr> Arguments, Unit Unit)? BindDistribution(
        ExpressionSyntax syntax, Unit? unit, BindingContext context, ExpressionBinder binder, ModelFile file)
    {
        if (syntax is not CallSyntax call || Array.Find(s_rows, r => r.Name == call.Function.Text) is not { } row)
        {
            string hint = syntax is CallSyntax other && NearestName.Hint(other.Function.Text, s_rows.Select(r => r.Name)) is { } near ? near
                : "write one of " + string.Join(", ", s_rows.Select(r => r.Call));
            context.Report(DiagnosticTable.InvalidDistribution, file, syntax, hint, $"'{BindingContext.Excerpt(syntax, file)}' is no distribution");
            return null;
        }

        Expr?[] arguments = new Expr?[row.Parameters.Length];
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            ArgumentSyntax argument = call.Arguments[i];
            int place = argument.Name is { } name ? Array.FindIndex(row.Parameters, p => p.Name == name.Text) : i;
            if (place < 0 || place >= arguments.Length || arguments[place] is not null)
            {
                context.Report(DiagnosticTable.InvalidDistribution, file, argument, $"write {row.Call}", $"'{BindingContext.Excerpt(argument, file)}' is no parameter of {row.Name}");
                return null;
            }

            Bound bound = row.Parameters[place].HasUnit && unit is not null ? binder.BindReal(argument.Value, unit)
                : row.Parameters[place].HasUnit ? binder.BindReal(argument.Value)
                : binder.BindReal(argument.Value, Unit.One);
            if (bound.IsError)
            {
                return null;
            }

            unit ??= row.Parameters[place].HasUnit ? bound.Unit : null;
            arguments[place] = bound.Expr;
        }

        if (Array.Exists(arguments, a => a is null))
        {
            context.Report(DiagnosticTable.InvalidDistribution, file, call, $"write {row.Call}", $"A parameter of {row.Name} is missing");
            return null;
        }

        if (WhatIsWrong(row.Distribution, [.. arguments.Select(a => ConstantEvaluator.TryEvaluate(a!, out double value) ? value : (double?)null)]) is { } wrong)
        {
            context.Report(DiagnosticTable.InvalidDistribution, file, call, $"write {row.Call}", wrong);
            return null;
        }

        if (row.Distribution == Distribution.Beta && unit is { Dimension.IsNone: false })
        {
            context.Report(DiagnosticTable.InvalidDistribution, file, call, null, $"Values of beta are plain numbers, but a value in {unit.Display} is needed");
            return null;
        }

        return (row.Distribution, arguments.Select(a => a!).ToEquatableArray(), unit ?? Unit.One);
    }

    // What shows before a simulation starts; parameters that are set later are checked there.
    private static string? WhatIsWrong(Distribution distribution, double?[] values) => distribution switch
    {
        Distribution.Uniform when values[0] > values[1] => "The ends of uniform are in order: the lower one comes first",
        Distribution.Normal when values[1] < 0 => "The standard deviation of normal is not negative",
        Distribution.LogNormal when values[0] <= 0 || values[1] < 0 => "The median of lognormal is positive, and its sigma is not negative",
        Distribution.Gamma when values[0] <= 0 || values[1] <= 0 => "The mean and the standard deviation of gamma are positive",
        Distribution.Exponential when values[0] <= 0 => "The mean of exponential is positive",
        Distribution.Cauchy when values[1] < 0 => "The width of cauchy is not negative",
        Distribution.Beta when values[0] <= 0 || values[1] <= 0 => "The exponents a and b of beta are positive",
        _ => null,
    };

    private static bool IsInfinite(ExpressionSyntax syntax, out Expr? bound)
    {
        bound = syntax switch
        {
            NameExpressionSyntax { Path.Text: "inf", Primes: 0 } => new Number(double.PositiveInfinity),
            SignSyntax { Negative: true, Operand: NameExpressionSyntax { Path.Text: "inf", Primes: 0 } } => new Number(double.NegativeInfinity),
            _ => null,
        };
        return bound is not null;
    }
}
