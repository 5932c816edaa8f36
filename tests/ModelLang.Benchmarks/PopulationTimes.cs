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

    /// <summary>Prints the milliseconds from text to C# text for populations of several sizes, and for several populations, and the length of the text.</summary>
    public static void ReportCompilation()
    {
        foreach (int units in new[] { 10, 1000, 1_000_000 })
        {
            Console.WriteLine($"{units,9} units        {Compile(Text(units), 30)}");
        }

        foreach (int populations in new[] { 1, 10, 100 })
        {
            Console.WriteLine($"{populations,9} populations  {Compile(Populations(populations), 10)}");
        }
    }

    private static string Compile(string text, int rounds)
    {
        double best = double.PositiveInfinity;
        int length = 0;
        for (int round = 0; round < rounds; round++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            CompilationResult result = ModelCompiler.Compile(
                new SourceText("many.mlang", text), new CompilerOptions { Circuit = "many", Method = "rk4" }, ModelFiles.LibraryOnly);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            length = result.CSharp!.Length;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{best,6:F2} ms to {length} characters of C#");
    }

    // A ring of populations, each connected to the next two.
    private static string Populations(int count)
    {
        IEnumerable<int> all = Enumerable.Range(0, count);
        return $$"""
            time ms
            import std.qif (qif_mf)
            circuit many {
            {{string.Join('\n', all.Select(n => $"  population X{n} : qif_mf[100] {{ eta ~ normal(-5, 1) }}"))}}
            {{string.Join('\n', all.SelectMany(n => new[] { 1, 2 }.Select(k => $"  connect X{n}.r -> X{(n + k) % count}.r_in by random(0.1) {{ weight = 0.1 }}")))}}
            }
            """;
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
