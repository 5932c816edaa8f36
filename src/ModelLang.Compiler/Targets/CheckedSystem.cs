using ModelLang.Compiler.IR;
using ModelLang.Compiler.Semantics;

namespace ModelLang.Compiler.Targets;

/// <summary>A system that a check of a file made.</summary>
/// <param name="Template">The circuit, node or operator it is.</param>
/// <param name="Experiment">The experiment bound into it, or null.</param>
/// <param name="System">The system.</param>
internal sealed record CheckedSystem(TemplateSymbol Template, ExperimentSymbol? Experiment, DynamicalSystem System);
