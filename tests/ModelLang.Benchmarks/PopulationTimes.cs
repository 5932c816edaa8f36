using System.Diagnostics;
using System.Globalization;
using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Dynamic;
using ModelLang.Runtime;

namespace ModelLang.Benchmarks;

/// <summary>How time and memory grow with the number of units.</summary>
internal static class PopulationTimes
{
    // A stage of rk4 reads two states, two inputs of the equations and writes two slopes; its argument reads and writes as much again, and the last sum reads
    // all slopes: per unit and step 8 bytes times (4 stages of 3 reads and 2 writes, 3 arguments of 4 reads and 2 writes, 10 reads and 2 writes).
    private const double BytesPerUnitAndStep = 8 * ((4 * 5) + (3 * 6) + 12);

    /// <summary>Prints for a population of uncoupled QIF mean fields: nanoseconds per unit and step, gigabytes per second that this moves, and what copying moves.</summary>
    /// <param name="units">Number of units.</param>
    public static void Report(int units)
    {
        using CompiledModel model = Model.FromText(Text(units), new ModelOptions { Circuit = "many", Method = "rk4" });
        Simulator simulator = model.CreateSimulator();
        SolutionCursor cursor = SolutionCursor.Create(simulator, new IntegrationSettings { Step = 0.01 });
        int steps = Math.Max(4, 20_000_000 / units);
        double best = double.PositiveInfinity;
        for (int round = 0; round < 5; round++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            cursor.AdvanceTo(((round * steps) + steps) * 0.01);
            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / steps / units);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{units,9} units  {best,7:F3} ns per unit and step  {BytesPerUnitAndStep / best,6:F1} GB/s  copying as many numbers {Copying(units),6:F1} GB/s"));
    }

    /// <summary>Prints the milliseconds from text to C# text for populations of several sizes, and the length of the text.</summary>
    public static void ReportCompilation()
    {
        foreach (int units in new[] { 10, 1000, 1_000_000 })
        {
            double best = double.PositiveInfinity;
            int length = 0;
            for (int round = 0; round < 30; round++)
            {
                Stopwatch watch = Stopwatch.StartNew();
                CompilationResult result = ModelCompiler.Compile(
                    new SourceText("many.mlang", Text(units)), new CompilerOptions { Circuit = "many", Method = "rk4" }, ModelFiles.LibraryOnly);
                best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
                length = result.CSharp!.Length;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{units,9} units  {best,6:F2} ms to {length} characters of C#"));
        }
    }

    private static string Text(int units) => $$"""
        time ms
        import std.qif (qif_mf)
        circuit many {
          population X : qif_mf[{{units}}] { eta ~ normal(-5, 1) }
        }
        """;

    // Bytes read and written per nanosecond.
    private static double Copying(int units)
    {
        double[] from = new double[7 * units];
        double[] to = new double[7 * units];
        double best = double.PositiveInfinity;
        for (int round = 0; round < 10; round++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            from.AsSpan().CopyTo(to);
            best = Math.Min(best, watch.Elapsed.TotalNanoseconds);
        }

        return 16.0 * from.Length / best;
    }
}
