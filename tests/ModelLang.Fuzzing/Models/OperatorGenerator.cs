using System.Text;

namespace ModelLang.Fuzzing.Models;

/// <summary>Operators with everything they may hold.</summary>
/// <param name="random">Makes the choices.</param>
/// <param name="physical">Whether the model has units, with time in ms.</param>
/// <param name="functions">Functions of the model.</param>
internal sealed class OperatorGenerator(Random random, bool physical, IReadOnlyList<(string Name, int Arity)> functions)
{
    /// <summary>Writes an operator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Receives the text.</param>
    /// <param name="outputs">How many outputs it has; more make it a list of expressions to compare.</param>
    /// <param name="depth">Of its expressions.</param>
    /// <param name="open">Whether it may have inputs that must be fed.</param>
    public Interface Write(string name, StringBuilder text, int outputs, int depth, bool open = true)
    {
        Interface face = new(name, "operator");
        List<Variable> constants = [];
        List<Variable> settled = [];
        text.Append($"/// Operator {name}, made by chance.\noperator {name} {{\n");
        if (physical)
        {
            text.Append("  param tau = 10 ms in (0 ms, inf)\n");
            constants.Add(new Variable("tau", "ms"));
        }

        Parameters(text, constants, face);
        settled.AddRange(constants);
        List<Variable> all = [.. constants];
        Inputs(text, all, face, open);
        List<string> equations = [];
        List<(Variable State, int Order)> states = States(text, constants, settled, all, face);
        Lets(text, settled, all, depth);
        for (int i = 0; i < outputs; i++)
        {
            bool direct = random.OneIn(2);
            Variable output = new($"out{i}", AnyUnit(), random.OneIn(6));
            text.Append($"  output {output.Name} = {Expression(output, direct ? all : settled, depth, time: true)}\n");
            (direct ? face.DirectSources : face.Sources).Add(output);
        }

        foreach ((Variable state, int order) in states)
        {
            text.Append($"  {Equation(state, order, Expression(state, all, depth, time: true), all)}\n");
        }

        text.Append("}\n\n");
        return face;
    }

    /// <summary>Writes an operator derived from another.</summary>
    public Interface Derive(string name, Interface from, StringBuilder text)
    {
        Interface face = new(name, "operator");
        face.Sources.AddRange(from.Sources);
        face.DirectSources.AddRange(from.DirectSources);
        face.Sinks.AddRange(from.Sinks);
        face.OpenSinks.AddRange(from.OpenSinks);
        face.Parameters.AddRange(from.Parameters);
        face.States.AddRange(from.States);
        text.Append($"operator {name} extends {from.Name} {{\n");
        foreach (Variable parameter in from.Parameters.Where(_ => random.OneIn(3)))
        {
            text.Append($"  override param {parameter.Name} = {UnitPool.Literal(parameter.Unit, random).Text}\n");
        }

        Variable[] outputs = [.. from.Sources.Where(s => s.Name.StartsWith("out", StringComparison.Ordinal) && !s.IsComplex && random.OneIn(2))];
        foreach (Variable output in outputs)
        {
            ExpressionGenerator expressions = new(random, from.Parameters, null, functions, physical);
            text.Append($"  override output {output.Name} = super + {expressions.Real(output.Unit, 1).Within(7)}\n");
        }

        text.Append(physical ? "  state extra = 1\n  tau * extra' = -extra\n}\n\n" : "  state extra = 1\n  extra' = -extra\n}\n\n");
        face.Sources.Add(new Variable("extra"));
        return face;
    }

