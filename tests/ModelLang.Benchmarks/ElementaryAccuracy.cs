using System.Globalization;
using ModelLang.Runtime.Tests;

namespace ModelLang.Benchmarks;

/// <summary>The largest errors of the elementary functions.</summary>
internal static class ElementaryAccuracy
{
    /// <summary>Prints a row of a table for each function and range.</summary>
    /// <param name="samples">Arguments in each range.</param>
    /// <param name="only">The function, or null for all.</param>
    public static void Report(int samples, string? only)
    {
        Console.WriteLine("| function | arguments | largest error (ulp) | at |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (MeasuredRange range in MeasuredRange.All.Where(r => only is null || r.Function == only))
        {
            (double ulp, double x, double y) = range.Measure(samples, seed: 1);
            string at = x.ToString("R", CultureInfo.InvariantCulture) + (double.IsNaN(y) ? "" : ", " + y.ToString("R", CultureInfo.InvariantCulture));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{range.Function}` | {range.Range} | {ulp:F3} | {at} |"));
        }
    }
}
