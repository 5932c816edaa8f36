using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Targets;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Tests.IR;

/// <summary>The system of a circuit around one kind of unit.</summary>
internal static class NetworkSystem
{
    private const string Unit = """
        operator unit {
          param a = 2
          param b = 3
          input u = 0
          state r = 0.1
          state v = 0
          output f = a*r
          r' = -r + u
          v' = b*v + r
        }

        """;

    public static DynamicalSystem Of(params string[] circuit)
    {
        string text = $"{Unit}circuit network {{\n{string.Concat(circuit.Select(line => $"  {line}\n"))}}}\n";
        DiagnosticBag diagnostics = new();
        SemanticModel semantics = FrontEnd.Bind(new SourceText("test.mlang", text), new TestResolver(), diagnostics).Model!;
        DynamicalSystem? system = FrontEnd.Build(semantics, semantics.Templates.First(t => t.Name == "network"), diagnostics);
        return system ?? throw new InvalidOperationException(string.Concat(diagnostics.ToList().Select(d => ExcerptPrinter.Print(d))));
    }

    public static string Definition(this DynamicalSystem system, string path) =>
        ExprPrinter.Print(system.Invariants.Concat(system.Intermediates).Single(i => i.Path == path).Definition);
}
