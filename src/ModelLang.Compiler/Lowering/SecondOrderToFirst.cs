using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Makes the first derivative of a second-order state a state of its own.</summary>
/// <example><c>tau^2 * a'' = x - 2*tau*a' - a</c> becomes <c>a' = v</c> and <c>tau^2 * v' = x - 2*tau*v - a</c>, where the new state v is called <c>a'</c>.</example>
/// <remarks>Afterwards every order is one and no <see cref="VariableKind.Rate"/> is left. Keeps every value bit for bit.</remarks>
internal static class SecondOrderToFirst
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        if (system.Equations.All(e => e.Order == 1))
        {
            return system;
        }

        Dictionary<string, StateVariable> states = system.States.ToDictionary(s => s.Path);
        List<StateVariable> newStates = [];
        List<Equation> newEquations = [];
        foreach (Equation equation in system.Equations)
        {
            StateVariable state = states[equation.State];
            newStates.Add(state with { InitialRate = null });
            if (equation.Order == 1)
            {
                newEquations.Add(equation);
                continue;
            }

            StateVariable rate = RateOf(state, system.TimeUnit);
            newStates.Add(rate);
            newEquations.Add(new Equation(state.Path, 1, null, new Reference(rate.Path, VariableKind.State, rate.Type), equation.Source));
            newEquations.Add(equation with { State = rate.Path, Order = 1 });
        }

        HashSet<string> secondOrder = [.. system.Equations.Where(e => e.Order == 2).Select(e => e.State)];
        DynamicalSystem result = system with
        {
            States = newStates.ToEquatableArray(),
            Equations = newEquations.ToEquatableArray(),
            Diffusion = system.Diffusion.Select(d => secondOrder.Contains(d.State) ? d with { State = RatePath(d.State) } : d).ToEquatableArray(),
        };
        return ExprRewriter.MapExpressions(result, expr => ExprRewriter.Rename(expr, RateToState));
    }

    /// <summary>Path of the state that stands for the first derivative of another.</summary>
    public static string RatePath(string state) => state + "'";

    // Stored values are per base unit of time, so only the name of the unit changes.
    private static StateVariable RateOf(StateVariable state, Quantity time) => new(
        RatePath(state.Path),
        time.UnitText.Length == 0 ? state.Quantity : state.Quantity with { UnitText = $"{(state.Quantity.UnitText.Length == 0 ? "1" : state.Quantity.UnitText)}/{time.UnitText}" },
        state.Type,
        state.InitialRate ?? Algebra.Zero,
        null,
        state.Steady,
        null,
        null,
        $"Rate of change of {state.Path}.",
        state.Source,
        state.Population);

    private static Reference RateToState(Reference reference) => reference.Kind == VariableKind.Rate
        ? reference with { Name = RatePath(reference.Name), Kind = VariableKind.State }
        : reference;
}
