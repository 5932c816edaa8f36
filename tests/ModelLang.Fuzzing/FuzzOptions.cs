using System.Globalization;

namespace ModelLang.Fuzzing;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">First of the numbers that decide everything.</param>
/// <param name="Minutes">How long to go on; null for ever.</param>
/// <param name="Only">Name of the only kind of fuzzing, or null for all.</param>
/// <param name="Round">The only round, to repeat a finding, or null.</param>
/// <param name="Folder">Where findings are kept.</param>
internal sealed record FuzzOptions(int Seed, double? Minutes, string? Only, int? Round, string Folder)
{
    /// <summary>How the command is called.</summary>
    public const string Usage = "usage: ModelLang.Fuzzing [--seed N] [--minutes M] [--only KIND] [--round N] [--out FOLDER]";

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static FuzzOptions? Parse(string[] args)
    {
        FuzzOptions options = new(1, null, null, null, "findings");
        if (args.Length % 2 != 0)
        {
            return null;
        }

        for (int i = 0; i < args.Length; i += 2)
        {
            string value = args[i + 1];
            bool isNumber = double.TryParse(value, CultureInfo.InvariantCulture, out double number);
            switch (args[i])
            {
                case "--seed" when isNumber:
                    options = options with { Seed = (int)number };
                    break;
                case "--minutes" when isNumber:
                    options = options with { Minutes = number };
                    break;
                case "--round" when isNumber:
                    options = options with { Round = (int)number };
                    break;
                case "--only":
                    options = options with { Only = value };
                    break;
                case "--out":
                    options = options with { Folder = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
