using System.Globalization;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Syntax;
using ValueType = ModelLang.Compiler.IR.ValueType;

namespace ModelLang.Compiler.Tests.IR;

/// <summary>
/// Reads systems from a few lines in the notation of models, without the compiler's own front end: one declaration a line,
/// <c>param input state let output</c>, <c>table name linear|previous</c>, and equations.
/// </summary>
internal sealed class TestSystem
{
    private static readonly SourceReference s_source = new("test.mlang", 1, "");

    private readonly Dictionary<string, Reference> _names = [];
    private readonly HashSet<string> _tables = [];
    private string _text = "";
    private int _position;

    public static DynamicalSystem Parse(string text) => new TestSystem().System(text);

    /// <summary>An expression over the variables of a system.</summary>
    public static Expr Parse(DynamicalSystem system, string text)
    {
        TestSystem reader = new();
        foreach (Parameter p in system.Parameters)
        {
            reader.Declare(p.Path, VariableKind.Parameter);
        }

        foreach (StateVariable s in system.States)
        {
            reader.Declare(s.Path, VariableKind.State, s.Type);
        }

        return reader.Expression(text);
    }

    private DynamicalSystem System(string text)
    {
        List<Parameter> parameters = [];
        List<Input> inputs = [];
        List<StateVariable> states = [];
        List<Intermediate> intermediates = [];
        List<Equation> equations = [];
        List<DataTable> tables = [];
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ', 3);
            string right = line[(line.IndexOf(" = ", StringComparison.Ordinal) + 3)..];
            switch (words[0])
            {
                case "param":
                    parameters.Add(new Parameter(words[1], Quantity.One, Expression(right), null, "", s_source));
                    Declare(words[1], VariableKind.Parameter);
                    break;
                case "input":
                    inputs.Add(new Input(words[1], Quantity.One, Expression(right), null, "", s_source));
                    Declare(words[1], VariableKind.Input);
                    break;
                case "state":
                    ValueType type = words[2].StartsWith(": complex", StringComparison.Ordinal) ? ValueType.Complex : ValueType.Real;
                    Declare(words[1], VariableKind.State, type);
                    string[] initial = right.Split(" in ");
                    StateCondition? condition = initial.Length > 1 ? new StateCondition(Expression(initial[1]), initial[1]) : null;
                    states.Add(new StateVariable(words[1], Quantity.One, type, Expression(initial[0]), null, false, null, condition, "", s_source));
                    break;
                case "table":
                    tables.Add(new DataTable(words[1], words[1] + ".csv", "test.mlang", null, words[2].StartsWith("linear", StringComparison.Ordinal) ? Interpolation.Linear : Interpolation.Previous, Quantity.One, Quantity.One));
                    _tables.Add(words[1]);
                    break;
                case "let" or "output":
                    Expr definition = Expression(right);
                    IntermediateRole role = words[0] == "let" ? IntermediateRole.Let : IntermediateRole.Output;
                    intermediates.Add(new Intermediate(words[1], Quantity.One, definition, role, "", s_source));
                    Declare(words[1], VariableKind.Intermediate, definition.Type);
                    break;
                default:
                    equations.Add(Equation(line[..line.IndexOf(" = ", StringComparison.Ordinal)], Expression(right)));
                    break;
            }
        }

