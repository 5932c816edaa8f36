using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>What a manifest tells of the model and the run.</summary>
internal static class SweepFacts
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Parameters and inputs that have one value, as they are before the sweep changes them, in the unit shown.</summary>
    public static JsonObject Values(Simulator simulator)
    {
        SystemDescription system = simulator.Description;
        var values = new JsonObject();
        Add(system.Parameters, simulator.GetParameter);
        Add(system.Inputs, simulator.GetInput);
        return values;

        void Add(IReadOnlyList<VariableDescription> variables, Func<int, double> get)
        {
            for (int i = 0; i < variables.Count; i++)
            {
                if (variables[i].Population < 0)
                {
                    values[variables[i].Name] = Number(get(i) * variables[i].Scale);
                }
            }
        }
    }

    /// <summary>Everything that the results depend on, beside axes and reductions.</summary>
    /// <param name="simulator">The model.</param>
    /// <param name="plan">The sweep.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="values">What <see cref="Values"/> gave.</param>
    public static JsonObject Of(Simulator simulator, SweepPlan plan, SweepOptions options, JsonObject values)
    {
        SystemDescription system = plan.System;
        ExperimentDescription? experiment = system.Experiment;
        RunOptions run = options.Run;
        JsonObject facts = options.Facts?.DeepClone().AsObject() ?? [];
        facts["circuit"] = system.Name;
        facts["experiment"] = experiment?.Name;
        facts["method"] = system.Method;
        facts["duration"] = Number(run.Duration ?? experiment?.Duration);
        facts["discard"] = Number(run.Discard ?? experiment?.Discard ?? 0);
        facts["step"] = Number(run.Step ?? experiment?.Step);
        facts["rtol"] = Number(run.RelativeTolerance ?? experiment?.RelativeTolerance);
        facts["atol"] = Number(run.AbsoluteTolerance ?? experiment?.AbsoluteTolerance);
        facts["max_step"] = Number(run.MaximumStep ?? experiment?.MaximumStep);
        facts["interval"] = Number(plan.Samples.Interval);
        facts["samples"] = plan.Samples.Count;
        facts["seed"] = system.IsRandom ? run.Seed ?? experiment?.Seed ?? 0 : null;
        facts["settings"] = new JsonArray([.. (run.Settings ?? []).Select(s => Setting(s, system))]);
        foreach (SweptQuantity quantity in plan.Grid.Axes.SelectMany(a => a.Quantities))
        {
            values.Remove(quantity.Name);
        }

        facts["values"] = values;
        facts["data"] = new JsonArray([.. DataFiles(simulator).Distinct().Select(path => new JsonObject { ["file"] = Path.GetFileName(path), ["sha256"] = HashOf(path) })]);
        facts["build"] = new JsonObject
        {
            ["model"] = BuildOf(simulator.GetType()),
            ["runtime"] = BuildOf(typeof(Simulator)),
            ["simulation"] = BuildOf(typeof(SweepRunner)),
        };
        return facts;
    }

    /// <summary>What differs from run to run: when, where, how long.</summary>
    /// <param name="threads">Threads of the last run.</param>
    /// <param name="wallTime">Time it took.</param>
    /// <param name="blocks">All blocks, whoever computed them.</param>
    public static JsonObject OfRun(int threads, TimeSpan wallTime, IEnumerable<BlockFile> blocks) => new()
    {
        ["finished"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["wallSeconds"] = Math.Round(wallTime.TotalSeconds, 3),
        ["threadSeconds"] = Math.Round(blocks.Sum(b => b.Elapsed.TotalSeconds), 3),
        ["threads"] = threads,
        ["processors"] = Environment.ProcessorCount,
        ["processor"] = Processor(),
        ["vectorBits"] = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["system"] = RuntimeInformation.OSDescription,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
    };

    private static IEnumerable<string> DataFiles(Simulator simulator) =>
        simulator.Description.Tables.Select(t => DataFile.PathOf(simulator, t)).Concat(simulator.Description.Arrays.Select(a => ArrayFile.PathOf(simulator, a)));

    private static JsonObject Setting(VariableSetting setting, SystemDescription system)
    {
        VariableDescription variable = setting.Kind switch
        {
            VariableKind.Parameter => system.Parameters[setting.Index],
            VariableKind.Input => system.Inputs[setting.Index],
            _ => system.States[setting.Index],
        };
        return new JsonObject
        {
            ["name"] = new UnitSelection(variable.Name, setting.First, setting.Last).ToString(),
            ["value"] = Number(setting.Value * variable.Scale),
            ["unit"] = variable.Unit,
        };
    }

    // JSON has no infinity.
    private static JsonNode? Number(double? value) =>
        value is not { } number ? null : double.IsFinite(number) ? (JsonNode)number : (JsonNode)number.ToString(CultureInfo.InvariantCulture);

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    // The version of a module is a hash of its content when the compiler is deterministic, as ours is.
    private static string BuildOf(Type type)
    {
        try
        {
            return type.Module.ModuleVersionId.ToString();
        }
        catch (InvalidOperationException)
        {
            return type.Assembly.FullName ?? "";
        }
    }

    private static string Processor()
    {
        try
        {
            string? line = File.Exists(ProcessorFile) ? File.ReadLines(ProcessorFile).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
            return line is null ? "" : line[(line.IndexOf(':') + 1)..].Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
