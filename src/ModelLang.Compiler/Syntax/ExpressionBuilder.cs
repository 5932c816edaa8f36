using System.Runtime.CompilerServices;
using System.Text;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using static ModelLang.Compiler.Syntax.Generated.ModelLangParser;

namespace ModelLang.Compiler.Syntax;

/// <summary>Makes expressions of the parser's flat chains by operator precedence.</summary>
/// <remarks>Chains of equal operators become one node; what nests (brackets, signs, powers, conditionals) is limited in depth.</remarks>
internal sealed class ExpressionBuilder(SourceText source, DiagnosticBag diagnostics)
{
    /// <summary>Most operands of a chain, elements of a list or arguments of a call.</summary>
    public const int MaximumOperands = 10_000;

    private int _depth;
    private bool _tooDeep;

    /// <summary>The expression of a context without errors.</summary>
    public ExpressionSyntax Build(ExpressionContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        IList<IParseTree> parts = context.children; // chain (if chain else chain)*
        int conditionals = parts.Count / 4;
        if (!Nest(conditionals + 1, context))
        {
            return Placeholder(context);
        }

        ExpressionSyntax result = BuildChain((ChainContext)parts[parts.Count - 1]);
        for (int i = parts.Count - 5; i >= 0; i -= 4)
        {
            ExpressionSyntax whenTrue = BuildChain((ChainContext)parts[i]);
            ExpressionSyntax condition = BuildChain((ChainContext)parts[i + 2]);
            result = new ConditionalSyntax(whenTrue, condition, result, TextSpan.Cover(whenTrue.Span, result.Span));
        }

        _depth -= conditionals + 1;
        return result;
    }

    /// <summary>A use of a name, a call or an element.</summary>
    public ExpressionSyntax Build(ReferenceContext context)
    {
        PathSyntax path = BuildPath(context.path());
        TextSpan span = Span(context);
        if (context.LPAREN() is not null)
        {
            return new CallSyntax(path, BuildList(context.argument(), context, Build), span);
        }

        if (context.LBRACK() is not null)
        {
            ExpressionContext[] range = context.expression();
            return new IndexSyntax(path, Build(range[0]), range.Length > 1 ? Build(range[1]) : null, span);
        }

        int primes = context.PRIME().Length;
        bool word = primes == 0 && path.Parts.Count == 1 && context.Start.Text[0] != '`';
        return word && path.Text is "true" or "false"
            ? new BooleanSyntax(path.Text == "true", span)
            : new NameExpressionSyntax(path, primes, span);
    }

    /// <summary>A dotted name.</summary>
    public static PathSyntax BuildPath(PathContext context) => new(context.name().Select(BuildName).ToEquatableArray(), Span(context));

    /// <summary>A name without its back-ticks.</summary>
    public static NameSyntax BuildName(NameContext context) => new(context.Start.Text.Trim('`'), Span(context));

    /// <summary>A unit without blanks.</summary>
    public static UnitSyntax BuildUnit(ITerminalNode unit) => new(unit.GetText(), ((ModelToken)unit.Symbol).Span);

    /// <summary>The characters from the first to the last token of a context.</summary>
    public static TextSpan Span(ParserRuleContext context) =>
        TextSpan.Cover(((ModelToken)context.Start).Span, ((ModelToken)(context.Stop ?? context.Start)).Span);

