namespace ModelLang.Compiler.IR;

/// <summary>Takes white noise out of the equations: what is left is the drift, and each noise has a coefficient of its own.</summary>
/// <example><c>tau*v' = -v + sigma*xi</c> becomes <c>tau*v' = -v</c> with the diffusion term <c>sigma/tau</c> of <c>xi</c> on <c>v</c>.</example>
/// <remarks>
/// White noise has no value at a time, so it may only be added to a derivative, times factors that are free of it. Named terms that hold
/// noise are written into the equations that use them and are gone afterwards.
/// </remarks>
internal sealed class NoiseSplitter
{
    private readonly DynamicalSystem _system;
    private readonly Dictionary<string, Intermediate> _noisy = new(StringComparer.Ordinal);
    private readonly HashSet<string> _paths;

    private NoiseSplitter(DynamicalSystem system)
    {
        _system = system;

        // Until nothing is added: the intermediates of an operator are in the order of its text.
        for (int before = -1; before < _noisy.Count;)
        {
            before = _noisy.Count;
            foreach (Intermediate intermediate in system.Intermediates.Where(i => !_noisy.ContainsKey(i.Path) && IsNoisy(i.Definition)))
            {
                _noisy.Add(intermediate.Path, intermediate);
            }
        }

        _paths = [.. system.States.Select(s => s.Path), .. system.Intermediates.Select(i => i.Path), .. system.Parameters.Select(p => p.Path), .. system.Inputs.Select(i => i.Path)];
    }

    /// <summary>Splits every equation of a system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="isRecorded">Whether an experiment records a path.</param>
    /// <param name="nonlinear">Told of an equation in which noise is more than a term.</param>
    /// <param name="recorded">Told of a recorded quantity that holds noise.</param>
    public static DynamicalSystem Apply(
        DynamicalSystem system, Func<string, bool> isRecorded, Action<Equation> nonlinear, Action<Intermediate> recorded) =>
        system.Noises.Count == 0 ? system : new NoiseSplitter(system).Apply(isRecorded, nonlinear, recorded);

    /// <summary>The equations in which noise is more than a term.</summary>
    /// <param name="equations">Equations of one operator.</param>
    /// <param name="named">Its named terms.</param>
    public static IEnumerable<Equation> Nonlinear(IEnumerable<Equation> equations, IEnumerable<Intermediate> named)
    {
        NoiseSplitter splitter = new(new DynamicalSystem(
            "", null, "", Quantity.One, default, default, default, named.ToEquatableArray(), default, default, default));
        return equations.Where(e => splitter.Split(e.Rhs) is null);
    }

    private DynamicalSystem Apply(Func<string, bool> isRecorded, Action<Equation> nonlinear, Action<Intermediate> recorded)
    {
        foreach (Intermediate intermediate in _noisy.Values.Where(i => isRecorded(i.Path)))
        {
            recorded(intermediate);
        }

        List<Equation> equations = [];
        List<Intermediate> coefficients = [];
        List<DiffusionTerm> terms = [];
        foreach (Equation equation in _system.Equations)
        {
            if (Split(equation.Rhs) is not { } affine)
            {
                nonlinear(equation);
                continue;
            }

            equations.Add(equation with { Rhs = affine.Rest });
            foreach (NoiseSource noise in _system.Noises.Where(n => affine.Coefficients.ContainsKey(n.Path)))
            {
                Expr coefficient = affine.Coefficients[noise.Path];
                string path = CoefficientPath(equation.State, noise.Path);
                coefficients.Add(new Intermediate(
                    path, Quantity.One, equation.Coefficient is { } left ? Algebra.Divide(coefficient, left) : coefficient, IntermediateRole.Diffusion, "", equation.Source));
                terms.Add(new DiffusionTerm(equation.State, noise.Path, path));
            }
        }

        return _system with
        {
            Equations = equations.ToEquatableArray(),
            Intermediates = _system.Intermediates.Where(i => !_noisy.ContainsKey(i.Path)).Concat(coefficients).ToEquatableArray(),
            Diffusion = terms.ToEquatableArray(),
        };
    }

