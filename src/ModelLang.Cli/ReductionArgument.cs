using System.Text.RegularExpressions;
using ModelLang.Compiler;
using ModelLang.Runtime;
using ModelLang.Simulation.Sweeps.Reductions;

namespace ModelLang.Cli;

/// <summary>The value of <c>--reduce</c>, written as in a model: <c>mean(r)</c>, <c>top = max(p.r) over [20 ms, 100 ms]</c>.</summary>
internal static partial class ReductionArgument
{
    private const string Example = "write for instance \"mean(r)\" or \"top = max(r) over [20, 100]\"";

    /// <summary>Reads all values; null when there are none.</summary>
    /// <exception cref="UsageException">One is something else, or two have the same label.</exception>
    public static IReadOnlyList<ReductionDescription>? Read(IReadOnlyList<string> texts, string timeUnit)
    {
        List<ReductionDescription> reductions = [];
        foreach (string text in texts)
        {
            ReductionDescription reduction = Read(text, timeUnit);
            if (reductions.Exists(r => r.Label == reduction.Label))
            {
                throw new UsageException($"--reduce \"{text}\": '{reduction.Label}' occurs twice", $"give it another label: --reduce \"label = {text}\"");
            }

            reductions.Add(reduction);
        }

        return texts.Count == 0 ? null : reductions;
    }

    private static ReductionDescription Read(string text, string timeUnit)
    {
        Match match = Form().Match(text);
        if (!match.Success)
        {
            throw new UsageException($"--reduce \"{text}\" is not understood", Example);
        }

        string name = match.Groups["name"].Value;
        string recording = match.Groups["recording"].Value;
        ReductionKind kind = Reducer.Find(name) ?? throw new UsageException($"--reduce \"{text}\": there is no reduction '{name}'", Nearest.Hint(name, Reducer.Names));
        string label = match.Groups["label"] is { Success: true, Value: var stated } ? stated : $"{name}({recording})";
        if (!match.Groups["from"].Success)
        {
            return new ReductionDescription(label, kind, recording);
        }

        (double from, double to) = (Time(match.Groups["from"].Value, text, timeUnit), Time(match.Groups["to"].Value, text, timeUnit));
        return from <= to
            ? new ReductionDescription(label, kind, recording, from, to)
            : throw new UsageException($"--reduce \"{text}\": the window ends before it begins");
    }

    private static double Time(string time, string text, string unit) => UnitConversion.TryParseQuantity(time, unit, out double value, out string error)
        ? value
        : throw new UsageException($"--reduce \"{text}\": {error}");

    [GeneratedRegex(@"^\s*((?<label>[^=()]*[^=()\s])\s*=\s*)?(?<name>\w+)\s*\(\s*(?<recording>.*\S)\s*\)\s*(over\s*\[(?<from>[^,\]]+),(?<to>[^,\]]+)\]\s*)?$")]
    private static partial Regex Form();
}
