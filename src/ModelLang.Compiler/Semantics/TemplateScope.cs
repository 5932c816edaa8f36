using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>The names that an experiment sees: all quantities of its model, by their paths.</summary>
internal sealed class TemplateScope(TemplateSymbol template, ModelFile file, UnitSystem units, List<UnsupportedFeature> unsupported) : IExpressionScope
{
    /// <inheritdoc/>
    public ModelFile File => file;

    /// <inheritdoc/>
    public IEnumerable<string> Names => TemplatePaths.All(template).Select(m => m.Path);

    /// <inheritdoc/>
    public string? PopulationOf(Expr expr) => TemplatePaths.PopulationOf(template, expr);

    /// <inheritdoc/>
    public bool HasPopulations => template is CompositeSymbol { IsCircuit: true };

    /// <inheritdoc/>
    public Bound? BindUnitValue(ExpressionSyntax syntax, ExpressionBinder binder) => null;

    /// <inheritdoc/>
    public string? Advice(string name) => TemplatePaths.Hint(template, _ => true);

    /// <inheritdoc/>
    public Bound? Resolve(NameExpressionSyntax name)
    {
        if (TemplatePaths.Find(template, name.Path) is not { } member)
        {
            return null;
        }

        string path = name.Path.Text;
        if (name.Primes > 0)
        {
            return name.Primes == 1 && TemplatePaths.OrderOf(template, name.Path) == 2
                ? new Bound(new Reference(path, VariableKind.Rate, member.Type), units.PerTime(member.Unit))
                : null;
        }

        return member.ToBound(path);
    }

    /// <inheritdoc/>
    public void ReportUnsupported(MissingFeature feature, ModelFile place, SyntaxNode node) =>
        unsupported.Add(new UnsupportedFeature(feature, place, node.Span));
}
