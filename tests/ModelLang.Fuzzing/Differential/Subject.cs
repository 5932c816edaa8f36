using ModelLang.Compiler;
using ModelLang.Compiler.IR;

namespace ModelLang.Fuzzing.Differential;

/// <summary>A model that was compiled, with its meaning.</summary>
/// <param name="Input">The text.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Options">How it was compiled.</param>
/// <param name="Result">What the compiler made of it.</param>
/// <param name="System">The system before any lowering.</param>
/// <param name="Seed">Of the points at which it is compared.</param>
internal sealed record Subject(
    FuzzInput Input, (string Fuzzer, int Round) Origin, CompilerOptions Options, CompilationResult Result, DynamicalSystem System, int Seed)
{
    /// <summary>Compiles one target of a text; reports when it does not compile.</summary>
    public static Subject? Compile(FuzzInput input, CompilerOptions options, int seed, FuzzLog log)
    {
        log.Trying(input);
        FileResolver files = new(input);
        CompilationResult? result = null;
        DynamicalSystem? system = null;
        try
        {
            log.Took(Watchdog.Run(() => result = ModelCompiler.Compile(files.Main, options, files)));
            system = Evaluation.ReferenceSystem.Build(input, options.Circuit, options.Experiment);
        }
        catch (Exception e)
        {
            log.Report($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}", input);
            return null;
        }

        if (result!.Succeeded && system is not null)
        {
            return new Subject(input, log.Origin, options, result, system, seed);
        }

        string errors = string.Join('\n', result.Diagnostics.Where(d => d.Severity == Compiler.Diagnostics.DiagnosticSeverity.Error).Select(d => $"{d.Start.Line}: {d.Code} {d.Message}"));
        log.Report($"a model made to be correct does not compile:\n{errors}", input);
        return null;
    }
}
