using Antlr4.Runtime;
using ModelLang.Compiler.Text;
using static ModelLang.Compiler.Syntax.ExpressionBuilder;
using static ModelLang.Compiler.Syntax.Generated.ModelLangParser;

namespace ModelLang.Compiler.Syntax;

/// <content>Statements.</content>
internal sealed partial class SyntaxBuilder
{
    private MemberSyntax BuildMember(MemberContext member)
    {
        ParserRuleContext statement = (ParserRuleContext)member.GetChild(member.ChildCount - 1);
        string text = documentation.Take(member.Start, BlockStart(statement) ?? member.Stop, member.Stop);
        TextSpan span = Span(member);
        bool overrides = member.OVERRIDE() is not null;
        return statement switch
        {
            VariableContext v => BuildVariable(v, overrides, text, span),
            EquationContext e => BuildEquation(e, overrides, span),
            InitialValueContext i => new InitSyntax(BuildPath(i.path()), i.PRIME().Length, IsDrawn(i.value()), BuildValue(i.value()), span),
            HistoryContext h => new HistorySyntax(BuildPath(h.path()), _expressions.Build(h.expression()), span),
            NoiseContext n => new NoiseSyntax(n.name().Select(BuildName).ToEquatableArray(), n.STRATONOVICH() is not null, text, span),
            EventHandlerContext e => new EventSyntax(
                BuildName(e.name()), e.HAZARD() is not null, e.LOCATED() is not null, _expressions.Build(e.expression()), BuildActions(e.actions()), text, span),
            ReceiverContext r => new ReceiveSyntax(
                BuildName(r.name()), r.received().Select(BuildReceived).ToEquatableArray(), BuildActions(r.actions()), text, span),
            UseContext u => new UseSyntax(BuildPath(u.path()), BuildOptional(u.name()), BuildSettings(u.settings()), span),
            NodeInstanceContext n => new NodeInstanceSyntax(BuildName(n.name()), BuildPath(n.path()), BuildSettings(n.settings()), text, span),
            CircuitInstanceContext c => new CircuitInstanceSyntax(BuildName(c.name()), BuildPath(c.path()), BuildSettings(c.settings()), text, span),
            PopulationContext p => new PopulationSyntax(
                BuildName(p.name(0)), BuildPath(p.path()), _expressions.Build(p.expression()), BuildOptional(p.name(1)), BuildSettings(p.settings()), text, span),
            EdgeContext e => new EdgeSyntax(BuildPath(e.path(0)), BuildPath(e.path(1)), BuildOptional(e.path(2)), BuildSettings(e.settings()), span),
            ConnectionContext c => new ConnectSyntax(
                BuildPorts(c.ports(0)), BuildPorts(c.ports(1)), _expressions.Build(c.reference()), BuildOptional(c.path()), BuildSettings(c.settings()), span),
            DataContext d => new DataSyntax(BuildName(d.name()), _expressions.Build(d.expression()), text, span),
            ExperimentModelContext m => new ExperimentModelSyntax(BuildPath(m.path()), BuildSettings(m.settings()), span),
            SolverContext s => new SolverSyntax(BuildName(s.name()), BuildSettings(s.settings()), span),
            RunContext r => new RunSyntax(_expressions.Build(r.expression(0)), BuildOptional(r.expression(1)), span),
            SeedContext s => new SeedSyntax(_expressions.Build(s.expression()), span),
            DriveContext d => new DriveSyntax(BuildPath(d.path()), _expressions.Build(d.expression()), BuildOptional(d.name()), span),
            ChangeContext c => new SetSyntax(BuildSetting(c.setting()), span),
            RecordingContext r => new RecordSyntax(r.recorded().Select(BuildRecorded).ToEquatableArray(), BuildOptional(r.expression()), span),
            ReductionContext r => new ReduceSyntax(r.reduced().Select(BuildReduced).ToEquatableArray(), span),
            SweepContext s => new SweepSyntax(s.axis().Where(IsWhole).Select(BuildAxis).ToEquatableArray(), span),
            SaveContext s => new SaveSyntax(_expressions.BuildString(s.STRING()), span),
            _ => throw Unexpected.Kind(statement),
        };
    }

    private static IToken? BlockStart(ParserRuleContext statement) =>
        (statement.GetRuleContext<SettingsContext>(0) ?? (ParserRuleContext?)statement.GetRuleContext<ActionsContext>(0))?.Start;

