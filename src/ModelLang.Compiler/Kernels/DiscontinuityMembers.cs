using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>What happens between and at discontinuities in time.</summary>
/// <param name="context">The system.</param>
/// <param name="invalidate">What makes invariants be computed anew.</param>
internal sealed class DiscontinuityMembers(KernelContext context, IEnumerable<KernelStatement> invalidate)
{
    private IReadOnlyList<DiscontinuitySchedule> Schedules =>
        [.. context.System.Switches.SelectMany(s => s.Discontinuities).Concat(context.System.Kinks).Distinct()];

    /// <summary>The overrides a system with discontinuities needs; none otherwise.</summary>
    public IEnumerable<KernelMember> Build()
    {
        if (Schedules.Count > 0)
        {
            yield return Next();
        }

        if (context.System.Switches.Count > 0)
        {
            yield return Enter();
        }
    }

    private KernelMethod Next()
    {
        string t = context.Time;
        string next = context.Names.Local("next");
        Expr[] used = [.. Schedules.OfType<RecurringTimes>().SelectMany(s => s.Period is null ? [s.First] : new[] { s.First, s.Period })];
        Frame frame = Frame.InLocals(context, t);
        List<KernelStatement> body = [.. context.Head(used), new Line($"double {next} = double.PositiveInfinity;")];
        ExprFormatter formatter = new(context.Options.Strict);
        foreach (DiscontinuitySchedule schedule in Schedules)
        {
            body.Add(new Line($"{next} = Math.Min({next}, {Time(schedule)});"));
        }

        body.Add(new Line($"return {next};"));
        return new KernelMethod(
            RuntimeNames.NextDiscontinuity, KernelMethod.Inherited, $"public override double {RuntimeNames.NextDiscontinuity}(double {t})", body);

        string Time(DiscontinuitySchedule schedule) => schedule switch
        {
            RecurringTimes times => $"{RuntimeNames.DiscontinuityTimes}.{RuntimeNames.Next}({t}, {Text(times.First)}{(times.Period is null ? "" : ", " + Text(times.Period))})",
            TableRows rows => $"{context.Names.Field(rows.Table)}?.{RuntimeNames.TableNextRow}({t}) ?? {next}",
            _ => throw Unexpected.Kind(schedule),
        };

        string Text(Expr expr) => formatter.Format(frame.Rename(expr));
    }

    private KernelMethod Enter()
    {
        string middle = context.Names.Local("middle");
        Expr[] values = [.. context.System.Switches.Select(s => s.Value)];
        Frame frame = Frame.InLocals(context, middle);
        return new KernelMethod(
            RuntimeNames.EnterSegment,
            KernelMethod.Inherited,
            $"public override void {RuntimeNames.EnterSegment}(double {middle})",
            [
                .. context.Head(values),
                .. context.System.Switches.Select(s => new Assignment(context.Names.Field(s.Name), frame.Rename(s.Value))),
                .. invalidate,
            ]);
    }
}
