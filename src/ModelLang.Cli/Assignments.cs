using ModelLang.Compiler;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Cli;

/// <summary>The values of <c>--set path=value</c>: parameters, inputs, and initial values of states.</summary>
internal static class Assignments
{
    private enum Kind
    {
        Parameter,
        Input,
        State,
    }

    /// <summary>Resets a simulator with the values set. Parameters come first, so that initial values follow from them.</summary>
    /// <exception cref="UsageException">A path is unknown or a value does not fit it.</exception>
    public static void Apply(IReadOnlyList<string> texts, Simulator simulator)
    {
        var assignments = texts.Select(text => Read(text, simulator.Description)).ToList();
        string? twice = assignments.GroupBy(a => (a.Kind, a.Index)).FirstOrDefault(g => g.Count() > 1)?.First().Text;
        if (twice is not null)
        {
            throw new UsageException($"--set {twice}: this is set twice");
        }

        foreach (var (kind, index, value, _) in assignments.Where(a => a.Kind == Kind.Parameter))
        {
            simulator.SetParameter(index, value);
        }

        simulator.Reset();
        foreach (var (kind, index, value, _) in assignments)
        {
            if (kind == Kind.Input)
            {
                simulator.SetInput(index, value);
            }
            else if (kind == Kind.State)
            {
                simulator.State[index] = value;
            }
        }
    }

    private static (Kind Kind, int Index, double Value, string Text) Read(string text, SystemDescription system)
    {
        int at = text.IndexOf('=');
        if (at <= 0 || at == text.Length - 1)
        {
            throw new UsageException($"--set {text}: write path=value, such as --set p.eta=-5.5");
        }

        string path = text[..at].Trim();
        (Kind kind, int index, VariableDescription variable) = Find(path, text, system);
        if (!UnitConversion.TryParseQuantity(text[(at + 1)..].Trim(), variable.Unit, out double shown, out string error))
        {
            throw new UsageException($"--set {text}: {error}");
        }

        double value = shown / variable.Scale;
        if (!double.IsFinite(value) || !variable.Allows(value))
        {
            throw new UsageException($"--set {text}: {Numbers.Show(shown, variable.Unit)} is outside the range of '{variable.Name}'", $"allowed is {Ranges.Show(variable)}");
        }

        return (kind, index, value, text);
    }

    private static (Kind Kind, int Index, VariableDescription Variable) Find(string path, string text, SystemDescription system)
    {
        (Kind Kind, IReadOnlyList<VariableDescription> Variables)[] groups =
            [(Kind.Parameter, system.Parameters), (Kind.Input, system.Inputs), (Kind.State, system.States)];
        foreach ((Kind kind, IReadOnlyList<VariableDescription> variables) in groups)
        {
            for (int i = 0; i < variables.Count; i++)
            {
                if (variables[i].Name == path)
                {
                    return (kind, i, variables[i]);
                }
            }
        }

        if (system.Observables.Any(o => o.Name == path))
        {
            throw new UsageException($"--set {text}: the model computes '{path}'", "only parameters, free inputs and initial values of states can be set");
        }

        string[] known = [.. groups.SelectMany(g => g.Variables).Select(v => v.Name)];
        throw new UsageException($"--set {text}: '{system.Name}' has no '{path}'", Nearest.Hint(path, known));
    }
}
