using System.Diagnostics;
using System.Globalization;
using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Dynamic;

namespace ModelLang.Benchmarks;

/// <summary>Time from text to first sample.</summary>
internal static class LatencyTimes
{
    /// <summary>Prints the milliseconds from the start of the process, and those of them in the process, to the first sample of the QIF model.</summary>
    /// <param name="warm">Whether the image may come from the cache.</param>
    public static void Report(bool warm)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using CompiledModel model = Model.Load(TrajectoryTimes.FileOf("qif"), new ModelOptions { Experiment = "step", UseCache = warm });
        TrajectoryTimes.Run(model, 1e-3, 1);
        double inProcess = watch.Elapsed.TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{SinceStart():F0} {inProcess:F0}"));
    }

    /// <summary>Prints the milliseconds of each phase of a cold start, one after the other: start of the process, front end, C# compiler, load and first sample.</summary>
    public static void ReportPhases()
    {
        double start = SinceStart();
        Stopwatch watch = Stopwatch.StartNew();
        string file = TrajectoryTimes.FileOf("qif");
        CompilationResult result = ModelCompiler.Compile(new SourceText(file, File.ReadAllText(file)), new CompilerOptions { Experiment = "step" }, ModelFiles.LibraryOnly);
        double frontEnd = watch.Elapsed.TotalMilliseconds;
        ImageCompiler.Compile(result.CSharp!, result.TypeName!);
        double compiled = watch.Elapsed.TotalMilliseconds;
        using CompiledModel model = Model.Load(file, new ModelOptions { Experiment = "step", UseCache = false });
        double again = watch.Elapsed.TotalMilliseconds;
        TrajectoryTimes.Run(model, 1e-3, 1);
        double sample = watch.Elapsed.TotalMilliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{start:F0} {frontEnd:F0} {compiled - frontEnd:F0} {again - compiled:F0} {sample - again:F0}"));
    }

    private static double SinceStart() => (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
}
