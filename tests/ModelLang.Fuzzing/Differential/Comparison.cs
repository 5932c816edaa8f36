using System.Globalization;
using ModelLang.Compiler.Methods;
using ModelLang.Fuzzing.Evaluation;
using ModelLang.Runtime;
using Values = System.Collections.Generic.Dictionary<string, ModelLang.Fuzzing.Evaluation.ComplexDual>;

namespace ModelLang.Fuzzing.Differential;

/// <summary>Compares a simulator with what its system means, at random parameters, inputs, states and times.</summary>
/// <remarks>
/// Values agree when they differ by no more than the bound that the reference carries. Where an intermediate result is infinite or NaN, or a
/// condition hangs on rounding, nothing is compared; under strict, where every correct computation gives NaN or the same infinity, so must the code.
/// </remarks>
internal sealed class Comparison(Subject subject, Func<Simulator> create, FuzzLog log)
{
    private const int LargestSystem = 24;

    private readonly ReferenceSystem _reference = new(subject.System, subject.Options.Strict);
    private readonly string[] _states = [.. create().Description.States.Select(s => s.Name)];

    /// <summary>Compares at some points; stops at the first difference.</summary>
    public void Run(int points)
    {
        Random random = new(subject.Seed);
        for (int point = 0; point < points; point++)
        {
            if (Difference(create(), random, point) is { } difference)
            {
                log.Report($"{difference}\ncompiled for {subject.Result.MethodName}{(subject.Options.Strict ? ", strict" : "")}, target {subject.Options.Experiment ?? subject.Options.Circuit}", subject.Input, subject.Origin);
                return;
            }
        }
    }

    private string? Difference(Simulator simulator, Random random, int point)
    {
        Dictionary<string, double> set = point == 0 ? [] : SetConstants(simulator, random, point);
        Values constants = _reference.Constants(set);
        simulator.Reset();
        if ((CompareConstants(simulator, constants) ?? CompareInitial(simulator, constants)) is { } early)
        {
            return early;
        }

        double[] y = new double[_states.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = point == 0 ? simulator.State[i] : Clamped(simulator.Description.States[i], RandomValues.Next(random, point));
        }

        double time = RandomValues.Time(random, point);
        double end = simulator.NextDiscontinuity(time);
        double inside = Inside(random, point, time, end);
        simulator.EnterSegment(inside);
        Dictionary<string, Measured> state = _states.Zip(y).ToDictionary(s => s.First, s => Measured.Exact(s.Second), StringComparer.Ordinal);
        string where = $"\nat t = {Text(inside)}, {string.Join(", ", set.Select(s => $"{s.Key} = {Text(s.Value)}"))}, {string.Join(", ", state.Select(s => $"{s.Key} = {Text(s.Value.Value)}"))}";
        string? difference = CompareDerivatives(simulator, constants, inside, y, state)
            ?? CompareJacobian(simulator, constants, inside, y, state)
            ?? CompareStep(simulator, constants, random, inside, end, y);
        return difference is null ? null : difference + where;
    }

    // Between two discontinuities all times must agree with the conditions of their segment; the middle is as good as any.
    private static double Inside(Random random, int point, double time, double end)
    {
        if (double.IsInfinity(end) || end - time < 1e-9 * Math.Abs(time))
        {
            return time;
        }

        double middle = DiscontinuityTimes.Middle(time, end);
        return point % 3 == 0 ? middle : time + ((0.01 + (0.98 * random.NextDouble())) * (end - time));
    }

    // Most of the parameters, so that the others show whether they follow, and all inputs.
    private static Dictionary<string, double> SetConstants(Simulator simulator, Random random, int point)
    {
        Dictionary<string, double> set = new(StringComparer.Ordinal);
        for (int i = 0; i < simulator.Description.Parameters.Count; i++)
        {
            VariableDescription parameter = simulator.Description.Parameters[i];
            double value = Clamped(parameter, RandomValues.Next(random, point));
            if (!random.OneIn(4))
            {
                simulator.SetParameter(i, value);
                set[parameter.Name] = value;
            }
        }

        for (int i = 0; i < simulator.Description.Inputs.Count; i++)
        {
            VariableDescription input = simulator.Description.Inputs[i];
            double value = Clamped(input, RandomValues.Next(random, point));
            simulator.SetInput(i, value);
            set[input.Name] = value;
        }

        return set;
    }

