using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Analysis;

/// <summary>The derivatives of the right-hand sides of a lowered system; entries that are zero everywhere are left out.</summary>
/// <param name="Invariants">What is computed once before a run of steps; contains those of the system that are needed here.</param>
/// <param name="Intermediates">What is computed before the entries, in evaluation order; self-contained, its temporaries are not those of the system.</param>
/// <param name="Entries">Derivatives with respect to the states, by row and then column.</param>
/// <param name="TimeDerivatives">Derivatives with respect to <c>t</c> where it stands in the equations, by row; the column is 0.</param>
internal sealed record Jacobian(
    EquatableArray<Intermediate> Invariants,
    EquatableArray<Intermediate> Intermediates,
    EquatableArray<JacobianEntry> Entries,
    EquatableArray<JacobianEntry> TimeDerivatives);

/// <summary>The derivative of the right-hand side of state number <paramref name="Row"/> by state number <paramref name="Column"/>.</summary>
internal sealed record JacobianEntry(int Row, int Column, Expr Value);
