using System.Text;

namespace ModelLang.Compiler.Syntax;

/// <summary>Prints a syntax tree, for <c>show --stage syntax</c> and for tests: one line per statement, settings indented,
/// and parentheses around every operation inside another, so that the reading of precedence is visible.</summary>
internal sealed class SyntaxPrinter
{
    private readonly StringBuilder _text = new();
    private int _indentation;

    /// <summary>The text of a tree, lines ended by LF.</summary>
    public static string Print(ModelSyntax model)
    {
        SyntaxPrinter printer = new();
        printer.WriteModel(model);
        return printer._text.ToString();
    }

    /// <summary>The text of an expression.</summary>
    public static string Print(ExpressionSyntax expression) => expression switch
    {
        NumberSyntax number => number.Unit is { } unit ? $"{number.Text} {unit.Text}" : number.Text,
        ImaginarySyntax imaginary => imaginary.Text + "i",
        StringSyntax text => Quote(text.Value),
        BooleanSyntax boolean => boolean.Value ? "true" : "false",
        NameExpressionSyntax name => name.Path.Text + new string('\'', name.Primes),
        CallSyntax call => $"{call.Function.Text}({string.Join(", ", call.Arguments.Select(Print))})",
        IndexSyntax index => $"{index.Target.Text}[{Print(index.First)}{(index.Last is { } last ? ".." + Print(last) : "")}]",
        ListSyntax list => $"[{string.Join(", ", list.Items.Select(Print))}]{(list.Unit is { } unit ? " " + unit.Text : "")}",
        SumSyntax sum => Join(sum.Terms.Select(t => (t.Subtracted ? " - " : " + ", t.Operand))),
        ProductSyntax product => Join(product.Factors.Select(f => (f.Divided ? "/" : "*", f.Operand))),
        SignSyntax sign => (sign.Negative ? "-" : "+") + Operand(sign.Operand),
        PowerSyntax power => $"{Operand(power.Base)}^{Operand(power.Exponent)}",
        ComparisonSyntax comparison => $"{Operand(comparison.Left)} {OperatorTable.Spelling(comparison.Operator)} {Operand(comparison.Right)}",
        NotSyntax not => "not " + Operand(not.Operand),
        LogicalSyntax logical => string.Join(logical.IsOr ? " or " : " and ", logical.Operands.Select(Operand)),
        ConditionalSyntax c => $"{Operand(c.WhenTrue)} if {Operand(c.Condition)} else {Operand(c.WhenFalse)}",
        _ => throw Unexpected.Kind(expression),
    };

    // An operation stands in parentheses inside another one.
    private static string Operand(ExpressionSyntax expression) => expression
        is SumSyntax or ProductSyntax or SignSyntax or PowerSyntax or ComparisonSyntax or NotSyntax or LogicalSyntax or ConditionalSyntax
        ? $"({Print(expression)})"
        : Print(expression);

    private static string Print(ArgumentSyntax argument) =>
        argument.Name is { } name ? $"{name.Text} = {Print(argument.Value)}" : Print(argument.Value);

    private static string Join(IEnumerable<(string Sign, ExpressionSyntax Operand)> operands) =>
        string.Concat(operands.Select((o, i) => (i == 0 ? "" : o.Sign) + Operand(o.Operand)));

