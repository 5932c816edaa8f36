namespace ModelLang.Numerics.Tests.Expressions;

/// <summary>An expression as a model writes it, and its value by a closure that knows nothing of the compiler.</summary>
/// <param name="Text">The text, with as few parentheses as the precedence table asks for.</param>
/// <param name="Precedence">Where it stands in that table: 1 for conditionals up to 10 for names and calls.</param>
/// <param name="Value">The value at given variables.</param>
internal sealed record RandomExpression(string Text, int Precedence, Func<Evaluation, double> Value)
{
    /// <summary>The text as an operand that must bind at least so tightly.</summary>
    public string Within(int precedence) => Precedence >= precedence ? Text : $"({Text})";
}

/// <summary>A condition and its truth, in the same way.</summary>
internal sealed record RandomCondition(string Text, int Precedence, Func<Evaluation, bool> Holds)
{
    /// <summary>The text as an operand that must bind at least so tightly.</summary>
    public string Within(int precedence) => Precedence >= precedence ? Text : $"({Text})";
}

/// <summary>The variables of one evaluation, and the noise that tells how much rounding matters.</summary>
/// <param name="Variables">Their values, in the order of <see cref="ExpressionGenerator.Variables"/>.</param>
/// <param name="Noise">Disturbs every intermediate result by a few units in its last place; null leaves it alone.</param>
internal sealed record Evaluation(double[] Variables, Random? Noise)
{
    /// <summary>Whether some intermediate result was infinite or not a number; algebra on such values is not promised.</summary>
    public bool LeftTheNumbers { get; private set; }

    public double Rounded(double value)
    {
        LeftTheNumbers |= !double.IsFinite(value);
        return Noise is null ? value : value * (1 + ((Noise.NextDouble() - 0.5) * 1e-15));
    }
}
