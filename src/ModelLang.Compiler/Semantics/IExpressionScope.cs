using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <summary>The names that an expression can use.</summary>
internal interface IExpressionScope
{
    /// <summary>The file that the expression stands in.</summary>
    ModelFile File { get; }

    /// <summary>What a name stands for; null when it is not defined (then the caller reports).</summary>
    Bound? Resolve(NameExpressionSyntax name);

    /// <summary>The population that has a value per unit of an expression; null when it is a single value.</summary>
    string? PopulationOf(Expr expr);

    /// <summary>Whether there are quantities with a value per unit at all.</summary>
    bool HasPopulations { get; }

    /// <summary>Names for hints.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>What to do about a name that is none of them and near none.</summary>
    string? Advice(string name);

    /// <summary>What an array or quantiles stand for; null where only single values may stand.</summary>
    Bound? BindUnitValue(ExpressionSyntax syntax, ExpressionBinder binder);

    /// <summary>Takes note of something that cannot be compiled yet.</summary>
    void ReportUnsupported(MissingFeature feature, ModelFile place, SyntaxNode node);
}
