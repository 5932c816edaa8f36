using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <summary>Checks reads of the past: <c>x(t - d)</c>, and the delay of an edge.</summary>
internal static class DelayBinder
{
    /// <summary>The past value that a call of a variable asks for.</summary>
    /// <param name="context">Shared state.</param>
    /// <param name="file">The file the call stands in.</param>
    /// <param name="syntax">The call.</param>
    /// <param name="variable">What is called.</param>
    /// <param name="binder">Binds the argument.</param>
    public static Bound Read(BindingContext context, ModelFile file, CallSyntax syntax, Bound variable, ExpressionBinder binder)
    {
        string name = syntax.Function.Text;
        if (syntax.Arguments.Count != 1 || syntax.Arguments[0].Name is not null)
        {
            context.Report(DiagnosticTable.WrongArgumentCount, file, syntax, $"a delayed value is written {name}(t - d)", name, "1 argument", syntax.Arguments.Count == 1 ? "1 is" : $"{syntax.Arguments.Count} are");
            return Bound.Error;
        }

        ExpressionSyntax argument = syntax.Arguments[0].Value;
        Bound time = binder.BindReal(argument, context.Units.Time);
        if (time.IsError)
        {
            return Bound.Error;
        }

        if (Before(time.Expr) is not { } delay)
        {
            string hint = time.Expr is Time ? $"the present value is written {name}" : $"write {name}(t - d), where d is made of parameters";
            context.Report(DiagnosticTable.DelayForm, file, argument, hint, BindingContext.Excerpt(argument, file));
            return Bound.Error;
        }

        return IsDelay(context, file, delay, argument) ? Delay(context, file, variable, delay, syntax.Function) : Bound.Error;
    }

    /// <summary>What a quantity was a delay ago.</summary>
    /// <param name="context">Shared state.</param>
    /// <param name="file">The file the quantity is named in.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="delay">A delay that was checked.</param>
    /// <param name="node">Where the quantity is named.</param>
    public static Bound Delay(BindingContext context, ModelFile file, Bound quantity, Expr delay, SyntaxNode node)
    {
        switch (quantity.Expr)
        {
            case Reference { Kind: VariableKind.State or VariableKind.Intermediate or VariableKind.Input } signal:
                return quantity with { Expr = new Delayed(signal, delay) };
            case Reference { Kind: VariableKind.Noise } noise:
                context.Report(DiagnosticTable.DelayedNoise, file, node, "delay a state that the noise drives", noise.Name);
                return Bound.Error;
            default:
                string kind = quantity.Expr is Reference ? "a parameter" : "a constant";
                context.Report(DiagnosticTable.WrongKindOfName, file, node, "it is the same at all times: leave the delay out", BindingContext.Excerpt(node, file), kind, "a state, input, let or output");
                return Bound.Error;
        }
    }

    /// <summary>Whether an expression can be a delay: fixed in a run, and positive if that is known.</summary>
    public static bool IsDelay(BindingContext context, ModelFile file, Expr delay, SyntaxNode node)
    {
        foreach (Expr part in delay.SelfAndDescendants())
        {
            (string Name, string Kind)? varying = part switch
            {
                Time => ("t", "the time"),
                Delayed past => (past.Signal.Name, "read with a delay"),
                Reference { Kind: VariableKind.Parameter } => null,
                Reference { Kind: VariableKind.State or VariableKind.Rate } state => (state.Name, "a state"),
                Reference { Kind: VariableKind.Input } input => (input.Name, "an input"),
                Reference other => (other.Name, "computed in every step"),
                _ => null,
            };
            if (varying is { } found)
            {
                context.Report(DiagnosticTable.NotConstant, file, node, "a delay stays the same in a run", "A delay", "parameters and constants", found.Name, found.Kind);
                return false;
            }
        }

        if (ConstantEvaluator.TryEvaluate(delay, out double value) && !(value > 0 && value < double.PositiveInfinity))
        {
            string hint = value == 0 ? "leave the delay out" : value < 0 ? "the future is not known: a delay is positive" : "a delay is a positive time";
            context.Report(DiagnosticTable.DelayNotPositive, file, node, hint, BindingContext.Excerpt(node, file));
            return false;
        }

        return true;
    }

    // d in t - d; null when the expression is no time before t.
    private static Expr? Before(Expr time)
    {
        if (time is not Sum sum || sum.Terms.Count(term => term is Time) != 1)
        {
            return null;
        }

        Expr[] others = [.. sum.Terms.Where(term => term is not Time).Select(Algebra.Negate)];
        return Array.Exists(others, term => term.Contains(e => e is Time)) ? null : Algebra.Add(others);
    }
}
