using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Lowering;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds the sweep of an experiment.</summary>
/// <remarks>What feeds an input is known when the system is built; <see cref="SystemBuilder"/> refuses those that something feeds.</remarks>
/// <param name="template">The model.</param>
/// <param name="context">Shared state.</param>
/// <param name="binder">Binds values in the scope of the experiment.</param>
/// <param name="file">The file it stands in.</param>
/// <param name="set">What the experiment sets besides.</param>
internal sealed class SweepBinder(
    TemplateSymbol template, BindingContext context, ExpressionBinder binder, ModelFile file, IReadOnlyCollection<(string Path, SettingKind Kind)> set)
{
    private const string Seed = "seed";

    private readonly SweptValueBinder _values = new(context, binder, file);
    private readonly HashSet<(SweptKind, string)> _swept = [];

    /// <summary>The axes; null after a report.</summary>
    /// <param name="syntax">The sweep.</param>
    /// <param name="seeded">Whether the experiment states a seed.</param>
    public EquatableArray<SweepAxis>? Bind(SweepSyntax syntax, bool seeded)
    {
        List<SweepAxis> axes = [];
        bool errors = syntax.Axes.Count == 0 && Fail(syntax, "write sweep { p.eta = linspace(-10, 0, 101) }", "The sweep is empty");
        long points = 1;
        foreach (SweepAxisSyntax axis in syntax.Axes)
        {
            if (BindAxis(axis, seeded) is not { } bound)
            {
                errors = true;
                continue;
            }

            axes.Add(bound);
            points = Math.Min(points * Math.Max(1, bound.Swept.Max(s => s.Values.Count)), 1L << 40);
        }

        errors |= points > int.MaxValue && Fail(syntax, "take fewer values", "The sweep has more than 2,147,483,647 points");
        return errors ? null : axes.ToEquatableArray();
    }

    private SweepAxis? BindAxis(SweepAxisSyntax syntax, bool seeded)
    {
        List<SweptQuantity> swept = [];
        bool errors = syntax.Settings.Count == 0 && Fail(syntax, "write zip { a = [1, 2], b = [3, 4] }", "The zip is empty");
        foreach (SettingSyntax setting in syntax.Settings)
        {
            if (BindSwept(setting, seeded) is not { } quantity)
            {
                errors = true;
                continue;
            }

            // How many values a file has is known when it is read.
            if (quantity.File is null && swept.Find(s => s.File is null) is { } first && first.Values.Count != quantity.Values.Count)
            {
                string counts = $"'{setting.Target.Text}' has {Count(quantity)}, but '{first.Path}' has {Count(first)}";
                errors |= Fail(setting, "what changes together in a zip has the same number of values; separate axes make a grid", counts);
            }

            swept.Add(quantity);
        }

        return errors ? null : new SweepAxis(swept.ToEquatableArray());
    }

    private static string Count(SweptQuantity quantity) => quantity.Values.Count == 1 ? "1 value" : $"{quantity.Values.Count} values";

    private SweptQuantity? BindSwept(SettingSyntax syntax, bool seeded)
    {
        if (syntax.Drawn)
        {
            Fail(syntax, $"write {syntax.Target.Text} = [a, b, c]; for other random numbers in each point sweep the seed", "The values of a sweep are not drawn");
            return null;
        }

        MemberSymbol? member = TemplatePaths.Find(template, syntax.Target);
        return member is not null ? BindMember(syntax, member)
            : syntax is { Init: false, Order: 0, Target.Text: Seed } ? BindSeeds(syntax, seeded)
            : Unknown(syntax);
    }

    private SweptQuantity? BindMember(SettingSyntax syntax, MemberSymbol member)
    {
        string path = syntax.Target.Text;
        bool allowed = syntax.Init ? member.Kind == MemberKind.State : syntax.Order == 0 && member.Kind is MemberKind.Parameter or MemberKind.Input;
        if (!allowed)
        {
            string? hint = member.Kind switch
            {
                MemberKind.State => $"write init {path}{new string('\'', syntax.Order)} = ... for its initial value",
                MemberKind.Constant => "declare it with param, so that it can change without recompiling",
                MemberKind.Let or MemberKind.Output => "it is computed: sweep a parameter that it is computed from",
                _ => null,
            };
            context.Report(DiagnosticTable.WrongKindOfName, file, syntax.Target, hint, path, member.KindText, syntax.Init ? "a state" : "a parameter or input");
            return null;
        }

        if (syntax.Order > 0 && (syntax.Order > 1 || TemplatePaths.OrderOf(template, syntax.Target) != 2))
        {
            Fail(syntax, null, $"The state '{path}' has no initial value of order {syntax.Order}");
            return null;
        }

        if (member.Type == ValueType.Complex)
        {
            Fail(syntax.Target, "give its real and imaginary part by two parameters, and sweep these", $"'{path}' is complex, and a sweep has real values");
            return null;
        }

        string swept = syntax.Order > 0 ? SecondOrderToFirst.RatePath(path) : path;
        SweptKind kind = member.Kind switch { MemberKind.Parameter => SweptKind.Parameter, MemberKind.Input => SweptKind.Input, _ => SweptKind.State };
        if (!Claim(syntax, kind, swept, Sets(syntax, path)))
        {
            return null;
        }

        Unit unit = syntax.Order > 0 ? context.Units.PerTime(member.Unit) : member.Unit;
        return _values.Bind(syntax, unit) is { } values && (syntax.Order > 0 || InRange(syntax, member, values))
            ? new SweptQuantity(kind, swept, values.Values, values.File)
            : null;
    }

    private bool Sets(SettingSyntax syntax, string path) => syntax switch
    {
        { Init: false } => set.Contains((path, SettingKind.Value)),
        { Order: > 0 } => set.Contains((path, SettingKind.InitialRate)),
        _ => set.Contains((path, SettingKind.Initial)) || set.Contains((path, SettingKind.Steady)),
    };

    private SweptQuantity? BindSeeds(SettingSyntax syntax, bool seeded)
    {
        if (!Claim(syntax, SweptKind.Seed, Seed, seeded) || _values.Bind(syntax, Unit.One) is not { } found)
        {
            return null;
        }

        int wrong = found.Values.ToList().FindIndex(v => !ExperimentBinder.IsSeed(v));
        if (wrong >= 0)
        {
            context.Report(DiagnosticTable.InvalidExperimentValue, file, Place(syntax, wrong), "write seed = [1, 2, 3], or linspace(1, 20, 20)", "A seed is a whole number, zero or positive");
            return null;
        }

        return new SweptQuantity(SweptKind.Seed, Seed, found.Values, found.File);
    }

    // Whether nothing else sets it.
    private bool Claim(SettingSyntax syntax, SweptKind kind, string path, bool isSet)
    {
        if (_swept.Add((kind, path)) && !isSet)
        {
            return true;
        }

        context.Report(
            DiagnosticTable.DuplicateSetting, file, syntax.Target, isSet ? "the sweep gives its values: remove the other statement" : "sweep it once; zip { ... } changes several quantities together", path);
        return false;
    }

    private bool InRange(SettingSyntax syntax, MemberSymbol member, SweptValueBinder.Found found)
    {
        int wrong = member.Range is { } range ? found.Values.ToList().FindIndex(v => !range.Contains(v)) : -1;
        if (wrong < 0)
        {
            return true;
        }

        context.Report(
            DiagnosticTable.OutOfRange, file, Place(syntax, wrong), null,
            SettingBinder.Show(found.Values[wrong], member.Unit, context), SettingBinder.Describe(member.Range!, member, context), syntax.Target.Text);
        return false;
    }

    // Where a value is written.
    private static ExpressionSyntax Place(SettingSyntax syntax, int index) => syntax.Value is ListSyntax list ? list.Items[index] : syntax.Value;

    private SweptQuantity? Unknown(SettingSyntax syntax)
    {
        Func<MemberSymbol, bool> fits = m => syntax.Init ? m.Kind == MemberKind.State : m.Kind is MemberKind.Parameter or MemberKind.Input;
        string path = syntax.Target.Text;
        string? hint = NearestName.Hint(path, TemplatePaths.All(template).Where(m => fits(m.Member)).Select(m => m.Path).Append(Seed)) ?? TemplatePaths.Hint(template, fits);
        context.Report(DiagnosticTable.UnknownSetting, file, syntax.Target, hint, path);
        return null;
    }

    // True, since it is an error.
    private bool Fail(SyntaxNode node, string? hint, string message)
    {
        context.Report(DiagnosticTable.InvalidSweep, file, node, hint, message);
        return true;
    }
}
