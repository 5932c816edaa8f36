namespace ModelLang.Cli;

/// <summary>The arguments of a command, checked against its row of the table. Options may stand before or after the file.</summary>
internal sealed class Arguments
{
    private readonly List<string> _positional = [];
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    /// <summary>The positional arguments.</summary>
    public IReadOnlyList<string> Positional => _positional;

    /// <summary>Whether a switch was given.</summary>
    public bool Has(string option) => _values.ContainsKey(option);

    /// <summary>The value of an option, or null.</summary>
    public string? Value(string option) => _values.TryGetValue(option, out List<string>? values) ? values[0] : null;

    /// <summary>All values of a repeatable option.</summary>
    public IReadOnlyList<string> Values(string option) => _values.TryGetValue(option, out List<string>? values) ? values : [];

    /// <summary>Reads the arguments after the command's name.</summary>
    /// <exception cref="UsageException">They do not fit the command.</exception>
    public static Arguments Parse(Command command, ReadOnlySpan<string> arguments)
    {
        var result = new Arguments();
        bool optionsEnded = false;
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (argument == "--" && !optionsEnded)
            {
                optionsEnded = true;
            }
            else if (argument.Length == 0)
            {
                throw new UsageException("one argument is empty", "is a variable of the shell not set?");
            }
            else if (optionsEnded || argument == "-" || !argument.StartsWith('-'))
            {
                result._positional.Add(argument);
            }
            else
            {
                i = result.AddOption(command, arguments, i);
            }
        }

        result.CheckCount(command);
        return result;
    }

    private int AddOption(Command command, ReadOnlySpan<string> arguments, int i)
    {
        (string name, string? value) = SplitAtEquals(arguments[i]);
        Option option = Array.Find(command.Options, o => o.Name == name || o.Short == name)
            ?? throw new UsageException(
                $"'mlang {command.Name}' has no option '{name}'", Nearest.Hint(name, [.. command.Options.Select(o => o.Name)]));

        if (option.Value is null)
        {
            if (value is not null)
            {
                throw new UsageException($"'{option.Name}' takes no value");
            }
        }
        else if (value is null)
        {
            i++;
            value = i < arguments.Length && (arguments[i] == "-" || !arguments[i].StartsWith("--", StringComparison.Ordinal))
                ? arguments[i]
                : throw new UsageException($"'{option.Name}' needs a value", $"{option.Name} {option.Value}");
        }

        if (value is "")
        {
            throw new UsageException($"{option.Name} is empty", "is a variable of the shell not set?");
        }

        if (!_values.TryGetValue(option.Name, out List<string>? values))
        {
            _values.Add(option.Name, values = []);
        }
        else if (!option.Repeatable)
        {
            throw new UsageException($"'{option.Name}' is given twice");
        }

        values.Add(value ?? "");
        return i;
    }

    private void CheckCount(Command command)
    {
        if (_positional.Count < command.LeastPositional)
        {
            throw new UsageException($"'mlang {command.Name}' needs {command.Positional}", $"mlang {command.Name} --help shows examples");
        }

        if (_positional.Count > command.MostPositional)
        {
            throw new UsageException($"'{_positional[command.MostPositional]}' is one argument too many for 'mlang {command.Name}'");
        }
    }

    private static (string Name, string? Value) SplitAtEquals(string argument)
    {
        int at = argument.IndexOf('=');
        return at < 0 ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }
}
