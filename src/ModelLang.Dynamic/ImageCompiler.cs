using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ModelLang.Runtime;

namespace ModelLang.Dynamic;

/// <summary>Turns emitted C# into the image of an assembly. The only user of Roslyn, loaded on a cache miss.</summary>
internal static class ImageCompiler
{
    // Characters above which several cores save more than it takes to set them to work: about ten populations.
    private const int LongText = 200_000;

    private const string WarmUpText = """
        public sealed class W
        {
            private readonly double[] _y = new double[2];
            public int Step(double t, double h, System.ReadOnlySpan<double> u)
            {
                double[] y = _y;
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = System.Math.Exp(-h / t) * y[i] + (u[i] > 0.0 ? u[i] : -t);
                }
                return y.Length;
            }
        }
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(ReferencesOfRuntime);

    /// <summary>Compiles a text; the same text and name give the same bytes.</summary>
    /// <param name="code">C# 13 or lower that refers to the base library and ModelLang.Runtime only.</param>
    /// <param name="assemblyName">Name of the assembly.</param>
    /// <exception cref="InvalidOperationException">The text does not compile, which is a fault of the emitter.</exception>
    public static byte[] Compile(string code, string assemblyName)
    {
        // The analysis of null finds nothing that matters here, and takes a tenth of the first compilation.
        SyntaxTree tree = CSharpSyntaxTree.ParseText(
            SourceText.From(code.Replace("#nullable enable", "#nullable disable", StringComparison.Ordinal), Encoding.UTF8), new CSharpParseOptions(LanguageVersion.CSharp13, DocumentationMode.None));
        var compilation = CSharpCompilation.Create(assemblyName, [tree], s_references.Value, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            deterministic: true,
            concurrentBuild: code.Length > LongText,
            nullableContextOptions: NullableContextOptions.Disable));

        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            Microsoft.CodeAnalysis.Diagnostic error = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"the emitted code does not compile: {error}");
        }

        return image.ToArray();
    }

    /// <summary>Starts the C# compiler on another core, so that it is ready when the front end has finished.</summary>
    public static void WarmUp() => ThreadPool.UnsafeQueueUserWorkItem(static _ => Compile(WarmUpText, "WarmUp"), null);

    // What ModelLang.Runtime itself was compiled against, and what forwards to it; no file is read, so that a
    // single-file application works as well.
    private static ImmutableArray<MetadataReference> ReferencesOfRuntime()
    {
        Assembly runtime = typeof(Simulator).Assembly;
        IEnumerable<Assembly> assemblies = runtime.GetReferencedAssemblies().Select(Assembly.Load)
            .Append(Assembly.Load("System.Runtime"))
            .Append(typeof(object).Assembly)
            .Append(runtime);
        return [.. assemblies.Distinct().Select(FromLoaded)];
    }

    private static unsafe MetadataReference FromLoaded(Assembly assembly) =>
        assembly.TryGetRawMetadata(out byte* start, out int length)
            ? AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)start, length)).GetReference()
            : throw new InvalidOperationException($"no metadata: {assembly}");
}
