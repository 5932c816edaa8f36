using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>What went wrong in a run, in words.</summary>
internal static class RunMessages
{
    /// <summary>Such as <c>at t = 3 ms 'p.x' is no longer a finite number; it was 1e300 mV</c>.</summary>
    public static string Of(NumericalFailure failure, SystemDescription system)
    {
        string time = Numbers.Show(failure.Time, system.TimeUnit);
        return failure.State is { } state
            ? $"at t = {time} '{failure.Name}' {failure.Cause}; it was {Numbers.Show(failure.LastValue, state.Unit)}"
            : $"at t = {time} the solution {failure.Cause}";
    }

    /// <summary>When and how far a state left its range.</summary>
    public static string Of(RangeViolation violation, SystemDescription system)
    {
        VariableDescription state = violation.State;
        string time = Numbers.Show(violation.FirstTime, system.TimeUnit);
        string extreme = Numbers.Show(violation.Extreme, state.Unit);
        return violation.Units > 1
            ? $"{violation.Units} units of '{state.Name}' left their range {Ranges.Show(state)}, the first at t = {time}; '{violation.Name}' went farthest, to {extreme}"
            : $"'{violation.Name}' left its range {Ranges.Show(state)} at t = {time}; the extreme value was {extreme}";
    }

    /// <summary>Which condition does not hold, and when.</summary>
    public static string Of(ConditionViolation violation, SystemDescription system) =>
        $"{violation.Condition.Text} does not hold at t = {Numbers.Show(violation.FirstTime, system.TimeUnit)}";
}