        Equation[] ordered = [.. states.Select(s => equations.Single(e => e.State == s.Path))];
        return new DynamicalSystem(
            "test",
            null,
            "",
            Quantity.One,
            parameters.ToEquatableArray(),
            inputs.ToEquatableArray(),
            states.ToEquatableArray(),
            intermediates.ToEquatableArray(),
            ordered.ToEquatableArray(),
            default,
            tables.ToEquatableArray());
    }

    private Equation Equation(string left, Expr rhs)
    {
        int split = left.LastIndexOf(" * ", StringComparison.Ordinal);
        string state = split < 0 ? left : left[(split + 3)..];
        Expr? coefficient = split < 0 ? null : Expression(left[..split]);
        return new Equation(state.TrimEnd('\''), state.Count(c => c == '\''), coefficient, rhs, s_source);
    }

    private void Declare(string name, VariableKind kind, ValueType type = ValueType.Real) => _names[name] = new Reference(name, kind, type);

    private Expr Expression(string text)
    {
        _text = text + "\0";
        _position = 0;
        Expr expr = Conditional();
        return _text[_position] == '\0' ? expr : throw new FormatException($"'{text}' at {_position}");
    }

    private Expr Conditional()
    {
        Expr first = Or();
        if (!Take("if"))
        {
            return first;
        }

        Expr condition = Or();
        Expect("else");
        return new Conditional(condition, first, Conditional());
    }

    private Expr Or() => Logical(true, "or", () => Logical(false, "and", Not));

    private Expr Logical(bool isOr, string word, Func<Expr> operand)
    {
        List<Expr> operands = [operand()];
        while (Take(word))
        {
            operands.Add(operand());
        }

        return operands.Count == 1 ? operands[0] : new Logical(isOr, operands.ToEquatableArray());
    }

    private Expr Not() => Take("not") ? new Not(Not()) : Comparison();

    private Expr Comparison()
    {
        Expr left = Sum();
        foreach ((string symbol, ComparisonOperator comparison) in new[]
        {
            ("<=", ComparisonOperator.LessOrEqual), (">=", ComparisonOperator.GreaterOrEqual), ("==", ComparisonOperator.Equal),
            ("!=", ComparisonOperator.NotEqual), ("<", ComparisonOperator.Less), (">", ComparisonOperator.Greater),
        })
        {
            if (Take(symbol))
            {
                return new Comparison(comparison, left, Sum());
            }
        }

        return left;
    }

    private Expr Sum()
    {
        List<Expr> terms = [Product()];
        while (true)
        {
            if (Take("+"))
            {
                terms.Add(Product());
            }
            else if (Take("-"))
            {
                terms.Add(new Negate(Product()));
            }
            else
            {
                return terms.Count == 1 ? terms[0] : new Sum(terms.ToEquatableArray());
            }
        }
    }

    private Expr Product()
    {
        Expr result = Sign();
        while (true)
        {
            if (Take("*"))
            {
                result = new Product(result, Sign());
            }
            else if (Take("/"))
            {
                result = new Quotient(result, Sign());
            }
            else
            {
                return result;
            }
        }
    }

    private Expr Sign() => Take("-") ? new Negate(Sign()) : Power();

    private Expr Power()
    {
        Expr operand = Primary();
        return Take("^") ? new Power(operand, Sign()) : operand;
    }

    private Expr Primary()
    {
        if (Take("("))
        {
            Expr inner = Conditional();
            Expect(")");
            return inner;
        }

        Skip();
        int start = _position;
        while (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '.' or '_' || (_text[_position] is '-' or '+' && char.IsDigit(_text[start]) && _text[_position - 1] is 'e'))
        {
            _position++;
        }

        string word = _text[start.._position];
        if (char.IsDigit(word[0]))
        {
            bool imaginary = word[^1] == 'i';
            Number number = new(double.Parse(word.TrimEnd('i'), CultureInfo.InvariantCulture));
            return !imaginary ? number : number.Value == 1 ? new ImaginaryUnit() : new Product(number, new ImaginaryUnit());
        }

        if (Take("("))
        {
            return Call(word);
        }

        if (Take("'"))
        {
            return _names[word] with { Kind = VariableKind.Rate };
        }

        return word switch
        {
            "t" => new Time(),
            "pi" => new Pi(),
            "true" or "false" => new Truth(word == "true"),
            _ => _names[word],
        };
    }

    private Expr Call(string function)
    {
        if (function == "table")
        {
            int end = _text.IndexOf(')', _position);
            string table = _text[_position..end];
            _position = end + 1;
            return _tables.Contains(table) ? new TableValue(table) : throw new FormatException(table);
        }

        List<Expr> arguments = [Conditional()];
        while (Take(","))
        {
            arguments.Add(Conditional());
        }

        Expect(")");
        return new Call(BuiltInFunctions.Find(function)!.Function, arguments.ToEquatableArray());
    }

    private void Skip()
    {
        while (_text[_position] == ' ')
        {
            _position++;
        }
    }

    private bool Take(string symbol)
    {
        Skip();
        bool found = string.CompareOrdinal(_text, _position, symbol, 0, symbol.Length) == 0
            && !(char.IsLetter(symbol[0]) && char.IsLetterOrDigit(_text[_position + symbol.Length]));
        _position += found ? symbol.Length : 0;
        return found;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw new FormatException($"{symbol} expected in '{_text}' at {_position}");
        }
    }
}
