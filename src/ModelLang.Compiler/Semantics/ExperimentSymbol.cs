using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <summary>An experiment with everything resolved.</summary>
/// <param name="Syntax">Its declaration.</param>
/// <param name="Template">The model it runs.</param>
/// <param name="Settings">What it sets in the model.</param>
/// <param name="Drives">What it feeds into inputs.</param>
/// <param name="Recorded">Expressions it records that are no quantity of the model.</param>
/// <param name="Tables">Data files it reads.</param>
/// <param name="Plan">What it asks of the simulator.</param>
/// <param name="Unsupported">What in it cannot be compiled yet.</param>
internal sealed record ExperimentSymbol(
    ExperimentSyntax Syntax,
    TemplateSymbol Template,
    List<SettingSymbol> Settings,
    List<FeedSymbol> Drives,
    List<Intermediate> Recorded,
    List<DataTable> Tables,
    ExperimentPlan Plan,
    List<UnsupportedFeature> Unsupported)
{
    /// <summary>Arrays that stand in its settings.</summary>
    public List<DataArray> Arrays { get; init; } = [];

    /// <summary>Its name.</summary>
    public string Name => Syntax.Name.Text;
}
