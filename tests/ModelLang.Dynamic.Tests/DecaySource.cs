using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;

namespace ModelLang.Dynamic.Tests;

/// <summary>A front end that emits one hand-written class and counts how often it was asked.</summary>
internal sealed class DecaySource
{
    private const string Code = """
        using System;
        using ModelLang.Runtime;
        namespace Tests;
        public sealed class Decay : Simulator, IFixedStepKernel
        {
            private static readonly SystemDescription s_description = new()
            {
                Name = "decay", Method = "euler",
                States = [new VariableDescription("x", "")], Observables = [new VariableDescription("x", "")],
            };
            public Decay() : base(1) => Reset();
            public override SystemDescription Description => s_description;
            public override double GetParameter(int index) => throw new ArgumentOutOfRangeException();
            public override void SetParameter(int index, double value) => throw new ArgumentOutOfRangeException();
            public override double GetInput(int index) => throw new ArgumentOutOfRangeException();
            public override void SetInput(int index, double value) => throw new ArgumentOutOfRangeException();
            public override void Reset() { Time = 0; State[0] = 1; }
            public override void Derivative(double t, ReadOnlySpan<double> y, Span<double> dydt) => dydt[0] = -y[0];
            public override void Jacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian) => jacobian[0] = -1;
            public override void Observe(double t, ReadOnlySpan<double> y, Span<double> values) => values[0] = y[0];
            public void Advance(double start, double dt, long first, long steps)
            {
                double[] y = StateArray;
                for (long n = 0; n < steps; n++)
                {
                    y[0] -= dt * y[0];
                }
            }
        }
        """;

    public int Compilations { get; private set; }

    /// <summary>Asks for the file that each line of the form <c>import NAME</c> names.</summary>
    public CompilationResult Compile(SourceText source, CompilerOptions options, IModelResolver resolver)
    {
        Compilations++;
        List<SourceText> sources = [source];
        foreach (string line in source.Text.Split('\n').Where(l => l.StartsWith("import ")))
        {
            if (resolver.ResolveFile(line["import ".Length..].Trim(), source.Path) is { } import)
            {
                sources.Add(import);
            }
        }

        bool fails = source.Text.Contains("wrong");
        var row = fails ? DiagnosticTable.UndefinedName : DiagnosticTable.UnusedDeclaration;
        var finding = new Diagnostic(row, sources[^1], new TextSpan(1, 2), "a finding", "a hint");
        return new CompilationResult(
            [finding], sources, fails ? null : Code, "Tests.Decay", options.Method ?? "euler", "it is a test");
    }
}
