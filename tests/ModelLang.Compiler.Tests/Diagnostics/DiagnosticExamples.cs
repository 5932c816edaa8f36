using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Tests.Diagnostics;

/// <summary>The examples of the diagnostic table, checked; where an example is too large for the table, it is made here.</summary>
internal static class DiagnosticExamples
{
    /// <summary>What the compiler finds in the example of a row.</summary>
    public static IReadOnlyList<Diagnostic> Find(DiagnosticDescriptor row)
    {
        string text = TooLargeToShow(row.Code) ?? row.Example;
        SourceText source = new("model.mlang", text);
        TestResolver resolver = new(("model.mlang", text));

        if (row == DiagnosticTable.ClassNameCollision)
        {
            return ModelCompiler.CompileFile(source, new ModelFileOptions(), resolver).Diagnostics;
        }

        // What to run is a question of the command line, not of the file.
        CompilerOptions? options = row.Code switch
        {
            "ML2016" => new CompilerOptions { Circuit = "network" },
            "ML2018" => new CompilerOptions(),
            _ => null,
        };
        return options is null ? ModelCompiler.Check(source, resolver) : ModelCompiler.Compile(source, options, resolver).Diagnostics;
    }

    private static string? TooLargeToShow(string code)
    {
        string Operator(string rhs) => $"operator o {{\n  state x = 0\n  x' = {rhs}\n}}\n";
        return code switch
        {
            "ML1010" => "operator o \0",
            "ML1011" => new string(' ', 20_000_000),
            "ML1014" => Operator(new string('(', 5_000) + "x" + new string(')', 5_000)),
            "ML1015" => Operator(string.Join(" + ", Enumerable.Repeat("x", 50_000))),
            _ => null,
        };
    }
}
