using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Syntax;

/// <summary>An expression as written.</summary>
internal abstract record ExpressionSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary>A number with an optional unit: <c>10</c>, <c>0.5e-3</c>, <c>10 ms</c>.</summary>
/// <param name="Text">The digits as written.</param>
/// <param name="Unit">The unit, or null for a plain number.</param>
internal sealed record NumberSyntax(string Text, UnitSyntax? Unit, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>An imaginary number such as <c>0.8i</c>.</summary>
/// <param name="Text">The digits as written, without <c>i</c>.</param>
internal sealed record ImaginarySyntax(string Text, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A quoted text; only file names and the like are.</summary>
/// <param name="Value">The characters between the quotes, escapes resolved.</param>
internal sealed record StringSyntax(string Value, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A boolean literal; reserved for options such as <c>autapses = false</c>.</summary>
internal sealed record BooleanSyntax(bool Value, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A use of a name: <c>tau</c>, <c>pc.exc.y</c>, <c>super</c>, <c>a'</c>.</summary>
/// <param name="Path">The name; <c>super</c> is a name here.</param>
/// <param name="Primes">How many times it is differentiated.</param>
internal sealed record NameExpressionSyntax(PathSyntax Path, int Primes, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A call or a delayed read: <c>exp(x)</c>, <c>clip(x, 0, 1)</c>, <c>x(t - d)</c>, <c>gamma(mean = 4 ms, sd = 1 ms)</c>.</summary>
/// <param name="Function">What is called.</param>
/// <param name="Arguments">Arguments in source order.</param>
internal sealed record CallSyntax(PathSyntax Function, EquatableArray<ArgumentSyntax> Arguments, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>One argument of a call.</summary>
/// <param name="Name">The name in <c>name = value</c>, or null.</param>
/// <param name="Value">The value.</param>
internal sealed record ArgumentSyntax(NameSyntax? Name, ExpressionSyntax Value, TextSpan Span) : SyntaxNode(Span);

/// <summary>An element or a range of a population: <c>X.r[3]</c>, <c>X.r[0..9]</c>.</summary>
/// <param name="Target">The population's variable.</param>
/// <param name="First">Index, or first index of the range.</param>
/// <param name="Last">Last index of a range (included), or null.</param>
internal sealed record IndexSyntax(PathSyntax Target, ExpressionSyntax First, ExpressionSyntax? Last, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A list: <c>[1, 2, 3]</c>, with an optional unit behind it: <c>[2, 4, 8] m/s</c>.</summary>
/// <param name="Items">The elements.</param>
/// <param name="Unit">The unit of all elements, or null.</param>
internal sealed record ListSyntax(EquatableArray<ExpressionSyntax> Items, UnitSyntax? Unit, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A chain of sums, kept flat so that depth does not grow with length: <c>a + b - c</c>.</summary>
/// <param name="Terms">The terms in order, each with its sign.</param>
internal sealed record SumSyntax(EquatableArray<TermSyntax> Terms, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>One term of a sum.</summary>
/// <param name="Subtracted">Whether a minus sign joins it.</param>
/// <param name="Operand">The term.</param>
internal sealed record TermSyntax(bool Subtracted, ExpressionSyntax Operand, TextSpan Span) : SyntaxNode(Span);

/// <summary>A chain of products, kept flat: <c>a*b/c</c>.</summary>
/// <param name="Factors">The factors in order, each multiplied or divided.</param>
internal sealed record ProductSyntax(EquatableArray<FactorSyntax> Factors, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>One factor of a product.</summary>
/// <param name="Divided">Whether a division sign joins it.</param>
/// <param name="Operand">The factor.</param>
internal sealed record FactorSyntax(bool Divided, ExpressionSyntax Operand, TextSpan Span) : SyntaxNode(Span);

/// <summary>A sign: <c>-x</c> or <c>+x</c>.</summary>
internal sealed record SignSyntax(bool Negative, ExpressionSyntax Operand, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A power, right-associative: <c>x^2</c>.</summary>
internal sealed record PowerSyntax(ExpressionSyntax Base, ExpressionSyntax Exponent, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>The six comparisons.</summary>
internal enum ComparisonOperator
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// <summary>A comparison; comparisons do not chain.</summary>
internal sealed record ComparisonSyntax(
    ComparisonOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>not c</c>.</summary>
internal sealed record NotSyntax(ExpressionSyntax Operand, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A chain of <c>and</c> or of <c>or</c>.</summary>
/// <param name="IsOr">Whether it is <c>or</c>.</param>
/// <param name="Operands">At least two.</param>
internal sealed record LogicalSyntax(bool IsOr, EquatableArray<ExpressionSyntax> Operands, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>a if c else b</c>.</summary>
internal sealed record ConditionalSyntax(
    ExpressionSyntax WhenTrue, ExpressionSyntax Condition, ExpressionSyntax WhenFalse, TextSpan Span) : ExpressionSyntax(Span);
