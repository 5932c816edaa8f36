using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Dynamic;
using ModelLang.Runtime;

namespace ModelLang.Benchmarks;

/// <summary>Compares emitted code as it is, optimised at once, with the same code left to tiered compilation, as a project has it in its own assembly.</summary>
internal static class TieringTimes
{
    /// <summary>Prints the milliseconds of a first run of several lengths, compilation of its methods included.</summary>
    /// <param name="work">"qif" or "wilson_cowan".</param>
    public static void Report(string work)
    {
        string file = TrajectoryTimes.FileOf(work);
        CompilationResult result = ModelCompiler.Compile(
            new SourceText(file, File.ReadAllText(file)), new CompilerOptions { Experiment = work == "qif" ? "step" : "free" }, ModelFiles.LibraryOnly);
        Console.WriteLine($"{"steps",10} {"at once",12} {"tiered",12}   ms of the first run, ns per step of a later one");
        foreach (int steps in new[] { 1_000, 100_000, 10_000_000 })
        {
            (double first, double later) = Measure(result, result.CSharp!, steps);
            (double tiered, double tieredLater) = Measure(result, result.CSharp!.Replace("[MethodImpl(MethodImplOptions.AggressiveOptimization)]", "", StringComparison.Ordinal), steps);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps,10} {first,8:F2} {later,6:F2} {tiered,8:F2} {tieredLater,6:F2}"));
        }
    }

    // In an assembly that cannot be unloaded, as one that can is never tiered.
    private static (double First, double Later) Measure(CompilationResult result, string code, int steps)
    {
        Type type = Assembly.Load(ImageCompiler.Compile(code, "tiering" + Guid.NewGuid())).GetType(result.TypeName!)!;
        double first = Run(type, steps);
        double later = first;
        for (int round = 0; round < 20; round++)
        {
            later = Math.Min(later, Run(type, steps));
        }

        return (first, later / steps * 1e6);
    }

    private static double Run(Type type, int steps)
    {
        Stopwatch watch = Stopwatch.StartNew();
        var simulator = (Simulator)Activator.CreateInstance(type)!;
        simulator.Reset();
        SolutionCursor.Create(simulator, new IntegrationSettings { Step = 0.001 }).AdvanceTo(steps * 0.001);
        return watch.Elapsed.TotalMilliseconds;
    }
}
