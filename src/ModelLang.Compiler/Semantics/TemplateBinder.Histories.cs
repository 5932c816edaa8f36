using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <content>Statements <c>history x = f(t)</c>.</content>
internal abstract partial class TemplateBinder
{
    /// <summary>What a state was before t = 0; null after a report.</summary>
    protected Expr? BindHistory(HistorySyntax syntax, MemberSymbol member, ModelFile file)
    {
        if (member.Kind != MemberKind.State)
        {
            Fail(DiagnosticTable.WrongKindOfName, file, syntax.Target, "give a history to the states it is made of", syntax.Target.Text, member.KindText, "a state");
            return null;
        }

        ExpressionBinder binder = Expressions(file);
        Bound value = binder.RequireUnit(binder.BindNumber(syntax.Value), member.Unit, syntax.Value);
        if (value.IsError)
        {
            symbol.HasErrors = true;
            return null;
        }

        if (value.Type == IR.ValueType.Complex && member.Type == IR.ValueType.Real)
        {
            Fail(DiagnosticTable.ComplexNotAllowed, file, syntax.Value, "take re(...), im(...) or abs(...) of it", BindingContext.Excerpt(syntax.Value, file));
            return null;
        }

        return CheckConstant(WithoutTime(value.Expr), file, syntax.Value, $"The history of '{syntax.Target.Text}'", constantsOnly: false) ? value.Expr : null;
    }

    // A history is a function of time, so that only the rest has to be constant.
    private static Expr WithoutTime(Expr expr) => ExprRewriter.BottomUp(expr, node => node is Time ? Algebra.Zero : node);
}
