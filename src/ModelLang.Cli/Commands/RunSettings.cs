using System.Globalization;
using System.Text.Json.Nodes;
using ModelLang.Compiler;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Cli.Commands;

/// <summary>What one run and a sweep have in common on the command line.</summary>
internal static class RunSettings
{
    /// <summary>The options that choose and change an experiment.</summary>
    public static Option[] Options { get; } =
    [
        .. ModelSelection.Options,
        new Option("--set", "PATH=VALUE", "set a parameter, an input or an initial value", Repeatable: true),
        new Option("--duration", "T", "time to simulate; with --circuit it is required"),
        new Option("--seed", "N", "seed of all random numbers"),
    ];

    /// <summary>The options that say how a command works and talks.</summary>
    public static Option[] Manners { get; } =
    [
        new Option("--no-cache", null, "compile again, and keep nothing"),
        new Option("--quiet", null, "print errors only", "-q"),
    ];

    /// <summary>Compiles the model, or takes it from the cache.</summary>
    public static CompiledModel Load(string file, Arguments arguments)
    {
        CompilerOptions chosen = ModelSelection.ForCompiler(arguments);
        return Model.Load(file, new ModelOptions
        {
            Experiment = chosen.Experiment,
            Circuit = chosen.Circuit,
            Method = chosen.Method,
            Strict = chosen.Strict,
            UseCache = !arguments.Has("--no-cache"),
        });
    }

    /// <summary>Makes a simulator.</summary>
    /// <exception cref="ExperimentException">A value of the model is outside its range.</exception>
    public static Simulator Create(CompiledModel model)
    {
        try
        {
            return model.CreateSimulator();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw ExperimentException.OutOfRange(e);
        }
    }

    /// <summary>Refuses to overwrite the data that a model reads.</summary>
    public static void RefuseInputs(Simulator simulator, IEnumerable<string?> outputs)
    {
        SystemDescription system = simulator.Description;
        IEnumerable<ArrayDescription> swept = (system.Experiment?.Sweep ?? []).SelectMany(axis => axis.Swept)
            .Where(quantity => quantity.File is not null)
            .Select(quantity => new ArrayDescription("", quantity.File!, quantity.ModelFile));
        string[] inputs = [.. system.Tables.Select(table => DataFile.PathOf(simulator, table)), .. system.Arrays.Concat(swept).Select(array => ArrayFile.PathOf(simulator, array))];
        foreach (string path in outputs.OfType<string>())
        {
            OutputPath.RefuseInputs(path, inputs);
        }
    }

    /// <summary>What the options say of a run.</summary>
    /// <exception cref="UsageException">They do not fit the model or each other.</exception>
    public static RunOptions Read(Arguments arguments, Simulator simulator)
    {
        SystemDescription system = simulator.Description;
        SolverArgument solver = SolverArgument.Parse(arguments.Value("--solver"));
        string? duration = arguments.Value("--duration");
        if (duration is null && system.Experiment?.Duration is null)
        {
            throw new UsageException(
                system.Experiment is null ? $"'{system.Name}' has no experiment that says how long to simulate" : $"experiment '{system.Experiment.Name}' does not say how long to simulate",
                "say it with --duration, such as --duration " + (system.TimeUnit.Length == 0 ? "100" : $"\"100 {system.TimeUnit}\""));
        }

        if (simulator is IFixedStepKernel && solver.Settings.Keys.FirstOrDefault(name => name != "dt") is { } useless)
        {
            throw new UsageException($"--solver: '{system.Method}' goes with a fixed step, it has no '{useless}'", "its only setting is dt");
        }

        return new RunOptions
        {
            Settings = Assignments.Read(arguments.Values("--set"), simulator),
            Duration = Positive("--duration", duration, system.TimeUnit),
            Step = Setting("dt", system.TimeUnit),
            MaximumStep = Setting("max_step", system.TimeUnit),
            RelativeTolerance = Setting("rtol", ""),
            AbsoluteTolerance = Setting("atol", ""),
            Seed = Seed(arguments.Value("--seed")),
        };

        double? Setting(string name, string unit) => Positive("--solver: " + name, solver.Settings.GetValueOrDefault(name), unit);
    }

    /// <summary>The model and the program, for a manifest.</summary>
    public static JsonObject Facts(string file) => new()
    {
        ["model"] = Path.GetFileName(file),
        ["mlang"] = Help.Version,
    };

    /// <summary>Warns of a seed that nothing uses.</summary>
    public static void WarnOfUselessSeed(RunOptions run, SystemDescription system, Terminal terminal)
    {
        if (run.Seed is not null && !system.IsRandom)
        {
            terminal.Warn($"nothing in '{system.Name}' is random; --seed has no effect");
        }
    }

    private static double? Positive(string name, string? text, string unit)
    {
        if (text is null)
        {
            return null;
        }

        if (!UnitConversion.TryParseQuantity(text, unit, out double value, out string error))
        {
            throw new UsageException($"{name} {text}: {error}");
        }

        return value > 0 && double.IsFinite(value) ? value : throw new UsageException($"{name} {text}: it must be positive and finite");
    }

    private static long? Seed(string? text) => text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seed) ? seed
        : throw new UsageException($"--seed {text}: it must be a whole number, zero or positive");
}
