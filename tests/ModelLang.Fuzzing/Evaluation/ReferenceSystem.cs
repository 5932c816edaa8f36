using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Semantics;
using ValueType = ModelLang.Compiler.IR.ValueType;
using Values = System.Collections.Generic.Dictionary<string, ModelLang.Fuzzing.Evaluation.ComplexDual>;

namespace ModelLang.Fuzzing.Evaluation;

/// <summary>What a system means: initial values, derivatives and observables straight from the model's equations, before any lowering.</summary>
/// <param name="system">The system as <c>SystemBuilder</c> gives it.</param>
/// <param name="strict">Whether the code it is compared with keeps the order of operations.</param>
internal sealed class ReferenceSystem(DynamicalSystem system, bool strict)
{
    private static readonly Measured s_start = Measured.Exact(0);

    /// <summary>The system itself.</summary>
    public DynamicalSystem System { get; } = system;

    /// <summary>The system of a circuit, or of an experiment with its circuit; null when the text has errors.</summary>
    public static DynamicalSystem? Build(FuzzInput input, string? circuit, string? experiment)
    {
        FileResolver files = new(input);
        DiagnosticBag diagnostics = new();
        ModelFileLoader loader = new(files, diagnostics);
        ModelFile main = loader.Load(files.Main);
        if (diagnostics.HasErrors)
        {
            return null;
        }

        SemanticModel model = SemanticModel.Bind(main, loader.Files, diagnostics);
        DynamicalSystem? built = experiment is not null && model.Experiments.Find(e => e.Name == experiment) is { } found
            ? SystemBuilder.Build(model, found, diagnostics)
            : model.Templates.Find(t => t.Name == circuit) is { } template ? SystemBuilder.Build(model, template, diagnostics) : null;
        return diagnostics.HasErrors ? null : built;
    }

    /// <summary>Values of parameters and inputs, some of them set, the others by their defaults.</summary>
    public Values Constants(IReadOnlyDictionary<string, double> set)
    {
        Values values = new(StringComparer.Ordinal);
        foreach ((string path, Expr value) in System.Parameters.Select(p => (p.Path, p.Default)).Concat(System.Inputs.Select(i => (i.Path, i.Default))))
        {
            values[path] = set.TryGetValue(path, out double number) ? ComplexDual.Exact(number) : new ReferenceEvaluator(values, s_start, strict).Value(value);
        }

        return values;
    }

    /// <summary>Initial values of the components of the state vector, by name; those to be solved for are left out.</summary>
    public Dictionary<string, Measured> Initial(Values constants)
    {
        ReferenceEvaluator evaluator = new(constants, s_start, strict);
        Values states = new(StringComparer.Ordinal);
        foreach (StateVariable state in System.States.Where(s => !s.Steady))
        {
            states[state.Path] = evaluator.Value(state.Initial);
            if (OrderOf(state) == 2)
            {
                states[state.Path + "'"] = state.InitialRate is null ? ComplexDual.Exact(0) : evaluator.Value(state.InitialRate);
            }
        }

        return Components(states);
    }

    /// <summary>Derivatives of all components of the state vector, and values of all intermediates, at a time and state.</summary>
    /// <param name="constants">Parameters and inputs.</param>
    /// <param name="time">The time.</param>
    /// <param name="state">The components of the state vector by name.</param>
    /// <param name="direction">The component to derive by, or null.</param>
    public (Dictionary<string, Dual> Derivatives, Dictionary<string, Dual> Intermediates) At(
        Values constants, Measured time, IReadOnlyDictionary<string, Measured> state, string? direction = null)
    {
        Values values = new(constants, StringComparer.Ordinal);
        Dual Component(string name) => new(state[name], name == direction ? Measured.Exact(1) : Measured.Absent);
        foreach (StateVariable each in System.States)
        {
            foreach (string path in OrderOf(each) == 2 ? new[] { each.Path, each.Path + "'" } : [each.Path])
            {
                values[path] = each.Type == ValueType.Complex
                    ? new ComplexDual(Component(path + ".re"), Component(path + ".im"))
                    : ComplexDual.Real(Component(path));
            }
        }

        ReferenceEvaluator evaluator = new(values, time, strict);
        Values intermediates = new(StringComparer.Ordinal);
        foreach (Intermediate intermediate in System.Intermediates)
        {
            intermediates[intermediate.Path] = values[intermediate.Path] =
                intermediate.Type == ValueType.Boolean ? ComplexDual.Exact(0) : evaluator.Value(intermediate.Definition);
        }

        Values derivatives = new(StringComparer.Ordinal);
        foreach (Equation equation in System.Equations)
        {
            Expr rhs = equation.Coefficient is null ? equation.Rhs : new Quotient(equation.Rhs, equation.Coefficient);
            derivatives[equation.Order == 2 ? equation.State + "'" : equation.State] = evaluator.Value(rhs);
            if (equation.Order == 2)
            {
                derivatives[equation.State] = values[equation.State + "'"];
            }
        }

        return (Parts(derivatives), Parts(intermediates));
    }

    private int OrderOf(StateVariable state) => System.Equations.First(e => e.State == state.Path).Order;

    private static Dictionary<string, Measured> Components(Values values) => Parts(values).ToDictionary(p => p.Key, p => p.Value.Value, StringComparer.Ordinal);

    // Each value under its own name and under those of its parts; whoever compares knows which of them exist.
    private static Dictionary<string, Dual> Parts(Values values)
    {
        Dictionary<string, Dual> parts = new(StringComparer.Ordinal);
        foreach ((string path, ComplexDual value) in values)
        {
            parts[path] = value.Re;
            parts[path + ".re"] = value.Re;
            parts[path + ".im"] = value.Im;
        }

        return parts;
    }
}