    private static string Quote(string value) =>
        "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\t", "\\t") + "\"";

    private void WriteModel(ModelSyntax model)
    {
        Line(model.Module is { } module ? "module " + module.Text : "module");
        if (model.Time is { } time)
        {
            Line("time " + (time.Unit?.Text ?? "dimensionless"));
        }

        foreach (ImportSyntax import in model.Imports)
        {
            string from = import.Module?.Text ?? Quote(import.File!.Value);
            Line($"import {from}{(import.Names.Count > 0 ? $" ({Names(import.Names)})" : "")}");
        }

        foreach (DeclarationSyntax declaration in model.Declarations)
        {
            WriteDeclaration(declaration);
        }
    }

    private void WriteDeclaration(DeclarationSyntax declaration)
    {
        Documentation(declaration.Documentation);
        string name = declaration.Name.Text;
        switch (declaration)
        {
            case OperatorSyntax o:
                Members($"operator {name}{Optional(" extends ", o.Base)}", o.Members);
                break;
            case NodeSyntax n:
                Members($"node {name}{Optional(" extends ", n.Base)}", n.Members);
                break;
            case CircuitSyntax c:
                Members($"circuit {name}{Optional(" extends ", c.Base)}", c.Members);
                break;
            case ExperimentSyntax e:
                Members($"experiment {name}", e.Members);
                break;
            case FunctionSyntax f:
                Line($"function {name}({Names(f.Parameters)}) = {Print(f.Body)}");
                break;
            default:
                throw Unexpected.Kind(declaration);
        }
    }

    private void Members(string header, EquatableArray<MemberSyntax> members)
    {
        Line(header);
        _indentation++;
        foreach (MemberSyntax member in members)
        {
            WriteMember(member);
        }

        _indentation--;
    }

    private void WriteMember(MemberSyntax member)
    {
        switch (member)
        {
            case VariableSyntax v:
                Documentation(v.Documentation);
                Line(Override(v.Override) + v.Keyword.ToString().ToLowerInvariant() + " " + v.Name.Text + Print(v.Annotation)
                    + Optional(" = ", v.Value) + Print(v.Range) + (v.Reduce is { } reduce ? " reduce " + reduce.Text : ""));
                break;
            case EquationSyntax e:
                Line(Override(e.Override) + (e.Coefficient is { } factor ? Operand(factor) + " * " : "") + Primed(e.Target, e.Order) + " = " + Print(e.Rhs));
                break;
            case InitSyntax i:
                Line($"init {Primed(i.Target, i.Order)} {(i.Drawn ? "~" : "=")} {Print(i.Value)}");
                break;
            case HistorySyntax h:
                Line($"history {h.Target.Text} = {Print(h.Value)}");
                break;
            case NoiseSyntax n:
                Documentation(n.Documentation);
                Line($"noise {Names(n.Names)}{(n.Stratonovich ? " stratonovich" : "")}");
                break;
            case EventSyntax e:
                Documentation(e.Documentation);
                Actions($"event {e.Name.Text}{(e.Located ? " located" : "")}{(e.Hazard ? " with hazard " : " when ")}{Print(e.Condition)}", e.Actions);
                break;
            case ReceiveSyntax r:
                Documentation(r.Documentation);
                Actions($"receive {r.Name.Text}({string.Join(", ", r.Parameters.Select(p => p.Name.Text + Print(p.Annotation)))})", r.Actions);
                break;
            case UseSyntax u:
                Settings($"use {u.Operator.Text}{(u.Alias is { } alias ? " as " + alias.Text : "")}", u.Settings);
                break;
            case NodeInstanceSyntax n:
                Documentation(n.Documentation);
                Settings($"node {n.Name.Text} : {n.Template.Text}", n.Settings);
                break;
            case CircuitInstanceSyntax c:
                Documentation(c.Documentation);
                Settings($"circuit {c.Name.Text} : {c.Template.Text}", c.Settings);
                break;
            case PopulationSyntax p:
                Documentation(p.Documentation);
                Settings($"population {p.Name.Text} : {p.Template.Text}[{Print(p.Size)}]{(p.Level is { } level ? " at " + level.Text : "")}", p.Settings);
                break;
            case EdgeSyntax e:
                Settings($"edge {e.Source.Text} -> {e.Target.Text}{Optional(" via ", e.Via)}", e.Settings);
                break;
            case ConnectSyntax c:
                Settings($"connect {Ports(c.Sources)} -> {Ports(c.Targets)} by {Print(c.Rule)}{Optional(" via ", c.Via)}", c.Settings);
                break;
            case DataSyntax d:
                Documentation(d.Documentation);
                Line($"data {d.Name.Text} = {Print(d.Value)}");
                break;
            default:
                WriteExperimentMember(member);
                break;
        }
    }

    private void WriteExperimentMember(MemberSyntax member)
    {
        switch (member)
        {
            case ExperimentModelSyntax m:
                Settings($"model {m.Circuit.Text}", m.Settings);
                break;
            case SolverSyntax s:
                Settings($"solver {s.Method.Text}", s.Settings);
                break;
            case RunSyntax r:
                Line($"run {Print(r.Duration)}{Optional(" discard ", r.Discard)}");
                break;
            case SeedSyntax s:
                Line($"seed {Print(s.Value)}");
                break;
            case DriveSyntax d:
                Line($"drive {d.Target.Text} = {Print(d.Value)}{(d.Interpolation is { } name ? " with " + name.Text : "")}");
                break;
            case SetSyntax s:
                Line("set " + Print(s.Setting));
                break;
            case RecordSyntax r:
                string items = string.Join(", ", r.Items.Select(i => (i.Label is { } label ? label.Text + " = " : "") + Print(i.Value)));
                Line($"record {items}{Optional(" every ", r.Interval)}");
                break;
            case ReduceSyntax r:
                Line($"reduce {string.Join(", ", r.Items.Select(Print))}");
                break;
            case SweepSyntax s:
                Line("sweep");
                _indentation++;
                foreach (SweepAxisSyntax axis in s.Axes)
                {
                    WriteAxis(axis);
                }

                _indentation--;
                break;
            case SaveSyntax s:
                Line($"save {Print(s.File)}");
                break;
            default:
                throw Unexpected.Kind(member);
        }
    }

    private void WriteAxis(SweepAxisSyntax axis)
    {
        if (axis.Zipped)
        {
            Settings("zip", axis.Settings);
        }
        else
        {
            Line(Print(axis.Settings[0]));
        }
    }

    private void Actions(string header, EquatableArray<ActionSyntax> actions)
    {
        Line(header);
        _indentation++;
        foreach (ActionSyntax action in actions)
        {
            Line(action switch
            {
                AssignmentSyntax a => $"{a.Target.Text} {a.Operator} {Print(a.Value)}",
                RefractorySyntax r => $"refractory {Print(r.Duration)}{(r.Frozen.Count > 0 ? " freezing " + string.Join(", ", r.Frozen.Select(p => p.Text)) : "")}",
                _ => throw Unexpected.Kind(action),
            });
        }

        _indentation--;
    }

    private void Settings(string header, EquatableArray<SettingSyntax> settings)
    {
        Line(header);
        _indentation++;
        foreach (SettingSyntax setting in settings)
        {
            Line(Print(setting));
        }

        _indentation--;
    }

    private static string Print(SettingSyntax s) =>
        $"{(s.Init ? "init " : "")}{Primed(s.Target, s.Order)} {(s.Drawn ? "~" : "=")} {Print(s.Value)}";

    private static string Print(ReducedSyntax r) =>
        (r.Label is { } label ? label.Text + " = " : "") + Print(r.Value) + Optional(" over ", r.Window);

    private static string Print(AnnotationSyntax? annotation) => annotation switch
    {
        null => "",
        { Type: { } type, Unit: { } unit } => $" : {type.Text} {unit.Text}",
        _ => " : " + (annotation.Type?.Text ?? annotation.Unit!.Text),
    };

    private static string Print(RangeSyntax? range) => range switch
    {
        null => "",
        IntervalSyntax i => $" in {(i.LowerOpen ? '(' : '[')}{Print(i.Lower)}, {Print(i.Upper)}{(i.UpperOpen ? ')' : ']')}",
        ConditionRangeSyntax c => " in " + Print(c.Condition),
        _ => throw Unexpected.Kind(range),
    };

    private static string Optional(string before, ExpressionSyntax? expression) => expression is null ? "" : before + Print(expression);

    private static string Optional(string before, PathSyntax? path) => path is null ? "" : before + path.Text;

    private static string Override(bool overrides) => overrides ? "override " : "";

    private static string Primed(PathSyntax path, int order) => path.Text + new string('\'', order);

    private static string Names(EquatableArray<NameSyntax> names) => string.Join(", ", names.Select(n => n.Text));

    private static string Ports(EquatableArray<PathSyntax> ports) =>
        ports.Count == 1 ? ports[0].Text : $"[{string.Join(", ", ports.Select(p => p.Text))}]";

    private void Documentation(string text)
    {
        if (text.Length > 0)
        {
            foreach (string line in text.Split('\n'))
            {
                Line("/// " + line);
            }
        }
    }

    private void Line(string text) => _text.Append(' ', 2 * _indentation).Append(text).Append('\n');
}
