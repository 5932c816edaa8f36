using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Syntax;

/// <summary>A statement inside a declaration; which ones may stand where is checked when names are bound.</summary>
internal abstract record MemberSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary>Kinds of declared quantities.</summary>
internal enum VariableKeyword
{
    Param,
    Const,
    Input,
    State,
    Let,
    Output,
}

/// <summary><c>param tau = 10 ms in (0 ms, inf)</c>, and alike for const, input, state, let, output.</summary>
/// <param name="Override">Whether <c>override</c> stands before it.</param>
/// <param name="Keyword">What is declared.</param>
/// <param name="Name">Its name.</param>
/// <param name="Annotation">A unit or type behind a colon (<c>input I : pA</c>, <c>state z : complex</c>), or null.</param>
/// <param name="Value">Default, initial value or definition; null when absent.</param>
/// <param name="Range">What stands behind <c>in</c>, or null.</param>
/// <param name="Reduce">The reduction in <c>input x reduce product</c>, or null for the sum.</param>
/// <param name="Documentation">Text of its <c>///</c> comments; empty if none.</param>
internal sealed record VariableSyntax(
    bool Override,
    VariableKeyword Keyword,
    NameSyntax Name,
    AnnotationSyntax? Annotation,
    ExpressionSyntax? Value,
    RangeSyntax? Range,
    NameSyntax? Reduce,
    string Documentation,
    TextSpan Span) : MemberSyntax(Span);

/// <summary>What stands behind the colon of a declaration: <c>complex</c>, <c>real</c>, <c>bool</c> or a unit.</summary>
/// <param name="Type">The type name, or null when it is a unit alone.</param>
/// <param name="Unit">The unit, or null when it is a type alone.</param>
internal sealed record AnnotationSyntax(NameSyntax? Type, UnitSyntax? Unit, TextSpan Span) : SyntaxNode(Span);

/// <summary>A range of values.</summary>
internal abstract record RangeSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>(0 ms, inf)</c>, <c>[0, 1]</c>, <c>[0, inf)</c>.</summary>
internal sealed record IntervalSyntax(
    bool LowerOpen, ExpressionSyntax Lower, ExpressionSyntax Upper, bool UpperOpen, TextSpan Span) : RangeSyntax(Span);

/// <summary>A condition on the value itself: <c>abs(z) &lt;= 1</c>.</summary>
internal sealed record ConditionRangeSyntax(ExpressionSyntax Condition, TextSpan Span) : RangeSyntax(Span);

