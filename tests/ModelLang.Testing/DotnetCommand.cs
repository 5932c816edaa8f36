using System.Diagnostics;
using System.Text;
using Xunit;

namespace ModelLang.Testing;

/// <summary>A command that ended: its exit code and everything it printed.</summary>
public sealed record DotnetCommand(string Line, int ExitCode, string Output)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>dotnet</c> in a folder.</summary>
    public static DotnetCommand Run(string folder, params string[] arguments) => RunProgram("dotnet", folder, arguments);

    /// <summary>Runs a program in a folder.</summary>
    public static DotnetCommand RunProgram(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test run itself is a build; its settings are not for the builds it starts.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";

        StringBuilder output = new();
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, e) => Append(output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(output, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        string line = $"{program} {string.Join(' ', arguments)}";
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{line} did not end within {s_patience}\n{output}");
        }

        // Without a limit it waits for the rest of the output as well.
        process.WaitForExit();
        return new DotnetCommand(line, process.ExitCode, output.ToString());
    }

    /// <summary>The output, which is part of the failure when the command failed.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Line} ended with {ExitCode}\n{Output}");
        return Output;
    }

    /// <summary>The output of a command that is meant to fail.</summary>
    public string Failed()
    {
        Assert.True(ExitCode != 0, $"{Line} should have failed\n{Output}");
        return Output;
    }

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            if (line is not null)
            {
                output.Append(line).Append('\n');
            }
        }
    }
}
