using System.Runtime.InteropServices;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Packaging.Tests;

/// <summary>What this machine and its package sources can publish.</summary>
internal static class Publishing
{
    private static readonly Lazy<bool> s_trims = new(() => Restores("net10.0", "PublishTrimmed"));

    private static readonly Lazy<string?> s_nativeFramework = new(() =>
        HasLinker() ? Array.Find(["net10.0", "net9.0"], framework => Restores(framework, "PublishAot")) : null);

    /// <summary>Whether trimmed programs can be published.</summary>
    public static bool Trims => s_trims.Value;

    /// <summary>The newest framework that can be compiled to native code, or null.</summary>
    public static string? NativeFramework => s_nativeFramework.Value;

    /// <summary>Restores an empty project as it would be published, from the sources that the machine is set up with.</summary>
    /// <remarks>What it needs beyond the SDK is then among the machine's packages.</remarks>
    private static bool Restores(string framework, string how)
    {
        string folder = Directory.CreateTempSubdirectory("modellang-publishing").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "probe.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>{framework}</TargetFramework>
                    <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                    <SelfContained>true</SelfContained>
                    <{how}>true</{how}>
                  </PropertyGroup>
                </Project>
                """);
            return DotnetCommand.Run(folder, "restore").ExitCode == 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool HasLinker() => OperatingSystem.IsWindows() || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
}

/// <summary>A test that is left out, and says so, where trimmed programs cannot be published.</summary>
internal sealed class TrimmedFactAttribute : FactAttribute
{
    public TrimmedFactAttribute() => Skip = Publishing.Trims ? null : "the package sources of this machine lack the runtime that a trimmed program is published with";
}

/// <summary>A test that is left out, and says so, where nothing can be compiled to native code.</summary>
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() =>
        Skip = Publishing.NativeFramework is null ? "this machine lacks a linker, or its package sources the native compiler for net10.0 and net9.0" : null;
}
