namespace ModelLang.Compiler.Methods;

/// <summary>
/// A stiffly accurate Rosenbrock method in the form without matrix products:
/// <c>(I/(gamma*h) - J) u_i = f(t + Alpha_i*h, y + sum_j A_ij*u_j) + sum_j C_ij*u_j/h + h*Gamma_i*df/dt</c>.
/// </summary>
/// <remarks>
/// The last stage starts from the embedded solution, <c>y1 = y_last + u_last</c>, and <c>u_last</c> is the error estimate.
/// Hairer and Wanner, Solving Ordinary Differential Equations II, sect. IV.7 and VI.4.
/// </remarks>
/// <param name="Diagonal">gamma.</param>
/// <param name="A">Row i has i coefficients.</param>
/// <param name="C">Row i has i coefficients.</param>
/// <param name="Alpha">Stage times in units of the step.</param>
/// <param name="Gamma">Weights of the derivative with respect to time.</param>
/// <param name="Dense">Row p holds the weights of the stages in the polynomial
/// <c>(1-theta)*y0 + theta*(y1 + (1-theta)*(Dense_1*u + theta*Dense_2*u))</c>.</param>
internal sealed record RosenbrockTableau(
    Coefficient Diagonal, Coefficient[][] A, Coefficient[][] C, Coefficient[] Alpha, Coefficient[] Gamma, Coefficient[][] Dense)
{
    /// <summary>Number of stages.</summary>
    public int Stages => A.Length;
}
