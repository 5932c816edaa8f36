using System.Text;

namespace ModelLang.Compiler.IR;

/// <summary>Prints what feeds what.</summary>
internal static class WiringPrinter
{
    /// <summary>One line per input: what flows into it, or its default; lines end in LF.</summary>
    public static string Print(DynamicalSystem system)
    {
        (string Target, string Text)[] lines =
        [
            .. system.Intermediates
                .Where(i => i.Role is IntermediateRole.Input or IntermediateRole.Drive)
                .Select(i => (i.Path, $"<- {ExprPrinter.Print(i.Definition)}{(i.Source is { } s ? $"    line {s.Line}" : "")}{Delay(system, i)}")),
            .. system.Inputs.Select(i => (i.Path, $"=  {ExprPrinter.Print(i.Default)}    not connected, settable")),
        ];
        int width = lines.Length == 0 ? 0 : lines.Max(l => l.Target.Length);
        StringBuilder text = new();
        foreach ((string target, string flow) in lines)
        {
            text.Append(target.PadRight(width)).Append(' ').Append(flow).Append('\n');
        }

        return text.Length == 0 ? "no inputs\n" : text.ToString();
    }

    // What a chain of equations that delays its input was made of.
    private static string Delay(DynamicalSystem system, Intermediate input) =>
        system.States.Any(s => s.StartsAs == input.Path) ? "    " + input.Documentation : "";
}
