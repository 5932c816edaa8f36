using System.Text;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Semantics;

namespace ModelLang.Compiler.Kernels;

/// <summary>Prints the methods of a kernel: loops, locals and assignments in the notation of models.</summary>
internal static class KernelPrinter
{
    /// <summary>All methods with their statements; lines end in LF.</summary>
    public static string Print(Kernel kernel)
    {
        StringBuilder text = new();
        text.Append("kernel ").Append(kernel.ClassName).Append(" : ").Append(string.Join(", ", kernel.Bases)).Append('\n');
        foreach (KernelMethod method in kernel.Members.OfType<KernelMethod>())
        {
            text.Append(method.Name).Append('\n');
            Print(method.Body, 1, text);
        }

        return text.ToString();
    }

    private static void Print(IReadOnlyList<KernelStatement> statements, int depth, StringBuilder text)
    {
        foreach (KernelStatement statement in statements)
        {
            string? line = statement switch
            {
                Declaration d => $"{d.Name} = {ExprPrinter.Print(d.Value)}",
                PairDeclaration p => $"{p.First}, {p.Second} = {BuiltInFunctions.Of(p.Function).Name}({ExprPrinter.Print(p.Left)}), ({ExprPrinter.Print(p.Right)})",
                Assignment a => $"{a.Target} := {ExprPrinter.Print(a.Value)}",
                Line l => l.Text,
                LongLine l => l.Text,
                Note n => "// " + n.Text,
                Block b => b.Head,
                Gap => null,
                _ => throw Unexpected.Kind(statement),
            };
            if (line is not null)
            {
                text.Append(' ', 2 * depth).Append(line).Append('\n');
            }

            if (statement is Block block)
            {
                Print(block.Body, depth + 1, text);
            }
        }
    }
}
