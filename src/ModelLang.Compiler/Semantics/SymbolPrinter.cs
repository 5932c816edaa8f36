using System.Text;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Semantics;

/// <summary>Prints templates with their quantities, units, types and ranges.</summary>
internal static class SymbolPrinter
{
    /// <summary>All templates of a file; lines end in LF. Values are in base units.</summary>
    public static string Print(SemanticModel model)
    {
        StringBuilder text = new();
        foreach (TemplateSymbol template in model.Templates)
        {
            text.Append(template.KindText.Split(' ')[1]).Append(' ').Append(template.Name).Append('\n');
            foreach (MemberSymbol member in template.Members)
            {
                text.Append("  ").Append(member.KindText.Split(' ')[1]).Append(' ').Append(member.Name);
                text.Append(member.Type == ValueType.Complex ? " : complex" : "");
                text.Append(member.Value is { } value ? " = " + ExprPrinter.Print(value) : "");
                text.Append(member.Unit.Text.Length > 0 ? $"    [{member.Unit.Text}]" : "").Append('\n');
            }

            foreach (Equation equation in (template as OperatorSymbol)?.Equations ?? [])
            {
                string coefficient = equation.Coefficient is { } c ? ExprPrinter.Print(c) + " * " : "";
                text.Append($"  {coefficient}{equation.State}{new string('\'', equation.Order)} = {ExprPrinter.Print(equation.Rhs)}\n");
            }

            foreach (ChildSymbol child in (template as CompositeSymbol)?.Children ?? [])
            {
                text.Append("  ").Append(child.Name).Append(" : ").Append(child.Template.Name);
                text.Append(child.Settings.Count > 0 ? $" {{ {string.Join(", ", child.Settings.Select(s => $"{s.Path} = {ExprPrinter.Print(s.Value)}"))} }}" : "").Append('\n');
            }
        }

        foreach (ExperimentSymbol experiment in model.Experiments)
        {
            text.Append("experiment ").Append(experiment.Name).Append(" : ").Append(experiment.Template.Name).Append('\n');
            foreach (SweepAxis axis in experiment.Plan.Sweep)
            {
                text.Append("  sweep ").Append(string.Join(" with ", axis.Swept.Select(Swept))).Append('\n');
            }

            foreach (ReducedRecording reduced in experiment.Plan.Reductions)
            {
                string window = reduced.Window is var (from, to) ? $" over [{Number(from)}, {Number(to)}]" : "";
                text.Append($"  reduce {reduced.Label} = {reduced.Kind} of {reduced.Recording}{window}\n");
            }
        }

        return text.ToString();
    }

    // The first and the last values tell what a list is.
    private static string Swept(SweptQuantity swept)
    {
        const int Shown = 6;
        string path = swept.Kind == SweptKind.State ? "init " + swept.Path : swept.Path;
        string[] values = [.. swept.Values.Select(Number)];
        return swept.File is { } file ? $"{path} = csv(\"{file.File}\"{(file.Column is null ? "" : $", column = {file.Column}")})"
            : values.Length <= Shown ? $"{path} = [{string.Join(", ", values)}]"
            : $"{path} = [{string.Join(", ", values.Take(Shown - 2))}, ..., {values[values.Length - 1]}], {values.Length} values";
    }

    private static string Number(double value) => NumberFormat.Literal(value);
}
