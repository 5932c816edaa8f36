using ModelLang.Compiler;

namespace ModelLang.Cli;

/// <summary>The value of <c>--solver</c>: a method, settings, or both, such as <c>dopri5 rtol=1e-8 atol=1e-10</c>.</summary>
/// <param name="Method">Name of the method, or null to keep the experiment's.</param>
/// <param name="Settings">Texts of the settings by name.</param>
internal sealed record SolverArgument(string? Method, IReadOnlyDictionary<string, string> Settings)
{
    private static readonly string[] s_settings = ["dt", "rtol", "atol", "max_step"];

    /// <summary>Nothing stated.</summary>
    public static SolverArgument None { get; } = new(null, new Dictionary<string, string>());

    /// <summary>Reads the value of the option; commas and braces as in a model are accepted between the settings.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public static SolverArgument Parse(string? text)
    {
        if (text is null)
        {
            return None;
        }

        const string Example = "write for instance \"rk4 dt=1e-3\" or \"dopri5 rtol=1e-8 atol=1e-10\"";
        string joined = string.Join('=', text.Split('=', StringSplitOptions.TrimEntries));
        string[] words = joined.Split([' ', ',', '{', '}', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string? method = null;
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        string? last = null;
        foreach (string word in words)
        {
            int at = word.IndexOf('=');
            if (at > 0 && at < word.Length - 1)
            {
                last = word[..at];
                if (!s_settings.Contains(last))
                {
                    throw new UsageException($"--solver \"{text}\": '{last}' is not a setting", Nearest.Hint(last, s_settings));
                }

                if (!settings.TryAdd(last, word[(at + 1)..]))
                {
                    throw new UsageException($"--solver \"{text}\": '{last}' is set twice");
                }
            }
            else if (at < 0 && last is not null)
            {
                settings[last] += " " + word; // a unit after its number
            }
            else if (at < 0 && method is null)
            {
                method = ModelCompiler.FindMethod(word)
                    ?? throw new UsageException($"--solver \"{text}\": '{word}' is not a method", Nearest.Hint(word, ModelCompiler.MethodNames));
            }
            else
            {
                throw new UsageException($"--solver \"{text}\": '{word}' is not understood", Example);
            }
        }

        return method is null && settings.Count == 0
            ? throw new UsageException("--solver is empty", Example)
            : new SolverArgument(method, settings);
    }
}
