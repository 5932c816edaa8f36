using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using ModelLang.Dynamic;

namespace ModelLang.Cli.Commands;

/// <summary><c>mlang show</c>: what the compiler makes of a model.</summary>
internal static class ShowCommand
{
    private static readonly string[] s_stages = [.. Enum.GetNames<Stage>().Select(n => n.ToLowerInvariant())];

    /// <summary>Its row in the table of commands.</summary>
    public static Command Row { get; } = new(
        "show", "FILE", 1, 1, "Shows what the compiler makes of a model, at any stage.",
        """
        Stages, in the order of the compiler
          syntax    the text as it was read
          symbols   names, types and units
          wiring    what feeds what
          ir        the system of equations
          lowered   the same after each transformation
          kernel    loops and assignments of the method
          csharp    the code that runs

        Examples
          mlang show wilson_cowan.mlang --stage wiring --circuit wilson_cowan
          mlang show theta.mlang --stage csharp --solver rk4
        """,
        [new Option("--stage", "STAGE", "syntax, symbols, wiring, ir (default), lowered, kernel or csharp"), .. ModelSelection.Options],
        Execute);

    private static int Execute(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        string name = arguments.Value("--stage") ?? "ir";
        int index = Array.IndexOf(s_stages, name);
        if (index < 0)
        {
            throw new UsageException($"'{name}' is not a stage", Nearest.Hint(name, s_stages));
        }

        var stage = (Stage)index;
        SourceText source = ModelFiles.Read(ModelPath.Require(arguments.Positional[0]));
        ShowResult shown = ModelCompiler.Show(source, stage, ModelSelection.ForCompiler(arguments), ModelFiles.All);
        if (shown.Text is null)
        {
            return DiagnosticReport.Fail(terminal, shown.Diagnostics);
        }

        terminal.Print(shown.Diagnostics);
        terminal.Output.Write(shown.Text);
        return shown.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? ExitCode.ModelError : ExitCode.Success;
    }
}
