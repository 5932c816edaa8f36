namespace ModelLang.Compiler.Methods;

/// <summary>An explicit Runge-Kutta method: <c>k_i = f(t + C_i*dt, y + dt*sum_j A_ij*k_j)</c>, <c>y1 = y + dt*sum_i B_i*k_i</c>.</summary>
/// <remarks>Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, sect. II.1.</remarks>
/// <param name="A">Row i has i coefficients; strictly lower triangular.</param>
/// <param name="B">Weights of the step.</param>
/// <param name="C">Stage times in units of the step.</param>
/// <param name="Error"><c>B - Bhat</c>, weights of the error estimate, or empty for a method with a fixed step.</param>
/// <param name="Dense">Row i holds the coefficients of theta, theta^2, ... in the weight of stage i inside the step, or empty.</param>
internal sealed record ButcherTableau(
    Coefficient[][] A, Coefficient[] B, Coefficient[] C, Coefficient[] Error, Coefficient[][] Dense)
{
    /// <summary>Number of stages.</summary>
    public int Stages => B.Length;

    /// <summary>Whether the last stage is the first one of the next step.</summary>
    public bool FirstSameAsLast => Stages > 1 && A[Stages - 1].SequenceEqual(B.Take(Stages - 1)) && B[Stages - 1].IsZero;
}
