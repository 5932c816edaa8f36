using ModelLang.Compiler;
using ModelLang.Fuzzing.FrontEnd;

namespace ModelLang.Fuzzing.Mutation;

/// <summary>Models of the checkout, damaged, alone or importing each other.</summary>
internal sealed class MutationFuzzer : IFuzzer
{
    private const int BatchSize = 150;

    private readonly EmittedBatch _batch = new(BatchSize);

    /// <inheritdoc/>
    public string Name => "mutation";

    /// <inheritdoc/>
    public void Round(Random random, FuzzLog log)
    {
        FuzzInput input = random.OneIn(12) ? Importing(random) : new FuzzInput(Mutate(random.Of(Corpus.Texts), random));
        log.Count("mutated texts");
        IReadOnlyList<CompilationResult> emitted = CompilerOracle.Examine(input, random, log);
        _batch.Add(emitted, input, log);
    }

    /// <inheritdoc/>
    public void Finish(FuzzLog log) => _batch.Compile(log);

    /// <summary>A text with a few changes.</summary>
    public static string Mutate(string text, Random random)
    {
        bool more = true;
        for (int edits = 0; more && edits < 6; edits++)
        {
            more = random.OneIn(2);
            text = random.Next(6) switch
            {
                0 => LineMutations.Apply(text, random),
                1 => ByteMutations.Apply(text, random),
                _ => TokenMutations.Apply(text, random),
            };
        }

        return text;
    }

    // Three files that import each other or themselves, or nothing there is.
    private static FuzzInput Importing(Random random)
    {
        string[] names = [FuzzInput.MainFile, "a.mlang", "b.mlang"];
        string File()
        {
            string imports = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) switch
            {
                0 => $"import {random.Of<string>(["a", "b", "main", "std.qif", "std.theta", "std.none", "x.y.a"])}\n",
                1 => $"import \"{random.Of([.. names, "none.mlang", "../a.mlang", ""])}\" (f, theta_mf)\n",
                _ => $"import \"{random.Of(names)}\"\n",
            }));
            string text = random.Of(Corpus.Texts);
            int headers = text.IndexOf("time ", StringComparison.Ordinal);
            int at = headers < 0 ? 0 : text.IndexOf('\n', headers) + 1;
            text = text.Insert(at, imports);
            return random.OneIn(2) ? text : Mutate(text, random);
        }

        return new FuzzInput(File(), new Dictionary<string, string> { [names[1]] = File(), [names[2]] = File() });
    }
}