    /// <summary>A text in quotation marks with its escapes resolved.</summary>
    public StringSyntax BuildString(ITerminalNode node)
    {
        ModelToken token = (ModelToken)node.Symbol;
        string text = token.Text;
        StringBuilder value = new();
        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] != '\\')
            {
                value.Append(text[i]);
                continue;
            }

            char escaped = text[++i];
            value.Append(escaped switch { 'n' => '\n', 't' => '\t', _ => escaped });
            if (escaped is not ('n' or 't' or '"' or '\\'))
            {
                diagnostics.Report(
                    DiagnosticTable.UnknownEscape, source, new TextSpan(token.StartIndex + i - 1, 2), "write '/' between folders, '\\\\' for a backslash", "\\" + escaped);
            }
        }

        return new StringSyntax(value.ToString(), token.Span);
    }

    private ArgumentSyntax Build(ArgumentContext context)
    {
        ExpressionContext[] parts = context.expression();
        ExpressionSyntax first = Build(parts[0]);
        return parts.Length == 1
            ? new ArgumentSyntax(null, first, first.Span)
            : new ArgumentSyntax(NameOf(first), Build(parts[1]), Span(context));
    }

    /// <summary>The name before <c>=</c>, which the parser has read as an expression.</summary>
    public NameSyntax? NameOf(ExpressionSyntax expression)
    {
        if (expression is NameExpressionSyntax { Primes: 0, Path.Parts: { Count: 1 } parts })
        {
            return parts[0];
        }

        diagnostics.Report(DiagnosticTable.UnexpectedToken, source, expression.Span, "'=' gives a name to what follows; '==' compares", $"'{Shorten(source.Slice(expression.Span))}'", "a name");
        return null;
    }

    private ExpressionSyntax BuildChain(ChainContext context)
    {
        if (context.ChildCount > 2 * MaximumOperands)
        {
            ReportTooLong(context);
            return Placeholder(context);
        }

        Chain chain = new(context.children);
        return Climb(chain, ReadOperand(chain), Precedence.Or);
    }

    // Precedence climbing: takes what follows as long as it binds at least as tightly as asked.
    private ExpressionSyntax Climb(Chain chain, ExpressionSyntax left, Precedence least)
    {
        while (chain.Operator is { } type && OperatorTable.Of(type) is var precedence && precedence >= least)
        {
            left = precedence switch
            {
                Precedence.Power => ReadPower(chain, left),
                Precedence.Product => ReadProduct(chain, left),
                Precedence.Sum => ReadSum(chain, left),
                Precedence.Comparison => ReadComparison(chain, left),
                _ => ReadLogical(chain, left, type),
            };
        }

        return left;
    }

    private ExpressionSyntax ReadOperand(Chain chain) => ReadOperand(chain, chain.Next(), 0);

    // Signs and `not` before an atom; each takes in what binds tighter than it does.
    private ExpressionSyntax ReadOperand(Chain chain, OperandContext context, int index)
    {
        if (context.children[index] is not ITerminalNode prefix)
        {
            return Build((AtomContext)context.children[index]);
        }

        if (!Nest(1, context))
        {
            return Placeholder(context);
        }

        ModelToken token = (ModelToken)prefix.Symbol;
        bool not = token.Type == NOT;
        ExpressionSyntax operand = Climb(
            chain, ReadOperand(chain, context, index + 1), not ? Precedence.Comparison : Precedence.Power);
        _depth--;
        TextSpan span = TextSpan.Cover(token.Span, operand.Span);
        return not ? new NotSyntax(operand, span) : new SignSyntax(token.Type == MINUS, operand, span);
    }

    private ExpressionSyntax ReadSum(Chain chain, ExpressionSyntax first)
    {
        List<TermSyntax> terms = [new TermSyntax(false, first, first.Span)];
        while (chain.Operator is { } type && type is PLUS or MINUS)
        {
            chain.Skip();
            ExpressionSyntax operand = Climb(chain, ReadOperand(chain), Precedence.Product);
            terms.Add(new TermSyntax(type == MINUS, operand, operand.Span));
        }

        return new SumSyntax(terms.ToEquatableArray(), TextSpan.Cover(first.Span, terms[terms.Count - 1].Span));
    }

    private ExpressionSyntax ReadProduct(Chain chain, ExpressionSyntax first)
    {
        List<FactorSyntax> factors = [new FactorSyntax(false, first, first.Span)];
        while (chain.Operator is { } type && type is STAR or SLASH)
        {
            chain.Skip();
            ExpressionSyntax operand = Climb(chain, ReadOperand(chain), Precedence.Sign);
            factors.Add(new FactorSyntax(type == SLASH, operand, operand.Span));
        }

        return new ProductSyntax(factors.ToEquatableArray(), TextSpan.Cover(first.Span, factors[factors.Count - 1].Span));
    }

    private ExpressionSyntax ReadPower(Chain chain, ExpressionSyntax first)
    {
        int start = _depth;
        List<ExpressionSyntax> operands = [first];
        while (chain.Operator == CARET)
        {
            chain.Skip();
            OperandContext next = chain.Next();
            operands.Add(Nest(1, next) ? ReadOperand(chain, next, 0) : Placeholder(next));
        }

        _depth = start;
        ExpressionSyntax result = operands[operands.Count - 1];
        for (int i = operands.Count - 2; i >= 0; i--)
        {
            result = new PowerSyntax(operands[i], result, TextSpan.Cover(operands[i].Span, result.Span));
        }

        return result;
    }

    private ExpressionSyntax ReadComparison(Chain chain, ExpressionSyntax left)
    {
        int type = chain.Skip().Type;
        ExpressionSyntax right = Climb(chain, ReadOperand(chain), Precedence.Sum);
        ComparisonSyntax comparison = new(OperatorTable.Comparison(type), left, right, TextSpan.Cover(left.Span, right.Span));
        bool reported = false;
        while (chain.Operator is { } next && OperatorTable.Of(next) == Precedence.Comparison)
        {
            ModelToken second = chain.Skip();
            if (!reported)
            {
                diagnostics.Report(
                    DiagnosticTable.ChainedComparison, source, second.Span,
                    $"write '{Shorten(source.Slice(comparison.Span))} and {Shorten(source.Slice(right.Span))} {second.Text} ...'");
                reported = true;
            }

            Climb(chain, ReadOperand(chain), Precedence.Sum);
        }

        return comparison;
    }

    private ExpressionSyntax ReadLogical(Chain chain, ExpressionSyntax first, int type)
    {
        List<ExpressionSyntax> operands = [first];
        while (chain.Operator == type)
        {
            chain.Skip();
            operands.Add(Climb(chain, ReadOperand(chain), OperatorTable.Of(type) + 1));
        }

        return new LogicalSyntax(
            type == OR, operands.ToEquatableArray(), TextSpan.Cover(first.Span, operands[operands.Count - 1].Span));
    }

    private ExpressionSyntax Build(AtomContext context)
    {
        TextSpan span = Span(context);
        switch (context.Start.Type)
        {
            case NUMBER:
                return new NumberSyntax(context.Start.Text, UnitOf(context), span);
            case IMAGINARY:
                return new ImaginarySyntax(context.Start.Text.TrimEnd('i'), span);
            case STRING:
                return BuildString(context.STRING());
            case LPAREN:
                return Build(context.expression(0)) with { Span = span };
            case LBRACK:
                return new ListSyntax(BuildList(context.expression(), context, Build), UnitOf(context), span);
            case DERIVATIVE:
                return new NameExpressionSyntax(BuildPath(context.path()), 1, span);
            default:
                return Build(context.reference());
        }
    }

    private static UnitSyntax? UnitOf(AtomContext context) => context.UNIT() is { } unit ? BuildUnit(unit) : null;

    private EquatableArray<TNode> BuildList<TContext, TNode>(TContext[] items, ParserRuleContext context, Func<TContext, TNode> build)
    {
        if (items.Length > MaximumOperands)
        {
            ReportTooLong(context);
            return EquatableArray<TNode>.Empty;
        }

        return items.Select(build).ToEquatableArray();
    }

    private void ReportTooLong(ParserRuleContext context) =>
        diagnostics.Report(DiagnosticTable.ExpressionTooLong, source, ((ModelToken)context.Start).Span, "name parts of it with let, or read the numbers from a file with a drive", MaximumOperands);

    // Enters some levels of nesting if there is room for them.
    private bool Nest(int levels, ParserRuleContext context)
    {
        // The outermost expression is no nesting yet.
        if (_depth + levels > TokenScanner.MaximumDepth + 1)
        {
            if (!_tooDeep)
            {
                _tooDeep = true;
                diagnostics.Report(DiagnosticTable.NestedTooDeep, source, ((ModelToken)context.Start).Span, "name parts of the expression with 'let'", TokenScanner.MaximumDepth);
            }

            return false;
        }

        _depth += levels;
        return true;
    }

    // Stands for what was refused; an error is reported, so nothing is computed with it.
    private static NumberSyntax Placeholder(ParserRuleContext context) => new("0", null, Span(context));

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 37) + "...";

    /// <summary>A reader over operands and the operators between them.</summary>
    private sealed class Chain(IList<IParseTree> items)
    {
        private int _position;

        /// <summary>Type of the operator that comes next, or null at the end.</summary>
        public int? Operator => _position < items.Count ? ((InfixContext)items[_position]).Start.Type : null;

        public ModelToken Skip() => (ModelToken)((InfixContext)items[_position++]).Start;

        public OperandContext Next() => (OperandContext)items[_position++];
    }
}
