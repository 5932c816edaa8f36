using System.Text;
using ModelLang.Compiler;
using ModelLang.Fuzzing.FrontEnd;

namespace ModelLang.Fuzzing.Grammar;

/// <summary>Texts derived from the rules of the grammar: well formed, mostly without meaning.</summary>
internal sealed class GrammarFuzzer : IFuzzer
{
    private const int Unlimited = 1000;
    private const int LargestText = 6000;

    private static readonly string[] s_names =
        ["x", "y", "z", "tau", "E", "I", "p", "q", "f", "o", "n", "c", "rate", "state", "in", "i", "t", "pi", "`a b`", "exp", "mod", "min", "theta_mf", "csv", "matrix", "rows", "complex", "real", "rk4", "rtol", "weight", "steady", "uniform", "dt"];

    private static readonly string[] s_numbers = ["0", "1", "2", "0.5", "1e-3", "10", "2.5e2", "1e308", "1e-320", "7"];
    private static readonly string[] s_units = ["ms", "mV", "1/ms", "Hz", "nS", "pA", "mV/ms", "ms^2", "dimensionless", "1", "bogus"];

    private static readonly Dictionary<string, int> s_depths = Depths();

    private readonly EmittedBatch _batch = new(100);

    /// <inheritdoc/>
    public string Name => "grammar";

    /// <inheritdoc/>
    public void Round(Random random, FuzzLog log)
    {
        FuzzInput input = new(Text(random));
        log.Count("texts from the grammar");
        IReadOnlyList<CompilationResult> emitted = CompilerOracle.Examine(input, random, log);
        _batch.Add(emitted, input, log);
    }

    /// <inheritdoc/>
    public void Finish(FuzzLog log) => _batch.Compile(log);

    /// <summary>A text of the language.</summary>
    public static string Text(Random random)
    {
        StringBuilder text = new();
        string start = random.OneIn(2) ? "model" : random.Of<string>(["operatorDeclaration", "circuitDeclaration", "experimentDeclaration", "nodeDeclaration"]);
        Write(new RuleNode(start), random.Next(12, 40), random, text);
        return text.ToString();
    }

    private static void Write(GrammarNode node, int budget, Random random, StringBuilder text)
    {
        if (text.Length > LargestText)
        {
            budget = 0;
        }

        switch (node)
        {
            case TokenNode token:
                text.Append(Spelling(token.Name, random)).Append(token.Name is "DOT" or "PRIME" || random.OneIn(8) ? "" : " ");
                break;
            case RuleNode rule:
                Write(GrammarFile.Rules[rule.Name], budget - 1, random, text);
                break;
            case SequenceNode sequence:
                foreach (GrammarNode item in sequence.Items)
                {
                    Write(item, budget, random, text);
                }

                break;
            case ChoiceNode choice:
                int least = choice.Options.Min(Depth);
                Write(random.Of([.. choice.Options.Where(option => Depth(option) <= Math.Max(budget, least))]), budget, random, text);
                break;
            case RepeatNode repeat:
                int most = budget <= Depth(repeat.Item) ? 0 : repeat.AtMostOnce ? 1 : 4;
                for (int n = random.Next(most + 1) is var count && repeat.AtLeastOnce ? Math.Max(count, 1) : count; n > 0; n--)
                {
                    Write(repeat.Item, budget - 1, random, text);
                }

                break;
        }
    }

    private static string Spelling(string token, Random random) => token switch
    {
        "NAME" => random.Of(s_names),
        "NUMBER" => random.Of(s_numbers),
        "IMAGINARY" => random.Of(s_numbers) + "i",
        "STRING" => random.Of<string>(["\"a.csv\"", "\"a.mlang\"", "\"\"", "\"\\\"\\\\\""]),
        "UNIT" => random.Of(s_units),
        "END" => random.OneIn(8) ? "," : "\n",
        "RANGE_START" => random.Of<string>(["[", "("]),
        "RANGE_END" => random.Of<string>(["]", ")"]),
        "DERIVATIVE" => "d/dt",
        "EOF" => "",
        _ => GrammarFile.Signs.TryGetValue(token, out string? sign) ? sign : token.ToLowerInvariant(),
    };

    // How many rules deep the shortest text of each rule is, so that a text can be brought to an end.
    private static Dictionary<string, int> Depths()
    {
        Dictionary<string, int> depths = GrammarFile.Rules.Keys.ToDictionary(name => name, _ => Unlimited, StringComparer.Ordinal);
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach ((string name, GrammarNode rule) in GrammarFile.Rules)
            {
                int depth = Math.Min(Depth(rule, depths) + 1, Unlimited);
                changed |= depth != depths[name];
                depths[name] = depth;
            }
        }

        return depths;
    }

    private static int Depth(GrammarNode node) => Depth(node, s_depths);

    private static int Depth(GrammarNode node, Dictionary<string, int> depths) => node switch
    {
        RuleNode rule => depths[rule.Name],
        SequenceNode sequence => sequence.Items.Select(item => Depth(item, depths)).DefaultIfEmpty(0).Max(),
        ChoiceNode choice => choice.Options.Min(option => Depth(option, depths)),
        RepeatNode { AtLeastOnce: true } repeat => Depth(repeat.Item, depths),
        _ => 0,
    };
}