    private bool IsNoisy(Expr expr) => expr.Contains(IsNoise);

    private bool IsNoise(Expr node) => node is Reference { Kind: VariableKind.Noise } || (node is Reference { Kind: not VariableKind.Noise } r && _noisy.ContainsKey(r.Name));

    // g_v: the usual letter for a diffusion coefficient, with what it acts on.
    private string CoefficientPath(string state, string noise)
    {
        int dot = state.LastIndexOf('.') + 1;
        string prefix = state.Substring(0, dot);
        string name = $"{prefix}g_{state.Substring(dot)}_{noise.Substring(noise.LastIndexOf('.') + 1)}";
        while (!_paths.Add(name))
        {
            name += "_";
        }

        return name;
    }

    private sealed record Affine(Expr Rest, Dictionary<string, Expr> Coefficients)
    {
        public Affine Map(Func<Expr, Expr> linear) => new(
            Algebra.Is(Rest, 0) ? Rest : linear(Rest), Coefficients.ToDictionary(c => c.Key, c => linear(c.Value), StringComparer.Ordinal));
    }

    // Null when the expression is not affine in the noises.
    private Affine? Split(Expr expr)
    {
        if (!IsNoisy(expr))
        {
            return new Affine(expr, []);
        }

        switch (expr)
        {
            case Reference { Kind: VariableKind.Noise } noise:
                return new Affine(Algebra.Zero, new Dictionary<string, Expr>(StringComparer.Ordinal) { [noise.Name] = Algebra.One });
            case Reference named:
                return Split(_noisy[named.Name].Definition);
            case Sum sum:
                return Add(sum.Terms.Select(Split));
            case Negate negate:
                return Split(negate.Operand)?.Map(Algebra.Negate);
            case Product { Left: var left, Right: var right } when !IsNoisy(right):
                return Split(left)?.Map(x => Algebra.Multiply(x, right));
            case Product { Left: var left, Right: var right } when !IsNoisy(left):
                return Split(right)?.Map(x => Algebra.Multiply(left, x));
            case Quotient quotient when !IsNoisy(quotient.Right):
                return Split(quotient.Left)?.Map(x => Algebra.Divide(x, quotient.Right));
            case Conditional { Condition: var condition } conditional when !IsNoisy(condition):
                return (Split(conditional.WhenTrue), Split(conditional.WhenFalse)) is ({ } whenTrue, { } whenFalse)
                    ? Choose(condition, whenTrue, whenFalse)
                    : null;
            case Call { Function: Function.Re or Function.Im or Function.Conj } call:
                return Split(call.Arguments[0])?.Map(x => call with { Arguments = EquatableArray.Of(x) });
            default:
                return null;
        }
    }

    private static Affine? Add(IEnumerable<Affine?> parts)
    {
        List<Expr> rest = [];
        Dictionary<string, Expr> coefficients = new(StringComparer.Ordinal);
        foreach (Affine? part in parts)
        {
            if (part is null)
            {
                return null;
            }

            rest.Add(part.Rest);
            foreach (KeyValuePair<string, Expr> term in part.Coefficients)
            {
                coefficients[term.Key] = coefficients.TryGetValue(term.Key, out Expr? before) ? Algebra.Add(before, term.Value) : term.Value;
            }
        }

        return new Affine(Algebra.Add([.. rest]), coefficients);
    }

    private static Affine Choose(Expr condition, Affine whenTrue, Affine whenFalse)
    {
        Dictionary<string, Expr> coefficients = new(StringComparer.Ordinal);
        foreach (string noise in whenTrue.Coefficients.Keys.Union(whenFalse.Coefficients.Keys))
        {
            coefficients[noise] = new Conditional(condition, Of(whenTrue), Of(whenFalse));
            Expr Of(Affine part) => part.Coefficients.TryGetValue(noise, out Expr? value) ? value : Algebra.Zero;
        }

        return new Affine(new Conditional(condition, whenTrue.Rest, whenFalse.Rest), coefficients);
    }
}
