using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Lowering;

/// <summary>Splits complex states, intermediates and arithmetic into real and imaginary parts.</summary>
/// <example><c>z' = 1i*w*z</c> becomes <c>z.re' = -w*z.im</c> and <c>z.im' = w*z.re</c>.</example>
/// <remarks>
/// Afterwards every expression is real or boolean and the functions that exist for complex numbers only are gone.
/// A real operand costs no imaginary part. Parts used more than once become temporaries, so the result grows linearly.
/// A quotient multiplies by the conjugate and by one reciprocal; integer powers multiply; other powers use the polar form.
/// Agrees with complex arithmetic to rounding; real expressions keep their value bit for bit.
/// </remarks>
internal static class ComplexToReal
{
    /// <summary>Runs the pass.</summary>
    public static DynamicalSystem Apply(DynamicalSystem system)
    {
        IntermediateList list = new(system, "t");
        ComplexSplitter splitter = new(list.Name);
        HashSet<string> complex = ComplexNames(system);
        foreach (Intermediate intermediate in system.Intermediates)
        {
            foreach ((string path, Expr part) in splitter.Parts(intermediate.Path, intermediate.Definition, complex.Contains(intermediate.Path)))
            {
                list.Add(intermediate with { Path = path, Definition = part });
            }
        }

        Equation[] equations = [.. system.Equations.SelectMany(equation =>
            splitter.Parts(equation.State, equation.Rhs, complex.Contains(equation.State))
                .Select(part => equation with { State = part.Path, Rhs = part.Value }))];
        ComplexSplitter inline = new(expr => expr);
        return system with
        {
            States = system.States.SelectMany(state => StateParts(state, inline)).ToEquatableArray(),
            Intermediates = list.Items,
            Equations = equations.ToEquatableArray(),
            Histories = system.Histories.SelectMany(h => inline.Parts(h.State, h.Value, complex.Contains(h.State)).Select(p => new HistoryFunction(p.Path, p.Value))).ToEquatableArray(),
            Diffusion = system.Diffusion.SelectMany(term => DiffusionParts(term, complex, [.. list.Items.Select(i => i.Path)])).ToEquatableArray(),
        };
    }

    // A real noise acts on the real part of a complex state by the real part of its coefficient.
    private static IEnumerable<DiffusionTerm> DiffusionParts(DiffusionTerm term, HashSet<string> complex, HashSet<string> paths)
    {
        if (!complex.Contains(term.State))
        {
            return [term];
        }

        return paths.Contains(RealPath(term.Coefficient))
            ? [
                term with { State = RealPath(term.State), Coefficient = RealPath(term.Coefficient) },
                term with { State = ImaginaryPath(term.State), Coefficient = ImaginaryPath(term.Coefficient) },
            ]
            : [term with { State = RealPath(term.State) }];
    }

    /// <summary>Path of the real part of a complex variable.</summary>
    public static string RealPath(string path) => path + ".re";

    /// <summary>Path of the imaginary part of a complex variable.</summary>
    public static string ImaginaryPath(string path) => path + ".im";

    /// <summary>Whether an expression still needs complex numbers.</summary>
    public static bool IsComplex(Expr expr) => expr is ImaginaryUnit or Reference { ValueType: ValueType.Complex }
        or Call { Function: Function.Re or Function.Im or Function.Conj or Function.Arg or Function.Abs2 };

    // States, and what is complex although its definition is real: a complex input that gets a real value.
    private static HashSet<string> ComplexNames(DynamicalSystem system) =>
    [
        .. system.States.Where(s => s.Type == ValueType.Complex).Select(s => s.Path),
        .. system.Intermediates.Select(i => i.Definition).Concat(system.Equations.Select(e => e.Rhs))
            .SelectMany(expr => expr.SelfAndDescendants())
            .Select(node => node is Delayed past ? past.Signal : node)
            .OfType<Reference>()
            .Where(r => r.ValueType == ValueType.Complex)
            .Select(r => r.Name),
    ];

    // The condition of a state is about both parts; it stays with the real one.
    private static IEnumerable<StateVariable> StateParts(StateVariable state, ComplexSplitter splitter)
    {
        StateCondition? condition = state.Condition is { } c ? c with { Holds = splitter.Split(c.Holds).Re } : null;
        if (state.Type != ValueType.Complex)
        {
            yield return state with { Initial = splitter.Split(state.Initial).Re, Condition = condition };
            yield break;
        }

        ComplexParts initial = splitter.Split(state.Initial);
        StateVariable real = state with { Type = ValueType.Real, Condition = condition, Range = null };
        yield return real with { Path = RealPath(state.Path), Initial = initial.Re, StartsAs = Part(RealPath) };
        yield return real with { Path = ImaginaryPath(state.Path), Initial = initial.Im, Condition = null, StartsAs = Part(ImaginaryPath) };

        string? Part(Func<string, string> part) => state.StartsAs is { } path ? part(path) : null;
    }
}
