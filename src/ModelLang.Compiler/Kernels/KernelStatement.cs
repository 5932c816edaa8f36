using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>A statement of emitted code. In its expressions the name of a <see cref="Reference"/> is C# text (<c>r</c>, <c>_tau</c>, <c>y[3]</c>).</summary>
internal abstract record KernelStatement;

/// <summary><c>double name = value;</c> (or <c>bool</c>, by the type of the value).</summary>
internal sealed record Declaration(string Name, Expr Value) : KernelStatement;

/// <summary><c>(double first, double second) = function(left, right);</c>: one call for two values.</summary>
internal sealed record PairDeclaration(string First, string Second, Function Function, Expr Left, Expr Right) : KernelStatement;

/// <summary><c>target = value;</c></summary>
internal sealed record Assignment(string Target, Expr Value) : KernelStatement;

/// <summary>A statement without arithmetic of the model, such as <c>double[] y = StateArray;</c>.</summary>
internal sealed record Line(string Text) : KernelStatement;

/// <summary>A statement as C# text, which may be long; the emitter breaks it into lines.</summary>
internal sealed record LongLine(string Text) : KernelStatement;

/// <summary>A comment; the emitter keeps it on one line.</summary>
internal sealed record Note(string Text) : KernelStatement;

/// <summary>An empty line.</summary>
internal sealed record Gap : KernelStatement;

/// <summary>A head such as <c>for (...)</c> with statements in braces.</summary>
internal sealed record Block(string Head, IReadOnlyList<KernelStatement> Body) : KernelStatement;
