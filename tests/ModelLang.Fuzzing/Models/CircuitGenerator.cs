using System.Text;

namespace ModelLang.Fuzzing.Models;

/// <summary>Nodes and circuits of given templates, wired without a circle that has no state in it.</summary>
internal sealed class CircuitGenerator(Random random, bool physical, IReadOnlyList<(string Name, int Arity)> functions)
{
    /// <summary>Writes a node or a circuit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Keyword: node or circuit.</param>
    /// <param name="templates">What it may be made of.</param>
    /// <param name="text">Receives the text.</param>
    public Interface Write(string name, string kind, IReadOnlyList<Interface> templates, StringBuilder text)
    {
        bool circuit = kind == "circuit";
        Interface face = new(name, kind);
        text.Append($"{kind} {name} {{\n");
        List<Variable> own = [new("G")];
        text.Append("  param G = 0.5 in [0, inf)\n");
        if (circuit && random.OneIn(2))
        {
            text.Append("  input ext = 0.25\n");
        }

        List<(string Part, Interface Face)> parts = [];
        for (int i = random.Next(1, circuit ? 4 : 3); i > 0; i--)
        {
            Interface template = random.Of(templates);
            string part = $"{(circuit ? "n" : "op")}{i}";
            string keyword = !circuit ? $"use {template.Name} as {part}" : $"{(template.Kind == "circuit" ? "circuit" : "node")} {part} : {template.Name}";
            text.Append($"  {keyword}{Settings(template)}\n");
            parts.Add((part, template));
            face.Add(part, template);
        }

        face.OpenSinks.Clear();
        face.DirectSources.Clear();
        for (int i = 0; i < parts.Count; i++)
        {
            Wire(parts, i, circuit, text);
        }

        List<Variable> visible = [.. own, .. face.Sources, .. face.Parameters];
        for (int i = random.Next(0, 3); i > 0; i--)
        {
            Variable output = new($"mean{i}", physical && random.OneIn(2) ? random.Of(UnitPool.All) : "");
            text.Append($"  output {output.Name} = {new ExpressionGenerator(random, visible, null, functions, physical).Real(output.Unit, 2).Text}\n");
            face.Sources.Add(output);
        }

        text.Append("}\n\n");
        return face;
    }

    private string Settings(Interface template)
    {
        List<string> settings = [];
        foreach (Variable parameter in template.Parameters.Where(_ => random.OneIn(4)))
        {
            settings.Add($"{parameter.Name} = {(parameter.Unit.Length == 0 && random.OneIn(2) ? "2*G" : UnitPool.Literal(parameter.Unit, random).Text)}");
        }

        foreach (Variable state in template.States.Where(_ => random.OneIn(6)))
        {
            settings.Add($"init {state.Name} = {UnitPool.Literal(state.Unit, random).Text}");
        }

        return settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
    }

    private void Wire(List<(string Part, Interface Face)> parts, int index, bool circuit, StringBuilder text)
    {
        (string part, Interface face) = parts[index];
        List<Variable> sources =
        [
            .. parts.SelectMany(p => p.Face.Sources.Select(s => s with { Name = $"{p.Part}.{s.Name}" })),
            .. parts.Take(index).SelectMany(p => p.Face.DirectSources.Select(s => s with { Name = $"{p.Part}.{s.Name}" })),
        ];
        foreach (Variable sink in face.OpenSinks.Concat(face.Sinks.Where(_ => random.OneIn(2))))
        {
            string target = $"{part}.{sink.Name}";
            if (!circuit)
            {
                ExpressionGenerator expressions = new(random, sources, null, functions, physical);
                text.Append($"  {target} = {(sink.IsComplex ? expressions.Complex(sink.Unit, 1) : expressions.Real(sink.Unit, 1)).Text}\n");
                continue;
            }

            for (int n = random.OneIn(3) ? random.Next(2, 5) : 1; n > 0; n--)
            {
                text.Append($"  {Edge(sources, sink, target)}\n");
            }
        }
    }

    private string Edge(List<Variable> sources, Variable sink, string target)
    {
        Variable[] fitting = [.. sources.Where(s => s.Unit == sink.Unit && (!s.IsComplex || sink.IsComplex))];
        Variable[] others = [.. sources.Where(s => s.Unit.Length == 0 && (!s.IsComplex || sink.IsComplex))];
        if (fitting.Length > 0 && (others.Length == 0 || !random.OneIn(3)))
        {
            return $"edge {random.Of(fitting).Name} -> {target}{random.Of<string>(["", " { weight = 2 }", " { weight = -G }", " { weight = 3*G^2 }"])}";
        }

        // Something plain, which every operator has; the weight brings the unit of the sink.
        return $"edge {random.Of(others).Name} -> {target} {{ weight = {UnitPool.Literal(sink.Unit, random).Text} }}";
    }
}
