using System.Diagnostics;
using ModelLang.Testing;

namespace ModelLang.Examples.Tests;

/// <summary>A program of the examples, run as a user runs it.</summary>
internal static class ExampleProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Starts it with its standard output piped.</summary>
    public static Process Start(string folder, string name, params string[] arguments)
    {
        // bin/Configuration/net10.0, as this test.
        string output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "ModelLang.Examples.Tests"), AppContext.BaseDirectory);
        string program = Path.Combine(Repository.Root, "examples", folder, output, name + ".dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true })!;
    }

    /// <summary>Runs it to its end.</summary>
    public static (int ExitCode, string Output) Run(string folder, string name)
    {
        using Process process = Start(folder, name);
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, output);
    }
}
