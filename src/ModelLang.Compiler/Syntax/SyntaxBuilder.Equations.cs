using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using static ModelLang.Compiler.Syntax.Generated.ModelLangParser;

namespace ModelLang.Compiler.Syntax;

/// <content>Left sides of equations.</content>
internal sealed partial class SyntaxBuilder
{
    private EquationSyntax BuildEquation(EquationContext context, bool overrides, TextSpan span)
    {
        ExpressionSyntax left = _expressions.Build(context.expression(0));
        ExpressionSyntax rhs = _expressions.Build(context.expression(1));
        (ExpressionSyntax? coefficient, PathSyntax target, int order) = SplitLeftSide(left, overrides);
        return new EquationSyntax(overrides, coefficient, target, order, rhs, span);
    }

    // 2*tau * z'   ->   2*tau, z, 1
    private (ExpressionSyntax? Coefficient, PathSyntax Target, int Order) SplitLeftSide(ExpressionSyntax left, bool overrides)
    {
        switch (left)
        {
            case NameExpressionSyntax { Primes: 0, Path.Parts.Count: 1 } name:
                string hint = overrides
                    ? $"write override let {name.Path.Text} = ... to replace a named term, override {name.Path.Text}' = ... to replace an equation"
                    : $"write let {name.Path.Text} = ... for a named term, {name.Path.Text}' = ... for an equation; every param and state has its keyword";
                diagnostics.Report(DiagnosticTable.MissingKeyword, source, name.Span, hint, name.Path.Text);
                return (null, name.Path, 0);
            case NameExpressionSyntax name:
                return (null, name.Path, name.Primes);
            case ProductSyntax product when SplitProduct(product) is { } split:
                return split;
            default:
                diagnostics.Report(DiagnosticTable.NotADerivative, source, left.Span, HintFor(left));
                return (null, new PathSyntax(EquatableArray.Of(new NameSyntax("?", left.Span)), left.Span), 1);
        }
    }

    private static (ExpressionSyntax? Coefficient, PathSyntax Target, int Order)? SplitProduct(ProductSyntax product)
    {
        EquatableArray<FactorSyntax> factors = product.Factors;
        int last = factors.Count - 1;
        return factors[last] switch
        {
            { Divided: false, Operand: NameExpressionSyntax { Primes: > 0 } name } => (Coefficient(product, last), name.Path, name.Primes),
            { Divided: true } when IsWord(factors[last], "dt") && Differential(factors[last - 1]) is { } path =>
                (Coefficient(product, last - 1), path, 1),
            _ => null,
        };
    }

    // The x of dx.
    private static PathSyntax? Differential(FactorSyntax factor)
    {
        if (factor is not { Divided: false, Operand: NameExpressionSyntax { Primes: 0, Path: { Parts.Count: 1, Text: { Length: > 1 } text } path } } || text[0] != 'd')
        {
            return null;
        }

        TextSpan span = new(path.Span.Start + 1, path.Span.Length - 1);
        return new PathSyntax(EquatableArray.Of(new NameSyntax(text.Substring(1), span)), span);
    }

    private static bool IsWord(FactorSyntax factor, string word) =>
        factor.Operand is NameExpressionSyntax { Primes: 0, Path: { Parts.Count: 1 } path } && path.Text == word;

    private static ExpressionSyntax? Coefficient(ProductSyntax product, int count) => count switch
    {
        0 => null,
        1 => product.Factors[0].Operand,
        _ => new ProductSyntax(
            product.Factors.Take(count).ToEquatableArray(), TextSpan.Cover(product.Factors[0].Span, product.Factors[count - 1].Span)),
    };

    private static string? HintFor(ExpressionSyntax left) => left switch
    {
        SumSyntax => "bring the other terms to the right side",
        SignSyntax => "bring the sign to the right side",
        ProductSyntax product when product.Factors.Any(f => IsWord(f, "dt2")) => "the second derivative is written x''",
        ProductSyntax product when product.Factors.Any(f => f.Operand is NameExpressionSyntax { Primes: > 0 }) =>
            "the derivative must be the last factor: tau * x' = ...",
        ProductSyntax => "none of the factors is a derivative: write x' or dx/dt",
        CallSyntax => "a function is declared outside: function f(x) = ...",
        PowerSyntax => "the equation must be solved for the derivative itself",
        _ => null,
    };
}