    private void Parameters(StringBuilder text, List<Variable> constants, Interface face)
    {
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            Variable parameter = new($"a{i}", AnyUnit());
            if (random.OneIn(5))
            {
                text.Append($"  const {parameter.Name} = {UnitPool.Literal(parameter.Unit, random).Text}\n");
            }
            else if (random.OneIn(3) && constants.Count > 0)
            {
                text.Append($"  param {parameter.Name} = {new ExpressionGenerator(random, constants, null, functions, physical).Real(parameter.Unit, 2).Text}\n");
            }
            else
            {
                string range = random.OneIn(4) ? $" in [{Zero(parameter.Unit)}, inf)" : "";
                text.Append($"  param {parameter.Name} = {UnitPool.Literal(parameter.Unit, random).Text}{range}    /// number {i}\n");
                (range.Length == 0 ? face.Parameters : []).Add(parameter);
            }

            constants.Add(parameter);
        }
    }

    private void Inputs(StringBuilder text, List<Variable> all, Interface face, bool mayBeOpen)
    {
        for (int i = random.Next(0, 4); i > 0; i--)
        {
            Variable input = new($"u{i}", AnyUnit(), random.OneIn(5));
            bool open = mayBeOpen && random.OneIn(3);
            string annotation = input.IsComplex
                ? $" : complex{(input.Unit.Length > 0 ? " " + UnitPool.Spelling(input.Unit, random) : "")}"
                : open ? " : " + (input.Unit.Length > 0 ? UnitPool.Spelling(input.Unit, random) : "real") : "";
            string value = open ? "" : " = " + UnitPool.Literal(input.Unit, random).Text;
            text.Append($"  input {input.Name}{annotation}{value}{(input.Unit.Length == 0 && random.OneIn(4) ? " reduce product" : "")}\n");
            (open ? face.OpenSinks : face.Sinks).Add(input);
            all.Add(input);
        }
    }

    private List<(Variable State, int Order)> States(
        StringBuilder text, List<Variable> constants, List<Variable> settled, List<Variable> all, Interface face)
    {
        List<(Variable, int)> states = [];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            // One plain state at least, so that there is something to feed anything with.
            Variable state = i == 1 ? new Variable("x1") : new Variable($"x{i}", AnyUnit(), random.OneIn(3));
            int order = random.OneIn(4) ? 2 : 1;
            ExpressionGenerator initial = new(random, constants, null, functions, physical);
            string unit = state.Unit.Length > 0 ? " " + UnitPool.Spelling(state.Unit, random) : "";
            string value = random.OneIn(3) ? (state.IsComplex ? initial.Complex(state.Unit, 1) : initial.Real(state.Unit, 1)).Text
                : state.IsComplex && random.OneIn(2) ? $"{UnitPool.Literal(state.Unit, random).Text} * (0.5 - 1i)" : UnitPool.Literal(state.Unit, random).Text;
            string range = state.IsComplex && state.Unit.Length == 0 && random.OneIn(2) ? $" in abs({state.Name}) <= 10" : "";
            text.Append($"  state {state.Name}{(state.IsComplex ? $" : complex{unit}" : random.OneIn(3) && unit.Length > 0 ? $" :{unit}" : "")} = {value}{range}\n");
            states.Add((state, order));
            settled.Add(state);
            all.Add(state);
            face.Sources.Add(state);
            if (!state.IsComplex)
            {
                face.States.Add(state);
            }

            if (order == 2 && !physical)
            {
                settled.Add(state with { Name = state.Name + "'" });
                all.Add(state with { Name = state.Name + "'" });
                if (random.OneIn(2) && !state.IsComplex)
                {
                    text.Append($"  init {state.Name}' = {UnitPool.Literal("", random).Text}\n");
                }
            }
        }

        return states;
    }

    private void Lets(StringBuilder text, List<Variable> settled, List<Variable> all, int depth)
    {
        for (int i = random.Next(0, 4); i > 0; i--)
        {
            Variable let = new($"f{i}", AnyUnit(), random.OneIn(6));
            bool direct = random.OneIn(2);
            text.Append($"  let {let.Name} = {Expression(let, direct ? all : settled, depth, time: true)}\n");
            all.Add(let);
            if (!direct)
            {
                settled.Add(let);
            }
        }
    }

    private string Expression(Variable target, List<Variable> scope, int depth, bool time)
    {
        ExpressionGenerator expressions = new(random, scope, time ? (physical ? "ms" : "") : null, functions, physical);
        return (target.IsComplex ? expressions.Complex(target.Unit, depth) : expressions.Real(target.Unit, depth)).Text;
    }

    private string Equation(Variable state, int order, string rhs, List<Variable> scope)
    {
        string derivative = state.Name + new string('\'', order);
        if (physical)
        {
            string tau = order == 2 ? random.Of<string>(["tau^2", "tau * tau"]) : "tau";
            return order == 1 && random.OneIn(3) ? random.OneIn(2) ? $"tau * d{state.Name}/dt = {rhs}" : $"{derivative} = ({rhs}) / tau"
                : order == 2 && random.OneIn(2) ? $"{tau} * {derivative} = {rhs} + (tau * {state.Name}')"
                : $"{tau} * {derivative} = {rhs}";
        }

        Variable[] coefficients = [.. scope.Where(v => !v.IsComplex && v.Unit.Length == 0 && v.Name.StartsWith('a'))];
        return random.OneIn(3) && coefficients.Length > 0 ? $"{random.Of(coefficients).Name} * {derivative} = {rhs}"
            : order == 1 && random.OneIn(4) ? $"d/dt {state.Name} = {rhs}" : $"{derivative} = {rhs}";
    }

    private string AnyUnit() => physical && random.OneIn(2) ? random.Of(UnitPool.All) : "";

    private static string Zero(string unit) => unit.Length == 0 ? "0" : "0 " + unit;
}
