using System.Globalization;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds one setting in braces, or a <c>set</c> of an experiment, against the template it changes.</summary>
internal static class SettingBinder
{
    /// <summary>The setting, or null when it is wrong (reported) or a random draw.</summary>
    /// <param name="template">What is set.</param>
    /// <param name="syntax">The setting.</param>
    /// <param name="file">The file it stands in.</param>
    /// <param name="context">Shared state.</param>
    /// <param name="binder">Binds the value in the scope of whoever sets it.</param>
    /// <param name="perUnit">Binds a value per unit of its population, given the unit and what it is for; null where there is a single unit.</param>
    public static SettingSymbol? Bind(
        TemplateSymbol template, SettingSyntax syntax, ModelFile file, BindingContext context, ExpressionBinder binder, Func<Unit, string, Bound>? perUnit = null)
    {
        string path = syntax.Target.Text;
        if (TemplatePaths.Find(template, syntax.Target) is not { } member)
        {
            if (!template.HasErrors)
            {
                string? hint = NearestName.Hint(path, TemplatePaths.All(template).Select(m => m.Path)) ?? TemplatePaths.Hint(template, m => syntax.Init ? m.Kind == MemberKind.State : m.Kind is MemberKind.Parameter or MemberKind.Input);
                context.Report(DiagnosticTable.UnknownSetting, file, syntax.Target, hint, path);
            }

            return null;
        }

        bool allowed = syntax.Init ? member.Kind == MemberKind.State : member.Kind is MemberKind.Parameter or MemberKind.Input;
        if (!allowed)
        {
            string? hint = !syntax.Init && member.Kind == MemberKind.State ? $"write init {path} = ... for its initial value" : null;
            string wanted = syntax.Init ? "a state" : "a parameter or input";
            context.Report(DiagnosticTable.WrongKindOfName, file, syntax.Target, hint, path, member.KindText, wanted);
            return null;
        }

        if (syntax.Drawn && perUnit is null)
        {
            return new SettingSymbol(path, SettingKind.Value, Algebra.Zero);
        }

        if (syntax is { Init: true, Order: 0, Value: NameExpressionSyntax { Path.Text: "steady", Primes: 0 } })
        {
            return new SettingSymbol(path, SettingKind.Steady, Algebra.Zero);
        }

        Unit unit = member.Unit;
        if (syntax.Order > 0)
        {
            Dimension perTime = unit.Dimension / context.Units.Time.Dimension;
            unit = context.Units.Usual(perTime);
        }

        Bound value = perUnit is null
            ? binder.RequireUnit(binder.BindNumber(syntax.Value), unit, syntax.Value)
            : perUnit(unit, path + new string('\'', syntax.Order));
        if (value.IsError)
        {
            return null;
        }

        if (value.Type == ValueType.Complex && member.Type == ValueType.Real)
        {
            context.Report(DiagnosticTable.ComplexNotAllowed, file, syntax.Value, null, BindingContext.Excerpt(syntax.Value, file));
            return null;
        }

        if (syntax.Order == 0 && member.Range is { } range && ConstantEvaluator.TryEvaluate(value.Expr, out double number) && !range.Contains(number))
        {
            context.Report(DiagnosticTable.OutOfRange, file, syntax.Value, null, BindingContext.Excerpt(syntax.Value, file), Describe(range, member, context), path);
            return null;
        }

        SettingKind kind = !syntax.Init ? SettingKind.Value : syntax.Order == 0 ? SettingKind.Initial : SettingKind.InitialRate;
        return new SettingSymbol(path, kind, value.Expr);
    }

    /// <summary>A range as a message shows it, in a unit.</summary>
    public static string Describe(Interval range, MemberSymbol member, BindingContext context) =>
        $"{(range.LowerOpen ? '(' : '[')}{Show(range.Lower, member.Unit, context)}, {Show(range.Upper, member.Unit, context)}{(range.UpperOpen ? ')' : ']')}";

    /// <summary>A stored value as a message shows it, in a unit.</summary>
    public static string Show(double value, Unit unit, BindingContext context)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        Quantity quantity = context.Units.QuantityOf(unit);
        double shown = value * Math.Pow(10, quantity.DecimalExponent) * quantity.Factor;
        return shown.ToString("G12", CultureInfo.InvariantCulture) + (unit.Text.Length > 0 ? " " + unit.Text : "");
    }
}
