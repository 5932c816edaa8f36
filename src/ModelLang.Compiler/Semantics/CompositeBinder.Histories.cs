using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <content>Histories of states of children, in place of those their operators state.</content>
internal sealed partial class CompositeBinder
{
    private readonly Dictionary<string, (HistorySyntax Syntax, ModelFile File)> _histories = new(StringComparer.Ordinal);

    private void BindHistories()
    {
        foreach ((HistorySyntax syntax, ModelFile file) in _histories.Values)
        {
            string child = syntax.Target.Parts[0].Text;
            if (_incomplete.Contains(child))
            {
                continue;
            }

            if (TemplatePaths.Find(_symbol, syntax.Target) is not { } member)
            {
                MissingMember(syntax.Target, file);
            }
            else if (BindHistory(syntax, member, file) is { } value)
            {
                _symbol.FindChild(child)!.Settings.Add(new SettingSymbol(syntax.Target.Text.Substring(child.Length + 1), SettingKind.History, value));
            }
        }
    }
}
