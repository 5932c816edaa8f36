using System.Collections.Concurrent;
using System.Reflection;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Tests.Emit;
using ModelLang.Compiler.Tests.IR;
using ModelLang.Runtime;
using ModelLang.Testing;

namespace ModelLang.Numerics.Tests.Methods;

/// <summary>Systems with known solutions, compiled once per method.</summary>
internal static class Problems
{
    private static readonly ConcurrentDictionary<(string Text, string Method), Type> s_types = new();

    /// <summary>Two coupled states with explicit time: x = exp(sin t), y = 1/(1 + t^2).</summary>
    public static string NonAutonomous(int copies)
    {
        IEnumerable<int> all = Enumerable.Range(0, copies);
        return string.Join("\n", [
            .. all.SelectMany(i => new[] { $"state x{i} = 1", $"state y{i} = 1" }),
            .. all.SelectMany(i => new[] { $"x{i}' = x{i}*cos(t) + y{i} - 1/(1 + t^2)", $"y{i}' = -2*t*y{i}^2" }),
        ]);
    }

    public static double[] Exact(double t, int copies) =>
        [.. Enumerable.Range(0, copies).SelectMany(_ => new[] { Math.Exp(Math.Sin(t)), 1 / (1 + (t * t)) })];

    /// <summary>A simulator for a system in the notation of <see cref="TestSystem"/>.</summary>
    public static Simulator Simulator(string text, string method) =>
        (Simulator)Activator.CreateInstance(s_types.GetOrAdd((text, method), key => Compile(TestSystem.Parse(key.Text), key.Method)))!;

    /// <summary>A simulator for a system.</summary>
    public static Simulator Simulator(DynamicalSystem system, string method) => (Simulator)Activator.CreateInstance(Compile(system, method))!;

    public static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(a[i] - b[i]));
        }

        return largest;
    }

    private static Type Compile(DynamicalSystem system, string method)
    {
        Assembly assembly = EmittedCode.Compile(EmittedSystem.Text(system, method));
        return assembly.GetTypes().Single(t => typeof(Simulator).IsAssignableFrom(t));
    }
}
