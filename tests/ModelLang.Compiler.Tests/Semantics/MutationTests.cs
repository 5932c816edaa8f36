using System.Runtime.CompilerServices;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using Xunit;

namespace ModelLang.Compiler.Tests.Semantics;

/// <summary>Any text gets diagnostics or code, never an exception.</summary>
public sealed class MutationTests
{
    private static readonly string[] s_words =
    [
        "param", "state", "let", "output", "input", "const", "edge", "node", "circuit", "use", "override", "super", "if", "else", "and", "init",
        "t", "pi", "inf", "x", "p.r", "p.s", "'", "=", "->", "+", "-", "*", "/", "^", "(", ")", "[", "]", "{", "}", ",", ":", "0", "1e308", "1i",
        "10 ms", "mV", "complex", "exp", "mod", "steady", "extends", "connect", "by", "matrix", "rows", "drive", "record", "every", "set", "run",
    ];

    [Fact]
    public void A_damaged_model_is_never_a_fault_of_the_compiler()
    {
        string[] models = [.. Directory.GetFiles(Folder(), "*.mlang").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        Random random = new(20261121);
        for (int i = 0; i < int.Parse(Environment.GetEnvironmentVariable("MODELLANG_MUTATIONS") ?? "1500", System.Globalization.CultureInfo.InvariantCulture); i++)
        {
            string text = Mutate(models[random.Next(models.Length)], random);
            SourceText source = new("mutated.mlang", text);
            try
            {
                IReadOnlyList<Diagnostic> found = ModelCompiler.Check(source, TestResolver.Library);
                foreach (string circuit in ModelCompiler.Outline(source).Circuits)
                {
                    CompilationResult result = ModelCompiler.Compile(source, new CompilerOptions { Circuit = circuit }, TestResolver.Library);
                    Assert.True(result.Succeeded || result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error), $"neither code nor an error for {circuit} in model {i}\n{text}");
                }

                Assert.All(found, d => Assert.True(d.Span.Start >= 0 && d.Span.End <= text.Length + 1, d.Message));
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}\n--- model {i}\n{text}");
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        List<string> tokens = [.. System.Text.RegularExpressions.Regex.Split(text, @"(\s+|[^\w])").Where(t => t.Length > 0)];
        int edits = 1 + random.Next(4);
        for (int e = 0; e < edits && tokens.Count > 0; e++)
        {
            int at = random.Next(tokens.Count);
            switch (random.Next(4))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, s_words[random.Next(s_words.Length)]);
                    break;
                case 2:
                    tokens[at] = s_words[random.Next(s_words.Length)];
                    break;
                default:
                    int other = random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "Models", "design");
}
