using ModelLang.Compiler.IR;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>An expression with its unit.</summary>
/// <param name="Expr">The expression in base units.</param>
/// <param name="Unit">Its unit; null after an error that was reported, so that nothing follows from it.</param>
/// <param name="Size">Number of operations in it, saturating.</param>
internal readonly record struct Bound(Expr Expr, Unit? Unit, int Size = 1)
{
    /// <summary>What stands for an expression that is wrong.</summary>
    public static Bound Error { get; } = new(Algebra.Zero, null);

    /// <summary>Whether an error was reported in it.</summary>
    public bool IsError => Unit is null;

    /// <summary>The kind of value.</summary>
    public ValueType Type => Expr.Type;
}