    private VariableSyntax BuildVariable(VariableContext context, bool overrides, string text, TextSpan span)
    {
        VariableKeyword keyword = context.Start.Type switch
        {
            PARAM => VariableKeyword.Param,
            CONST => VariableKeyword.Const,
            INPUT => VariableKeyword.Input,
            STATE => VariableKeyword.State,
            LET => VariableKeyword.Let,
            OUTPUT => VariableKeyword.Output,
            _ => throw Unexpected.Kind(context.Start.Text),
        };
        return new VariableSyntax(
            overrides,
            keyword,
            BuildName(context.name(0)),
            context.annotation() is { } annotation ? BuildAnnotation(annotation) : null,
            BuildOptional(context.expression()),
            context.range() is { } range ? BuildRange(range) : null,
            BuildOptional(context.name(1)),
            text,
            span);
    }

    private static AnnotationSyntax BuildAnnotation(AnnotationContext context) =>
        new(BuildOptional(context.name()), context.UNIT() is { } unit ? BuildUnit(unit) : null, Span(context));

    private RangeSyntax BuildRange(RangeContext context)
    {
        TextSpan span = Span(context);
        ExpressionContext[] parts = context.expression();
        return context.RANGE_START() is null
            ? new ConditionRangeSyntax(_expressions.Build(parts[0]), span)
            : new IntervalSyntax(
                context.Start.Text == "(", _expressions.Build(parts[0]), _expressions.Build(parts[1]), context.Stop.Text == ")", span);
    }

    private EquatableArray<ActionSyntax> BuildActions(ActionsContext context) =>
        context.action().Where(IsWhole).Select(BuildAction).ToEquatableArray();

    private ActionSyntax BuildAction(ActionContext context) => context.REFRACTORY() is null
        ? new AssignmentSyntax(BuildPath(context.path(0)), context.GetChild(1).GetText(), _expressions.Build(context.expression()), Span(context))
        : new RefractorySyntax(_expressions.Build(context.expression()), context.path().Select(BuildPath).ToEquatableArray(), Span(context));

    private static ReceivedSyntax BuildReceived(ReceivedContext context) =>
        new(BuildName(context.name()), context.annotation() is { } annotation ? BuildAnnotation(annotation) : null, Span(context));

    private static EquatableArray<PathSyntax> BuildPorts(PortsContext context) => context.path().Select(BuildPath).ToEquatableArray();

    private RecordedSyntax BuildRecorded(RecordedContext context)
    {
        ExpressionSyntax first = _expressions.Build(context.expression(0));
        return context.expression(1) is { } value
            ? new RecordedSyntax(_expressions.NameOf(first), _expressions.Build(value), Span(context))
            : new RecordedSyntax(null, first, Span(context));
    }

    private ReducedSyntax BuildReduced(ReducedContext context)
    {
        ExpressionContext[] parts = context.expression();
        bool labelled = context.ASSIGN() is not null;
        ExpressionSyntax first = _expressions.Build(parts[0]);
        return new ReducedSyntax(
            labelled ? _expressions.NameOf(first) : null,
            labelled ? _expressions.Build(parts[1]) : first,
            context.OVER() is null ? null : _expressions.Build(parts[parts.Length - 1]),
            Span(context));
    }

    private SweepAxisSyntax BuildAxis(AxisContext context) => context.setting() is { } setting
        ? new SweepAxisSyntax(false, EquatableArray.Of(BuildSetting(setting)), Span(context))
        : new SweepAxisSyntax(true, BuildSettings(context.settings()), Span(context));

    private EquatableArray<SettingSyntax> BuildSettings(SettingsContext? context) => context is null
        ? EquatableArray<SettingSyntax>.Empty
        : context.setting().Where(IsWhole).Select(BuildSetting).ToEquatableArray();

    private SettingSyntax BuildSetting(SettingContext context) => new(
        context.INIT() is not null, BuildPath(context.path()), context.PRIME().Length, IsDrawn(context.value()), BuildValue(context.value()), Span(context));

    private static bool IsDrawn(ValueContext context) => context.TILDE() is not null;

    // `d truncate(lo, hi)` becomes the call truncate(d, lo, hi).
    private ExpressionSyntax BuildValue(ValueContext context)
    {
        ExpressionSyntax value = _expressions.Build(context.expression(0));
        if (context.TRUNCATE() is not { } word)
        {
            return value;
        }

        TextSpan span = ((ModelToken)word.Symbol).Span;
        PathSyntax name = new(EquatableArray.Of(new NameSyntax("truncate", span)), span);
        return new CallSyntax(
            name,
            context.expression().Select(_expressions.Build).Select(v => new ArgumentSyntax(null, v, v.Span)).ToEquatableArray(),
            TextSpan.Cover(value.Span, ((ModelToken)context.Stop).Span));
    }
}
