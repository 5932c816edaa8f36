using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds the rule of a connect statement and its values per connection.</summary>
/// <param name="context">Shared state.</param>
/// <param name="scope">The names of the circuit.</param>
/// <param name="path">Path of the connection; arrays in it are named after it.</param>
/// <param name="file">The file it stands in.</param>
internal sealed class RuleBinder(BindingContext context, IExpressionScope scope, string path, ModelFile file)
{
    /// <summary>A rule with the unit that its matrix brings.</summary>
    public sealed record Bounded(ConnectionRule Rule, Unit Unit);

    private sealed record Row(RuleKind Kind, string Name, string? Argument, string[] Options, string Example);

    private static readonly Row[] s_rows =
    [
        new(RuleKind.OneToOne, "one_to_one", null, [], "one_to_one"),
        new(RuleKind.AllToAll, "all_to_all", null, ["autapses"], "all_to_all"),
        new(RuleKind.Random, "random", "p", ["autapses"], "random(p = 0.1)"),
        new(RuleKind.FixedIndegree, "fixed_indegree", "k", ["autapses", "multapses"], "fixed_indegree(k = 10)"),
        new(RuleKind.FixedOutdegree, "fixed_outdegree", "k", ["autapses", "multapses"], "fixed_outdegree(k = 10)"),
        new(RuleKind.FixedTotal, "fixed_total", "n", ["autapses", "multapses"], "fixed_total(n = 1000)"),
        new(RuleKind.Matrix, "matrix", null, ["rows", "skip_zero"], "matrix(W, rows = target)"),
        new(RuleKind.List, "list", null, [], "list(csv(\"pairs.csv\"))"),
    ];

    // Matrices of delays or weights beside that of the rule are written as it is.
    private bool _rowsAreTargets = true;

    /// <summary>The arrays that stand in the rule and in values.</summary>
    public List<DataArray> Arrays { get; } = [];

    /// <summary>The orientation of a matrix; null after a report.</summary>
    public static bool? BindOrientation(CallSyntax rule, BindingContext context, ModelFile file)
    {
        ArgumentSyntax? rows = rule.Arguments.FirstOrDefault(a => a.Name?.Text == "rows");
        string? orientation = (rows?.Value as NameExpressionSyntax)?.Path.Text;
        if (orientation is "target" or "source")
        {
            return orientation == "target";
        }

        context.Report(DiagnosticTable.InvalidRule, file, (SyntaxNode?)rows?.Value ?? rule, "write rows = target or rows = source", "A matrix needs its orientation: rows = target or rows = source");
        return null;
    }

    /// <summary>Whether a value differs from connection to connection.</summary>
    public bool IsPerConnection(Expr value) => value.Contains(e => e is Draw or Quantiles or ArrayElement);

    /// <summary>A value of a setting in the unit that is needed, or in any.</summary>
    public Bound BindValue(SettingSyntax setting, Unit? unit)
    {
        string key = $"{path}.{setting.Target.Text}";
        return setting.Drawn
            ? DistributionBinder.BindDraw(setting.Value, unit, key, context, new ExpressionBinder(context, scope), file)
            : BindMatrixValue(setting.Value, key, unit);
    }

    /// <summary>A rule; null after a report.</summary>
    public Bounded? Bind(ExpressionSyntax syntax)
    {
        (string? name, EquatableArray<ArgumentSyntax> arguments) = syntax switch
        {
            CallSyntax call => (call.Function.Text, call.Arguments),
            NameExpressionSyntax { Primes: 0 } word => (word.Path.Text, EquatableArray<ArgumentSyntax>.Empty),
            _ => ((string?)null, EquatableArray<ArgumentSyntax>.Empty),
        };
        if (Array.Find(s_rows, r => r.Name == name) is not { } row)
        {
            string? near = name is null ? null : NearestName.Hint(name, s_rows.Select(r => r.Name));
            return Fail(syntax, near ?? "rules are " + string.Join(", ", s_rows.Select(r => r.Name)), $"There is no rule '{BindingContext.Excerpt(syntax, file)}'");
        }

        ConnectionRule rule = new(row.Kind);
        foreach (ArgumentSyntax argument in arguments)
        {
            string? option = argument.Name?.Text;
            if (option is not null && row.Options.Contains(option))
            {
                if (option == "rows")
                {
                    continue;
                }

                if (BindChoice(argument) is not { } choice)
                {
                    return null;
                }

                rule = option switch
                {
                    "autapses" => rule with { Autapses = choice },
                    "multapses" => rule with { Multapses = choice },
                    _ => rule with { SkipZero = choice },
                };
            }
            else if (option is not null && option != row.Argument)
            {
                context.Report(DiagnosticTable.UnknownSetting, file, argument.Name!, NearestName.Hint(option, row.Options.Append(row.Argument ?? "")) ?? $"write {row.Example}", option);
                return null;
            }
        }

        ArgumentSyntax[] values = [.. arguments.Where(a => a.Name is null || a.Name.Text == row.Argument)];
        int wanted = row.Argument is not null || row.Kind is RuleKind.Matrix or RuleKind.List ? 1 : 0;
        if (values.Length != wanted)
        {
            return Fail(syntax, $"write {row.Example}", wanted == 0 ? $"{row.Name} takes no argument" : $"{row.Name} takes one argument besides its options");
        }

        return row.Kind switch
        {
            RuleKind.Matrix => BindMatrix(rule, (CallSyntax)syntax, values[0].Value),
            RuleKind.List => BindList(rule, values[0].Value),
            _ when wanted == 0 => new Bounded(rule, Unit.One),
            _ => BindNumber(rule, row, values[0].Value),
        };
    }

