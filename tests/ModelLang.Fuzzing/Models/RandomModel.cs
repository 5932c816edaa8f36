using System.Text;

namespace ModelLang.Fuzzing.Models;

/// <summary>A model text that is right, and what in it can be compiled.</summary>
/// <param name="Text">The text.</param>
/// <param name="Circuit">The template to compile.</param>
/// <param name="Experiment">The experiment to compile, or null.</param>
internal sealed record RandomModel(string Text, string Circuit, string? Experiment)
{
    private const string FunctionTexts = """
        function square(v) = v^2
        function blend(v, w, s) = s*v + (1 - s)*w
        function ramp(v, low) = v - low if v > low else 0
        function tower(v) = blend(square(v), v, 0.25)


        """;

    private static readonly (string Name, int Arity)[] s_functions = [("square", 1), ("blend", 3), ("ramp", 2), ("tower", 1)];

    /// <summary>One operator with many outputs: a list of expressions over few variables.</summary>
    public static RandomModel Expressions(Random random, int outputs)
    {
        StringBuilder text = new();
        bool physical = Begin(random, text);
        new OperatorGenerator(random, physical, s_functions).Write("o", text, outputs, random.Next(1, 5), open: false);
        return new RandomModel(text.ToString(), "o", null);
    }

    /// <summary>A circuit of operators, derived operators, nodes and circuits, perhaps with an experiment.</summary>
    public static RandomModel WithCircuit(Random random)
    {
        StringBuilder text = new();
        bool physical = Begin(random, text);
        OperatorGenerator operators = new(random, physical, s_functions);
        CircuitGenerator circuits = new(random, physical, s_functions);
        List<Interface> templates = [];
        for (int i = random.Next(1, 3); i > 0; i--)
        {
            templates.Add(operators.Write($"o{i}", text, random.Next(1, 4), random.Next(1, 4)));
        }

        if (random.OneIn(3))
        {
            templates.Add(operators.Derive("derived", random.Of(templates), text));
        }

        if (random.OneIn(2))
        {
            templates.Add(circuits.Write("unit", "node", [.. templates], text));
        }

        if (random.OneIn(3))
        {
            templates.Add(circuits.Write("inner", "circuit", [.. templates], text));
        }

        Interface circuit = circuits.Write("all", "circuit", templates, text);
        string? experiment = random.OneIn(2) ? new ExperimentGenerator(random, physical, s_functions).Write("trial", circuit, text) : null;
        return new RandomModel(text.ToString(), circuit.Name, experiment);
    }

    private static bool Begin(Random random, StringBuilder text)
    {
        bool physical = random.OneIn(2);
        text.Append("module random.model\n").Append(physical ? "time ms\n\n" : "time dimensionless\n\n").Append(FunctionTexts);
        return physical;
    }
}
