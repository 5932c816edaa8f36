using ModelLang.Compiler;

namespace ModelLang.Cli.Commands;

/// <summary>The options that say which model of a file is meant, the same for every command.</summary>
internal static class ModelSelection
{
    /// <summary>The options.</summary>
    public static Option[] Options { get; } =
    [
        new Option("--experiment", "NAME", "the experiment; not needed when the file has exactly one", "-e"),
        new Option("--circuit", "NAME", "a circuit, node or operator on its own, without an experiment", "-c"),
        new Option("--solver", "\"METHOD SETTING=VALUE...\"", "another method or other settings (dt, rtol, atol, max_step)"),
        new Option("--strict", null, "leave out all optimisations that change the last bits of a result"),
    ];

    /// <summary>What they say to the compiler.</summary>
    /// <exception cref="UsageException">They contradict each other or name an unknown method.</exception>
    public static CompilerOptions ForCompiler(Arguments arguments)
    {
        if (arguments.Has("--experiment") && arguments.Has("--circuit"))
        {
            throw new UsageException("'--experiment' and '--circuit' exclude each other: an experiment names its circuit");
        }

        return new CompilerOptions
        {
            Experiment = arguments.Value("--experiment"),
            Circuit = arguments.Value("--circuit"),
            Method = SolverArgument.Parse(arguments.Value("--solver")).Method,
            Strict = arguments.Has("--strict"),
        };
    }
}