    private Bounded? BindNumber(ConnectionRule rule, Row row, ExpressionSyntax syntax)
    {
        Bound bound = new ExpressionBinder(context, scope).BindReal(syntax, Unit.One);
        if (bound.IsError)
        {
            return null;
        }

        if (bound.Expr.SelfAndDescendants().OfType<Reference>().FirstOrDefault(r => r.Kind != VariableKind.Parameter) is { } changing)
        {
            return Fail(syntax, "write a number or a parameter", $"Connections are made once, but '{changing.Name}' changes in time");
        }

        if (ConstantEvaluator.TryEvaluate(bound.Expr, out double value))
        {
            if (row.Kind == RuleKind.Random && !(value is >= 0 and <= 1))
            {
                return Fail(syntax, "a probability lies in [0, 1]", $"The probability {BindingContext.Excerpt(syntax, file)} is outside [0, 1]");
            }

            if (row.Kind != RuleKind.Random && !(value >= 0 && value == Math.Floor(value) && value <= int.MaxValue))
            {
                return Fail(syntax, $"write {row.Example}", $"{row.Name} takes a whole number, zero or positive");
            }
        }

        return new Bounded(rule with { Argument = bound.Expr }, Unit.One);
    }

    private Bounded? BindMatrix(ConnectionRule rule, CallSyntax call, ExpressionSyntax syntax)
    {
        if (BindOrientation(call, context, file) is not { } rowsAreTargets)
        {
            return null;
        }

        int before = Arrays.Count;
        _rowsAreTargets = rowsAreTargets;
        Bound matrix = BindMatrixValue(syntax, path + ".matrix", null);
        if (matrix.IsError)
        {
            return null;
        }

        for (int i = before; i < Arrays.Count; i++)
        {
            Arrays[i] = Arrays[i] with { RowsAreTargets = rowsAreTargets };
        }

        return matrix.Expr.Contains(e => e is ArrayElement)
            ? new Bounded(rule with { Matrix = matrix.Expr }, matrix.Unit!)
            : Fail(syntax, "write matrix(csv(\"weights.csv\"), rows = target), or the name of data", $"'{BindingContext.Excerpt(syntax, file)}' is no matrix");
    }

    private Bound BindMatrixValue(ExpressionSyntax syntax, string key, Unit? unit)
    {
        UnitValueScope values = new(scope, context, key, syntax, unit, matrix: !_isList, _rowsAreTargets);
        ExpressionBinder binder = new(context, values);
        Bound bound = unit is null ? binder.BindReal(syntax) : binder.BindReal(syntax, unit);
        Arrays.AddRange(values.Arrays);
        return bound;
    }

    private bool _isList;

    // Two columns of numbers, counted from 0: where each connection begins and where it ends.
    private Bounded? BindList(ConnectionRule rule, ExpressionSyntax syntax)
    {
        if (syntax is not CallSyntax { Function.Text: "csv" } call || call.Arguments.Count != 1 || call.Arguments[0].Value is not StringSyntax name)
        {
            return Fail(syntax, "write list(csv(\"pairs.csv\")) for a file with the columns source and target", "A list of connections is read from a file");
        }

        _isList = true;
        foreach (string column in new[] { "source", "target" })
        {
            Arrays.Add(new DataArray($"{path}.{column}", new NumbersInFile(name.Value, file.Source.Path, Quantity.One, true, column), false));
        }

        return new Bounded(rule with { Lists = EquatableArray.Of($"{path}.source", $"{path}.target") }, Unit.One);
    }

    private bool? BindChoice(ArgumentSyntax argument)
    {
        string? word = argument.Value is BooleanSyntax truth ? (truth.Value ? "true" : "false") : (argument.Value as NameExpressionSyntax)?.Path.Text;
        if (word is "true" or "false")
        {
            return word == "true";
        }

        Fail(argument, $"write {argument.Name!.Text} = false", $"The option {argument.Name.Text} is true or false");
        return null;
    }

    private Bounded? Fail(SyntaxNode node, string? hint, string message)
    {
        context.Report(DiagnosticTable.InvalidRule, file, node, hint, message);
        return null;
    }
}
