using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <content>Histories of the operator's own states.</content>
internal sealed partial class OperatorBinder
{
    private readonly Dictionary<string, (HistorySyntax Syntax, ModelFile File)> _histories = new(StringComparer.Ordinal);

    private void BindHistories()
    {
        foreach ((string name, (HistorySyntax syntax, ModelFile file)) in _histories.Select(h => (h.Key, h.Value)))
        {
            int index = _symbol.Members.FindIndex(m => m.Name == name);
            if (index >= 0)
            {
                _symbol.Members[index] = _symbol.Members[index] with { History = BindHistory(syntax, _symbol.Members[index], file) };
            }
            else if (!Variables.ContainsKey(name))
            {
                Fail(DiagnosticTable.UndefinedName, file, syntax.Target, NearestName.Hint(name, Variables.Keys), name);
            }
        }
    }
}
