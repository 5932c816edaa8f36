using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>The names of a circuit where a value per unit or per connection may stand: arrays and quantiles are values here.</summary>
/// <param name="inner">The names of the circuit.</param>
/// <param name="context">Shared state.</param>
/// <param name="path">What the value is for; arrays are named after it.</param>
/// <param name="root">The whole value, an array of which has the unit that is needed.</param>
/// <param name="unit">The unit that is needed, or null when it is free.</param>
/// <param name="matrix">Whether arrays have two dimensions.</param>
/// <param name="rowsAreTargets">What the rows of a matrix are that does not say it itself.</param>
/// <param name="own">What names mean that the circuit does not know: parameters of the units themselves.</param>
internal sealed class UnitValueScope(
    IExpressionScope inner, BindingContext context, string path, ExpressionSyntax root, Unit? unit, bool matrix, bool rowsAreTargets = true, Func<NameExpressionSyntax, Bound?>? own = null) : IExpressionScope
{
    /// <summary>The arrays that stand in the value.</summary>
    public List<DataArray> Arrays { get; } = [];

    /// <inheritdoc/>
    public ModelFile File => inner.File;

    /// <inheritdoc/>
    public IEnumerable<string> Names => inner.Names;

    /// <inheritdoc/>
    public bool HasPopulations => true;

    /// <inheritdoc/>
    public Bound? Resolve(NameExpressionSyntax name) => inner.Resolve(name) ?? own?.Invoke(name);

    /// <inheritdoc/>
    public string? PopulationOf(Expr expr) => inner.PopulationOf(expr);

    /// <inheritdoc/>
    public string? Advice(string name) => inner.Advice(name);

    /// <inheritdoc/>
    public void ReportUnsupported(MissingFeature feature, ModelFile place, SyntaxNode node) => inner.ReportUnsupported(feature, place, node);

    /// <inheritdoc/>
    public Bound? BindUnitValue(ExpressionSyntax syntax, ExpressionBinder binder)
    {
        Unit? wanted = ReferenceEquals(syntax, root) ? unit : null;
        if (syntax is CallSyntax { Function.Text: "quantiles" } quantiles)
        {
            return DistributionBinder.BindQuantiles(quantiles, wanted, context, binder, File);
        }

        if (!ArrayBinder.IsArray(syntax))
        {
            return null;
        }

        string name = Arrays.Count == 0 ? path : $"{path}_{Arrays.Count + 1}";
        if (new ArrayBinder(context, binder, File, rowsAreTargets).Bind(syntax, name, wanted, matrix) is not { } found)
        {
            return Bound.Error;
        }

        Arrays.Add(found.Array);
        return new Bound(new ArrayElement(name), found.Unit);
    }
}
