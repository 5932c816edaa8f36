using ModelLang.Compiler;
using ModelLang.Compiler.Text;
using ModelLang.Dynamic;

namespace ModelLang.Cli.Commands;

/// <summary><c>mlang emit</c>: the C# class of a model, to use without this tool.</summary>
internal static class EmitCommand
{
    /// <summary>Its row in the table of commands.</summary>
    public static Command Row { get; } = new(
        "emit", "FILE", 1, 1, "Writes the C# class of a model; it needs the ModelLang.Runtime library only.",
        """
        Examples
          mlang emit theta.mlang --circuit theta_recurrent --solver rk4
          mlang emit theta.mlang --namespace Lab.Models --class Theta --out Theta.cs
        """,
        [
            .. ModelSelection.Options,
            new Option("--namespace", "NAME", "namespace of the class"),
            new Option("--class", "NAME", "name of the class; else it follows from the circuit"),
            new Option("--out", "FILE.cs", "write there instead of to standard output", "-o"),
        ],
        Execute);

    private static int Execute(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        string path = ModelPath.Require(arguments.Positional[0]);
        string? target = arguments.Value("--out") is "-" ? null : arguments.Value("--out");
        if (target is not null)
        {
            OutputPath.Check(target, [".cs"], path);
        }

        SourceText source = ModelFiles.Read(path);
        CompilerOptions options = ModelSelection.ForCompiler(arguments) with
        {
            Namespace = Identifier(arguments.Value("--namespace"), "--namespace", dots: true) ?? new CompilerOptions().Namespace,
            ClassName = Identifier(arguments.Value("--class"), "--class", dots: false),
        };

        CompilationResult result = ModelCompiler.Compile(source, options, ModelFiles.All);
        if (result.CSharp is null)
        {
            return DiagnosticReport.Fail(terminal, result.Diagnostics);
        }

        terminal.Print(result.Diagnostics);
        if (target is null)
        {
            terminal.Output.Write(result.CSharp);
        }
        else
        {
            OutputPath.Write(target, result.CSharp);
        }

        return ExitCode.Success;
    }

    private static string? Identifier(string? text, string option, bool dots)
    {
        bool fits = text is null || (dots ? text.Split('.') : [text]).All(
            part => part.Length > 0 && (char.IsLetter(part[0]) || part[0] == '_') && part.All(c => char.IsLetterOrDigit(c) || c == '_'));
        return fits ? text : throw new UsageException($"{option}: '{text}' is not a C# name");
    }
}
