using ModelLang.Compiler;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Dynamic;

namespace ModelLang.Cli.Commands;

/// <summary><c>mlang check</c>: everything that can be known without running.</summary>
internal static class CheckCommand
{
    /// <summary>Its row in the table of commands.</summary>
    public static Command Row { get; } = new(
        "check", "FILE...", 1, int.MaxValue, "Checks everything in a model: names, units, structure, experiments.",
        """
        Examples
          mlang check theta.mlang
          mlang check models/*.mlang --format sarif > findings.sarif

        json: a list of findings with file, line, column, endLine, endColumn (from 1, the end exclusive),
        severity (error or warning), code, message, and hint or null. sarif: a log in the format SARIF 2.1.0.
        Exit code 1 when there are errors; warnings alone give 0.
        """,
        [new Option("--format", "FORMAT", "text (default), json or sarif")],
        Execute);

    private static int Execute(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        string format = arguments.Value("--format") ?? "text";
        if (!DiagnosticReport.Formats.Contains(format))
        {
            throw new UsageException($"'{format}' is not a format", Nearest.Hint(format, DiagnosticReport.Formats));
        }

        List<Diagnostic> found = [];
        foreach (string file in arguments.Positional)
        {
            cancellation.ThrowIfCancellationRequested();
            found.AddRange(ModelCompiler.Check(ModelFiles.Read(ModelPath.Require(file)), ModelFiles.All));
        }

        // A file that several others import is looked at with each of them.
        List<Diagnostic> diagnostics = [.. found.DistinctBy(d => (Path.GetFullPath(d.Source.Path), d.Span, d.Code, d.Message))];

        DiagnosticReport.Write(terminal, format, diagnostics);
        if (format == "text")
        {
            string files = arguments.Positional.Count == 1 ? arguments.Positional[0] : $"{arguments.Positional.Count} files";
            terminal.Output.WriteLine($"{ExcerptPrinter.Visible(files)}: {DiagnosticReport.Count(diagnostics)}");
        }

        return diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error) ? ExitCode.ModelError : ExitCode.Success;
    }
}
