using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <content>Statements <c>history x = f(t)</c>.</content>
internal sealed partial class OperatorBinder
{
    private readonly Dictionary<string, (HistorySyntax Syntax, ModelFile File)> _histories = new(StringComparer.Ordinal);

    private void BindHistories()
    {
        foreach (KeyValuePair<string, (HistorySyntax Syntax, ModelFile File)> entry in _histories)
        {
            (HistorySyntax syntax, ModelFile file) = entry.Value;
            int index = _symbol.Members.FindIndex(m => m.Name == entry.Key);
            if (index < 0)
            {
                if (!Variables.ContainsKey(entry.Key))
                {
                    Fail(DiagnosticTable.UndefinedName, file, syntax.Target, NearestName.Hint(entry.Key, Variables.Keys), entry.Key);
                }

                continue;
            }

            MemberSymbol member = _symbol.Members[index];
            if (member.Kind != MemberKind.State)
            {
                Fail(DiagnosticTable.WrongKindOfName, file, syntax.Target, "give a history to the states it is made of", entry.Key, member.KindText, "a state");
                continue;
            }

            ExpressionBinder binder = Expressions(file);
            Bound value = binder.RequireUnit(binder.BindNumber(syntax.Value), member.Unit, syntax.Value);
            if (value.IsError)
            {
                _symbol.HasErrors = true;
            }
            else if (value.Type == IR.ValueType.Complex && member.Type == IR.ValueType.Real)
            {
                Fail(DiagnosticTable.ComplexNotAllowed, file, syntax.Value, "take re(...), im(...) or abs(...) of it", BindingContext.Excerpt(syntax.Value, file));
            }
            else if (CheckConstant(WithoutTime(value.Expr), file, syntax.Value, $"The history of '{member.Name}'", constantsOnly: false))
            {
                _symbol.Members[index] = member with { History = value.Expr };
            }
        }
    }

    // A history is a function of time, so that only the rest has to be constant.
    private static Expr WithoutTime(Expr expr) => ExprRewriter.BottomUp(expr, node => node is Time ? Algebra.Zero : node);
}
