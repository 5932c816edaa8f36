using System.Reflection;
using System.Text;

namespace ModelLang.Cli;

/// <summary>The help texts, made from the table of commands.</summary>
internal static class Help
{
    private const int Width = 100;

    /// <summary>The version of this tool.</summary>
    public static string Version { get; } =
        typeof(Help).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>What <c>mlang --help</c> prints.</summary>
    public static string Overview(IEnumerable<Command> commands)
    {
        var text = new StringBuilder("mlang simulates neural mass and neuron models written as equations with units.\n\nCommands\n");
        AppendRows(text, [.. commands.Select(c => ($"{c.Name} {c.Positional}", c.Summary))]);
        return text.Append("""

            A first session
              mlang check theta.mlang                        is the model right? every finding has a place and a hint
              mlang run theta.mlang -e step                  simulate an experiment; prints what was recorded
              mlang run theta.mlang -e step -o r.csv -p r.svg  the same with a table and a picture
              mlang run theta.mlang -e step --set p.eta=-4   with another parameter
              mlang sweep theta.mlang -e map -o map.npz      an experiment at every point of its sweep
              mlang show theta.mlang -e step --stage csharp  the code that runs
              mlang explain ML3001                           what a diagnostic means

            Exit codes
              0 done, 1 the model has errors, 2 the command line or a file is wrong,
              3 the numbers failed, 4 interrupted: what was recorded is kept

            'mlang COMMAND --help' shows the options and examples of a command; 'mlang --version' the version.

            """).ToString();
    }

    /// <summary>What <c>mlang COMMAND --help</c> prints.</summary>
    public static string Of(Command command)
    {
        var text = new StringBuilder($"mlang {command.Name} {command.Positional} [options]\n{command.Summary}\n");
        if (command.Options.Length > 0)
        {
            text.Append("\nOptions\n");
            AppendRows(text, [.. command.Options.Select(o =>
                ($"{(o.Short is null ? "" : o.Short + ", ")}{o.Name}{(o.Value is null ? "" : " " + o.Value)}", o.Help + (o.Repeatable ? " (repeatable)" : "")))]);
        }

        return text.Append('\n').Append(command.Details).Append('\n').ToString();
    }

    private static void AppendRows(StringBuilder text, (string Left, string Right)[] rows)
    {
        int indent = rows.Max(r => r.Left.Length) + 4;
        foreach ((string left, string right) in rows)
        {
            text.Append("  ").Append(left.PadRight(indent - 2));
            int column = indent;
            foreach (string word in right.Split(' '))
            {
                if (column + word.Length > Width)
                {
                    text.Append('\n').Append(' ', indent);
                    column = indent;
                }

                text.Append(word).Append(' ');
                column += word.Length + 1;
            }

            text.Length--;
            text.Append('\n');
        }
    }
}
