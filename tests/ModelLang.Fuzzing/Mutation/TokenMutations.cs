namespace ModelLang.Fuzzing.Mutation;

/// <summary>Damage to words, numbers and signs.</summary>
internal static class TokenMutations
{
    private static readonly string[] s_words =
    [
        "param", "state", "let", "output", "input", "const", "edge", "node", "circuit", "use", "override", "super", "if", "else", "and", "or", "not",
        "init", "t", "pi", "inf", "x", "p.r", "p.s", "'", "''", "=", "->", "+", "-", "*", "/", "^", "(", ")", "[", "]", "{", "}", ",", ":", "1i", "10 ms",
        "mV", "complex", "exp", "mod", "steady", "extends", "connect", "by", "matrix", "rows", "drive", "record", "every", "set", "run", "true", "in",
    ];

    private static readonly string[] s_numbers =
    [
        "0", "-0", "1", "-1", "2", "1e308", "1e-308", "5e-324", "1e999", "1e-999", "9007199254740993", "0.1", "1e16", "123456789012345678901234567890",
        "2147483648", "-2147483649", "9223372036854775808", "0.0000000000000000000001", "1e5000", "0.1e-400", "1i", "1e308i", "256", "10001",
    ];

    /// <summary>The text with one piece removed, repeated, replaced or exchanged.</summary>
    public static string Apply(string text, Random random)
    {
        List<string> tokens = TextTokens.Split(text);
        if (tokens.Count == 0)
        {
            return random.Of(s_words);
        }

        int at = random.Next(tokens.Count);
        switch (random.Next(7))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[random.Next(tokens.Count)]);
                break;
            case 2:
                tokens.Insert(at, random.Of(s_words));
                break;
            case 3:
                tokens[at] = random.Of(random.OneIn(2) ? s_words : Corpus.Tokens);
                break;
            case 4:
                int other = random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 5:
                int[] words = [.. Enumerable.Range(0, tokens.Count).Where(i => char.IsLetter(tokens[i][0]))];
                if (words.Length > 0)
                {
                    tokens[random.Of(words)] = tokens[random.Of(words)];
                }

                break;
            default:
                int[] numbers = [.. Enumerable.Range(0, tokens.Count).Where(i => char.IsDigit(tokens[i][0]))];
                if (numbers.Length > 0)
                {
                    tokens[random.Of(numbers)] = random.Of(s_numbers);
                }

                break;
        }

        return string.Concat(tokens);
    }
}
