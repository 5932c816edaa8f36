namespace ModelLang.Fuzzing.Models;

/// <summary>A piece of an expression.</summary>
/// <param name="Text">As a model writes it.</param>
/// <param name="Precedence">Where it stands in the table of operators: 1 for conditionals up to 10 for names and calls.</param>
internal sealed record Term(string Text, int Precedence = 10)
{
    /// <summary>The text as an operand that must bind at least so tightly.</summary>
    public string Within(int precedence) => Precedence >= precedence ? Text : $"({Text})";
}

/// <summary>A name that expressions may use.</summary>
/// <param name="Name">The name.</param>
/// <param name="Unit">Its unit, one of <see cref="UnitPool"/>; empty for a plain number.</param>
/// <param name="IsComplex">Whether it is complex.</param>
internal sealed record Variable(string Name, string Unit = "", bool IsComplex = false);