    private string? CompareConstants(Simulator simulator, Values constants)
    {
        for (int i = 0; i < simulator.Description.Parameters.Count; i++)
        {
            string name = simulator.Description.Parameters[i].Name;
            if (Differs(constants[name].Re.Value, simulator.GetParameter(i), $"parameter {name}") is { } difference)
            {
                return difference;
            }
        }

        for (int i = 0; i < simulator.Description.Inputs.Count; i++)
        {
            string name = simulator.Description.Inputs[i].Name;
            if (Differs(constants[name].Re.Value, simulator.GetInput(i), $"input {name}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? CompareInitial(Simulator simulator, Values constants)
    {
        Dictionary<string, Measured> initial = _reference.Initial(constants);
        for (int i = 0; i < _states.Length; i++)
        {
            if (initial.TryGetValue(_states[i], out Measured expected) && Differs(expected, simulator.State[i], $"initial value of {_states[i]}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? CompareDerivatives(Simulator simulator, Values constants, double t, double[] y, Dictionary<string, Measured> state)
    {
        (Dictionary<string, Dual> derivatives, Dictionary<string, Dual> intermediates) = _reference.At(constants, Measured.Exact(t), state);
        double[] dydt = new double[y.Length];
        simulator.Derivative(t, y, dydt);
        for (int i = 0; i < y.Length; i++)
        {
            if (Differs(derivatives[_states[i]].Value, dydt[i], $"derivative of {_states[i]}") is { } difference)
            {
                return difference;
            }
        }

        IReadOnlyList<VariableDescription> observables = simulator.Description.Observables;
        double[] values = new double[observables.Count];
        simulator.Observe(t, y, values);
        for (int i = 0; i < values.Length; i++)
        {
            Measured stored = state.TryGetValue(observables[i].Name, out Measured known) ? known : intermediates[observables[i].Name].Value;
            double scale = observables[i].Scale;
            Measured shown = scale == 1 || !stored.IsDetermined
                ? stored
                : new Measured(stored.Value * scale, (stored.Error * scale) + (Rounding.Unit * Math.Abs(stored.Value * scale)) + (4 * double.Epsilon));
            if (Differs(shown, values[i], $"observable {observables[i].Name}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? CompareJacobian(Simulator simulator, Values constants, double t, double[] y, Dictionary<string, Measured> state)
    {
        if (y.Length > LargestSystem)
        {
            return null;
        }

        double[] jacobian = new double[y.Length * y.Length];
        simulator.Jacobian(t, y, jacobian);
        for (int column = 0; column < y.Length; column++)
        {
            Dictionary<string, Dual> derivatives = _reference.At(constants, Measured.Exact(t), state, _states[column]).Derivatives;
            for (int row = 0; row < y.Length; row++)
            {
                Dual expected = derivatives[_states[row]];
                Measured slope = double.IsFinite(expected.Value.Value) && double.IsFinite(expected.Slope.Value) ? expected.Slope : Measured.Undetermined;
                if (Differs(slope, jacobian[(row * y.Length) + column], $"d({_states[row]}')/d({_states[column]})") is { } difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    private string? CompareStep(Simulator simulator, Values constants, Random random, double t, double end, double[] y)
    {
        // A step that starts at a jump sees one side of it, the right-hand side at its start the other.
        double h = Math.Min(Math.Pow(2, random.Next(-12, 1)), (end - t) / 2);
        bool atJump = simulator.NextDiscontinuity(t - (1e-9 * (1 + Math.Abs(t)))) < t + h;
        if (atJump || !(h > 1e-9 * (1 + Math.Abs(t))) || MethodTable.Find(subject.Result.MethodName!)!.Tableau is not { } tableau)
        {
            return null;
        }

        y.CopyTo(simulator.State);
        if (simulator is IFixedStepKernel fixedStep)
        {
            fixedStep.Advance(t, h, 0, 1);
        }
        else if (simulator is IAdaptiveKernel adaptive)
        {
            adaptive.Start(t);
            adaptive.TryStep(t, h, 1e-6, new double[y.Length]);
            adaptive.Accept();
        }

        Dictionary<string, Measured> expected = TableauStep.Of(_reference, tableau, constants, t, h, _states.Zip(y));
        for (int i = 0; i < y.Length; i++)
        {
            if (Differs(expected[_states[i]], simulator.State[i], $"{_states[i]} after a step of {Text(h)}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? Differs(Measured expected, double actual, string what)
    {
        log.Count(!expected.IsDetermined ? "values left open" : double.IsFinite(expected.Value) ? "values compared" : "infinities and NaN compared");
        return expected.Admits(actual) ? null : $"{what}: expected {Text(expected.Value)} to {Text(expected.Error)}, computed {Text(actual)}";
    }

    private static double Clamped(VariableDescription variable, double value)
    {
        value = Math.Clamp(value, variable.Lower, variable.Upper);
        return variable.Allows(value) ? value
            : double.IsFinite(variable.Lower) && double.IsFinite(variable.Upper) ? (variable.Lower + variable.Upper) / 2
            : double.IsFinite(variable.Lower) ? variable.Lower + 1 : variable.Upper - 1;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