/// <summary>The equation of a state, or a wiring equation of a node.</summary>
/// <remarks>
/// <c>x' = rhs</c>, <c>c * x'' = rhs</c>, <c>dx/dt = rhs</c>, <c>d/dt x = rhs</c>, <c>c * dx/dt = rhs</c>, <c>out.V = rhs</c>.
/// The forms with <c>dx/dt</c> arrive as a name with one prime, so one form is left for the binder.
/// </remarks>
/// <param name="Override">Whether <c>override</c> stands before it.</param>
/// <param name="Coefficient">Factor of the derivative, or null for one; <c>2*tau</c> in <c>2*tau * z' = ...</c>.</param>
/// <param name="Target">The name on the left.</param>
/// <param name="Order">Number of primes; zero for wiring.</param>
/// <param name="Rhs">The right-hand side.</param>
internal sealed record EquationSyntax(
    bool Override, ExpressionSyntax? Coefficient, PathSyntax Target, int Order, ExpressionSyntax Rhs, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>init a' = 0</c>, <c>init x = steady</c>, <c>init r ~ uniform(0, 0.1)</c>.</summary>
/// <param name="Order">Number of primes behind the name.</param>
/// <param name="Drawn">Whether <c>~</c> stands in place of <c>=</c>.</param>
internal sealed record InitSyntax(PathSyntax Target, int Order, bool Drawn, ExpressionSyntax Value, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>history x = f(t)</c>: values before t = 0.</summary>
internal sealed record HistorySyntax(PathSyntax Target, ExpressionSyntax Value, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>noise xi</c> or <c>noise xi stratonovich</c>.</summary>
internal sealed record NoiseSyntax(EquatableArray<NameSyntax> Names, bool Stratonovich, string Documentation, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>event spike when V &gt;= V_th { ... }</c> or <c>event spike with hazard h { ... }</c>.</summary>
/// <param name="Hazard">Whether the condition is a hazard rate.</param>
/// <param name="Located">Whether <c>located</c> asks for the crossing time.</param>
internal sealed record EventSyntax(
    NameSyntax Name, bool Hazard, bool Located, ExpressionSyntax Condition, EquatableArray<ActionSyntax> Actions, string Documentation, TextSpan Span)
    : MemberSyntax(Span);

/// <summary><c>receive exc(w : nS) { g_e += w }</c>.</summary>
internal sealed record ReceiveSyntax(
    NameSyntax Name, EquatableArray<ReceivedSyntax> Parameters, EquatableArray<ActionSyntax> Actions, string Documentation, TextSpan Span)
    : MemberSyntax(Span);

/// <summary>A quantity that arrives with a spike: <c>w : nS</c>.</summary>
internal sealed record ReceivedSyntax(NameSyntax Name, AnnotationSyntax? Annotation, TextSpan Span) : SyntaxNode(Span);

/// <summary>A statement of an event.</summary>
internal abstract record ActionSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>V := V_reset</c>, <c>g += w</c>, <c>g -= w</c>, <c>g *= w</c>.</summary>
/// <param name="Operator"><c>:=</c>, <c>+=</c>, <c>-=</c> or <c>*=</c>.</param>
internal sealed record AssignmentSyntax(PathSyntax Target, string Operator, ExpressionSyntax Value, TextSpan Span) : ActionSyntax(Span);

/// <summary><c>refractory t_ref freezing V, w</c>.</summary>
internal sealed record RefractorySyntax(ExpressionSyntax Duration, EquatableArray<PathSyntax> Frozen, TextSpan Span) : ActionSyntax(Span);

/// <summary><c>use psp as inh { H = -22 mV }</c>.</summary>
/// <param name="Alias">Name inside the node; null when the operator's own name serves.</param>
internal sealed record UseSyntax(PathSyntax Operator, NameSyntax? Alias, EquatableArray<SettingSyntax> Settings, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>node E : wc { theta = 2.5 }</c> inside a circuit.</summary>
internal sealed record NodeInstanceSyntax(
    NameSyntax Name, PathSyntax Template, EquatableArray<SettingSyntax> Settings, string Documentation, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>circuit a : jansen_rit { C = 128 }</c> inside a circuit.</summary>
internal sealed record CircuitInstanceSyntax(
    NameSyntax Name, PathSyntax Template, EquatableArray<SettingSyntax> Settings, string Documentation, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>population X : wc[200] at mesoscopic { tau ~ normal(10 ms, 1 ms) }</c>.</summary>
/// <param name="Level">Name behind <c>at</c>, or null.</param>
internal sealed record PopulationSyntax(
    NameSyntax Name, PathSyntax Template, ExpressionSyntax Size, NameSyntax? Level, EquatableArray<SettingSyntax> Settings, string Documentation, TextSpan Span)
    : MemberSyntax(Span);

/// <summary>A setting in braces: <c>theta = 2.5</c>, <c>out.V = x</c>, <c>tau ~ normal(10 ms, 1 ms)</c>, <c>init r ~ uniform(0, 0.1)</c>.</summary>
/// <param name="Init">Whether <c>init</c> stands before it.</param>
/// <param name="Target">What is set.</param>
/// <param name="Order">Number of primes behind the name (initial values of rates).</param>
/// <param name="Drawn">Whether <c>~</c> stands in place of <c>=</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record SettingSyntax(
    bool Init, PathSyntax Target, int Order, bool Drawn, ExpressionSyntax Value, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>edge p.r -> q.r_in via op { weight = 15 }</c>.</summary>
internal sealed record EdgeSyntax(
    PathSyntax Source, PathSyntax Target, PathSyntax? Via, EquatableArray<SettingSyntax> Settings, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>connect [E.r, I.r] -> X.u by matrix(...) via op { delay = ... }</c>.</summary>
/// <param name="Sources">One port, or the members of a bracket list.</param>
/// <param name="Targets">One port, or the members of a bracket list.</param>
/// <param name="Rule">The rule as a call or a bare name.</param>
internal sealed record ConnectSyntax(
    EquatableArray<PathSyntax> Sources,
    EquatableArray<PathSyntax> Targets,
    ExpressionSyntax Rule,
    PathSyntax? Via,
    EquatableArray<SettingSyntax> Settings,
    TextSpan Span) : MemberSyntax(Span);

/// <summary><c>data W = csv("weights.csv", shape = [N, N])</c> inside a circuit.</summary>
internal sealed record DataSyntax(NameSyntax Name, ExpressionSyntax Value, string Documentation, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>model theta_recurrent { J = 15 }</c> in an experiment.</summary>
internal sealed record ExperimentModelSyntax(PathSyntax Circuit, EquatableArray<SettingSyntax> Settings, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>solver dopri5 { rtol = 1e-8 }</c>.</summary>
internal sealed record SolverSyntax(NameSyntax Method, EquatableArray<SettingSyntax> Settings, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>run 100 ms discard 10 ms</c>.</summary>
internal sealed record RunSyntax(ExpressionSyntax Duration, ExpressionSyntax? Discard, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>seed 42</c>.</summary>
internal sealed record SeedSyntax(ExpressionSyntax Value, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>drive p.I_ext = expression with linear</c>.</summary>
/// <param name="Interpolation">Name behind <c>with</c>, or null.</param>
internal sealed record DriveSyntax(PathSyntax Target, ExpressionSyntax Value, NameSyntax? Interpolation, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>set p.eta = -5.5</c>, and <c>set init p.r = 0.1</c>.</summary>
internal sealed record SetSyntax(SettingSyntax Setting, TextSpan Span) : MemberSyntax(Span);

/// <summary><c>record p.z, r = p.r every 0.1 ms</c>.</summary>
internal sealed record RecordSyntax(EquatableArray<RecordedSyntax> Items, ExpressionSyntax? Interval, TextSpan Span) : MemberSyntax(Span);

/// <summary>One recorded quantity.</summary>
/// <param name="Label">Column name in <c>label = expression</c>, or null.</param>
/// <param name="Value">What is recorded.</param>
internal sealed record RecordedSyntax(NameSyntax? Label, ExpressionSyntax Value, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>reduce mean(r), top = max(r) over [20 ms, 100 ms]</c>.</summary>
internal sealed record ReduceSyntax(EquatableArray<ReducedSyntax> Items, TextSpan Span) : MemberSyntax(Span);

/// <summary>One number that is kept of a recording.</summary>
/// <param name="Label">Its name in <c>label = function(recording)</c>, or null.</param>
/// <param name="Value">What is computed of what.</param>
/// <param name="Window">What stands behind <c>over</c>, or null.</param>
internal sealed record ReducedSyntax(NameSyntax? Label, ExpressionSyntax Value, ExpressionSyntax? Window, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>sweep { a = linspace(0, 1, 11), zip { ... } }</c>.</summary>
/// <param name="Axes">The axes in source order.</param>
internal sealed record SweepSyntax(EquatableArray<SweepAxisSyntax> Axes, TextSpan Span) : MemberSyntax(Span);

/// <summary>One axis of a sweep.</summary>
/// <param name="Zipped">Whether it is a <c>zip { ... }</c>.</param>
/// <param name="Settings">What changes along it: one setting, or those of the <c>zip</c>.</param>
internal sealed record SweepAxisSyntax(bool Zipped, EquatableArray<SettingSyntax> Settings, TextSpan Span) : SyntaxNode(Span);

/// <summary><c>save "file.npz"</c>.</summary>
internal sealed record SaveSyntax(StringSyntax File, TextSpan Span) : MemberSyntax(Span);
