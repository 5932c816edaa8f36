using ModelLang.Compiler;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Cli;

/// <summary>The values of <c>--set path=value</c>: parameters, inputs, and initial values of states.</summary>
internal static class Assignments
{
    /// <summary>Reads the values.</summary>
    /// <exception cref="UsageException">A path is unknown or occurs twice, a population has no such units, or a value does not fit.</exception>
    public static IReadOnlyList<VariableSetting> Read(IReadOnlyList<string> texts, Simulator simulator)
    {
        HashSet<(VariableKind, int, int, int)> set = [];
        List<VariableSetting> settings = [];
        foreach (string text in texts)
        {
            VariableSetting setting;
            try
            {
                setting = Read(text, simulator);
            }
            catch (ExperimentException e)
            {
                throw new UsageException($"--set {text}: {e.Message}");
            }

            if (!set.Add((setting.Kind, setting.Index, setting.First, setting.Last)))
            {
                throw new UsageException($"--set {text}: this is set twice");
            }

            settings.Add(setting);
        }

        return settings;
    }

    private static VariableSetting Read(string text, Simulator simulator)
    {
        int at = text.IndexOf('=');
        if (at <= 0 || at == text.Length - 1)
        {
            throw new UsageException($"--set {text}: write path=value, such as --set p.eta=-5.5");
        }

        UnitSelection selection = UnitSelection.Parse(text[..at].Trim());
        (VariableKind kind, int index, VariableDescription variable) = Find(selection.Name, text, simulator.Description);
        if (!UnitConversion.TryParseQuantity(text[(at + 1)..].Trim(), variable.Unit, out double shown, out string error))
        {
            throw new UsageException($"--set {text}: {error}");
        }

        double value = shown / variable.Scale;
        if (!double.IsFinite(value) || !variable.Allows(value))
        {
            throw new UsageException($"--set {text}: {Numbers.Show(shown, variable.Unit)} is outside the range of '{variable.Name}'", $"allowed is {Ranges.Show(variable)}");
        }

        var setting = new VariableSetting(kind, index, value, selection.First, selection.Last);
        setting.Units(simulator);
        return setting;
    }

    private static (VariableKind Kind, int Index, VariableDescription Variable) Find(string path, string text, SystemDescription system)
    {
        (VariableKind Kind, IReadOnlyList<VariableDescription> Variables)[] groups =
            [(VariableKind.Parameter, system.Parameters), (VariableKind.Input, system.Inputs), (VariableKind.State, system.States)];
        foreach ((VariableKind kind, IReadOnlyList<VariableDescription> variables) in groups)
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

        if (path.StartsWith("init ", StringComparison.Ordinal) && system.States.FirstOrDefault(s => s.Name == path["init ".Length..].Trim()) is { } state)
        {
            throw new UsageException($"--set {text}: an initial value is set by the name of its state", $"--set {state.Name}={text[(text.IndexOf('=') + 1)..].Trim()}");
        }

        string[] known = [.. groups.SelectMany(g => g.Variables).Select(v => v.Name)];
        throw new UsageException($"--set {text}: '{system.Name}' has no '{path}'", Nearest.Hint(path, known));
    }
}
