using System.Text;
using ModelLang.Compiler;
using ModelLang.Compiler.Methods;

namespace ModelLang.Fuzzing.Models;

/// <summary>Experiments on a circuit: settings, drives in t, records, any method.</summary>
internal sealed class ExperimentGenerator(Random random, bool physical, IReadOnlyList<(string Name, int Arity)> functions)
{
    private string Ms => physical ? " ms" : "";

    /// <summary>Writes an experiment and gives its name.</summary>
    public string Write(string name, Interface circuit, StringBuilder text)
    {
        text.Append($"/// Made by chance.\nexperiment {name} {{\n  model {circuit.Name}\n");
        string method = random.Of(ModelCompiler.MethodNames);
        bool adaptive = MethodTable.Find(method)!.Kind is MethodKind.Adaptive or MethodKind.Stiff;
        text.Append(adaptive ? $"  solver {method} {{ rtol = 1e-6, atol = 1e-9 }}\n" : $"  solver {method} {{ dt = 0.5{Ms} }}\n");
        text.Append($"  run 10{Ms}\n");
        foreach (Variable sink in circuit.Sinks.Where(s => !s.IsComplex && random.OneIn(2)).DistinctBy(s => s.Name))
        {
            text.Append($"  drive {sink.Name} = {Drive(sink)}\n");
        }

        foreach (Variable parameter in circuit.Parameters.Where(_ => random.OneIn(4)).DistinctBy(p => p.Name))
        {
            text.Append($"  set {parameter.Name} = {UnitPool.Literal(parameter.Unit, random).Text}\n");
        }

        foreach (Variable state in circuit.States.Where(_ => random.OneIn(5)).DistinctBy(s => s.Name))
        {
            text.Append($"  set init {state.Name} = {UnitPool.Literal(state.Unit, random).Text}\n");
        }

        if (random.OneIn(2))
        {
            ExpressionGenerator expressions = new(random, circuit.Sources, null, functions, physical);
            text.Append($"  record {random.Of(circuit.Sources).Name}, made = {expressions.Real("", 2).Text} every 0.5{Ms}\n");
        }

        text.Append("}\n");
        return name;
    }

    // Steps, pulses, periodic pulses, stairs and ramps, and anything else in t.
    private string Drive(Variable sink)
    {
        string a = UnitPool.Literal(sink.Unit, random).Text;
        string b = UnitPool.Literal(sink.Unit, random).Text;
        string t1 = $"{random.Next(0, 5)}{Ms}";
        string t2 = $"{random.Next(5, 9)}.5{Ms}";
        string period = $"{random.Next(1, 4)}.25{Ms}";
        return random.Next(8) switch
        {
            0 => $"{a} if t >= {t1} else {b}",
            1 => $"{a} if t >= {t1} and t < {t2} else {b}",
            2 => $"{a} if mod(t - {t1}, {period}) < 1{Ms} else {b}",
            3 => $"({a}) * floor((t - {t1}) / ({period}))",
            4 => $"({a}) * max(0, min((t - {t1}) / ({period}), 1))",
            5 => $"({a}) * heaviside(t - {t2}) + ({b}) * abs(t - {t1}) / ({period})",
            6 => $"({a}) * sin(t / ({period})) + ({b}) * mod(t, {period}) / ({period})",
            _ => new ExpressionGenerator(random, [], physical ? "ms" : "", functions, physical).Real(sink.Unit, 3).Text,
        };
    }
}
