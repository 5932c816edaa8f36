using System.Text;
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
        }

        return text.ToString();
    }
}
