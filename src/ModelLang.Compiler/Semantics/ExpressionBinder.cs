using System.Globalization;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Resolves the names of expressions, checks their types and units, and turns them into <see cref="Expr"/>.</summary>
/// <remarks>Every literal is scaled to base units here, so that no conversion is left for later.</remarks>
internal sealed class ExpressionBinder(BindingContext context, IExpressionScope scope)
{
    private const int MaximumSize = 100_000;

    private static readonly Dictionary<string, ReductionKind> s_reductions = new(StringComparer.Ordinal)
    {
        ["sum"] = ReductionKind.Sum, ["mean"] = ReductionKind.Mean, ["min"] = ReductionKind.Min, ["max"] = ReductionKind.Max,
    };

    private static readonly HashSet<string> s_valueMakers = new(StringComparer.Ordinal)
    {
        "csv", "npy", "quantiles", "linspace", "logspace", "normal", "uniform", "lognormal", "gamma", "exponential", "cauchy", "beta",
    };

    private ModelFile File => scope.File;

    /// <summary>Binds an expression of any type.</summary>
    public Bound Bind(ExpressionSyntax syntax)
    {
        Bound bound = BindCore(syntax);
        if (bound.Size > MaximumSize)
        {
            Report(DiagnosticTable.ExpressionTooLarge, syntax, null, MaximumSize.ToString("N0", CultureInfo.InvariantCulture));
            return Bound.Error;
        }

        return bound;
    }

    /// <summary>Binds an expression that must be a number, real or complex.</summary>
    public Bound BindNumber(ExpressionSyntax syntax)
    {
        Bound bound = Bind(syntax);
        if (!bound.IsError && bound.Type == ValueType.Boolean)
        {
            Report(DiagnosticTable.ConditionMismatch, syntax, "choose with: a if condition else b", Excerpt(syntax), "a condition", "a number");
            return Bound.Error;
        }

        return bound;
    }

    /// <summary>Binds an expression that must be a real number.</summary>
    public Bound BindReal(ExpressionSyntax syntax) => RequireReal(BindNumber(syntax), syntax);

    /// <summary>Binds an expression that must be a real number of a dimension.</summary>
    public Bound BindReal(ExpressionSyntax syntax, Unit unit) => RequireUnit(BindReal(syntax), unit, syntax);

    /// <summary>Binds a condition.</summary>
    public Bound BindCondition(ExpressionSyntax syntax)
    {
        Bound bound = Bind(syntax);
        if (!bound.IsError && bound.Type != ValueType.Boolean)
        {
            Report(DiagnosticTable.ConditionMismatch, syntax, "compare it with something, as in x > 0", Excerpt(syntax), "a number", "a condition");
            return Bound.Error;
        }

        return bound;
    }

    /// <summary>Passes on what has the dimension of a unit and reports the rest.</summary>
    public Bound RequireUnit(Bound bound, Unit unit, ExpressionSyntax syntax)
    {
        if (bound.Unit is null || bound.Unit.Dimension == unit.Dimension)
        {
            return bound;
        }

        string? hint = bound.Unit.Dimension.IsNone && syntax is NumberSyntax number ? $"write {number.Text} {unit.Text}"
            : bound.Expr.Contains(e => e is Reference { Kind: VariableKind.Noise }) && IsShortOfRootTime(bound.Unit.Dimension, unit.Dimension)
                ? "white noise has the unit 1/sqrt(time): multiply it by the square root of a time constant"
                : null;
        Report(DiagnosticTable.UnitMismatch, syntax, hint, Excerpt(syntax), bound.Unit.Possession, unit.Display);
        return Bound.Error;
    }

    private static bool IsShortOfRootTime(Dimension found, Dimension wanted) => Dimension.OfTime.Raise(0.5) is { } root && found * root == wanted;

    private Bound RequireReal(Bound bound, ExpressionSyntax syntax)
    {
        if (!bound.IsError && bound.Type == ValueType.Complex)
        {
            Report(DiagnosticTable.ComplexNotAllowed, syntax, "take re(...), im(...) or abs(...) of it", Excerpt(syntax));
            return Bound.Error;
        }

        return bound;
    }

    private Bound BindCore(ExpressionSyntax syntax) => syntax switch
    {
        NumberSyntax number => BindLiteral(number),
        ImaginarySyntax imaginary => BindImaginary(imaginary),
        NameExpressionSyntax name => BindName(name),
        CallSyntax call => BindCall(call),
        SumSyntax sum => BindSum(sum),
        ProductSyntax product => BindProduct(product),
        SignSyntax sign => BindSign(sign),
        PowerSyntax power => BindPower(power),
        ComparisonSyntax comparison => BindComparison(comparison),
        NotSyntax not => BindNot(not),
        LogicalSyntax logical => BindLogical(logical),
        ConditionalSyntax conditional => BindConditional(conditional),
        BooleanSyntax truth => new Bound(new Truth(truth.Value), Unit.One),
        IndexSyntax => Unsupported(MissingFeature.PopulationElement, syntax),
        ListSyntax => scope.BindUnitValue(syntax, this) ?? NotAValue("A list", syntax),
        StringSyntax => NotAValue("A text", syntax),
        _ => throw Unexpected.Kind(syntax),
    };

    private Bound BindLiteral(NumberSyntax syntax)
    {
        Unit? unit = syntax.Unit is { } written ? context.Bind(written, File) : Unit.One;
        if (unit is null)
        {
            return Bound.Error;
        }

        Number number = context.Units.Store(syntax.Text, unit);
        if (double.IsInfinity(number.Value))
        {
            Report(DiagnosticTable.NumberTooLarge, syntax, null, Excerpt(syntax));
            return Bound.Error;
        }

        return new Bound(number, unit.Dimension.IsNone ? Unit.One : unit);
    }

    private Bound BindImaginary(ImaginarySyntax syntax)
    {
        Number factor = context.Units.Store(syntax.Text, Unit.One);
        if (double.IsInfinity(factor.Value))
        {
            Report(DiagnosticTable.NumberTooLarge, syntax, null, Excerpt(syntax));
            return Bound.Error;
        }

        return new Bound(factor.Value == 1 ? new ImaginaryUnit() : new Product(factor, new ImaginaryUnit()), Unit.One, 2);
    }

    private Bound BindName(NameExpressionSyntax syntax)
    {
        if (scope.Resolve(syntax) is { } found)
        {
            return found;
        }

        if (syntax is { Path.Parts.Count: 1, Primes: 0 })
        {
            switch (syntax.Path.Text)
            {
                case "t":
                    return new Bound(new Time(), context.Units.Time);
                case "pi":
                    return new Bound(new Pi(), Unit.One);
                case "inf":
                    return new Bound(new Number(double.PositiveInfinity), Unit.One);
            }
        }

        string name = syntax.Path.Text + new string('\'', syntax.Primes);
        string? hint = NearestName.Hint(syntax.Path.Text, scope.Names)
            ?? (syntax.Path.Text is "i" or "j" or "I" ? "the imaginary unit is written 1i" : null)
            ?? (BuiltInFunctions.Find(syntax.Path.Text) is not null ? "this is a function; give it arguments in brackets" : null)
            ?? (syntax.Path.Parts.Count == 1 && syntax.Primes == 0 ? scope.Advice(syntax.Path.Text) : null);
        Report(DiagnosticTable.UndefinedName, syntax, hint, name);
        return Bound.Error;
    }

    private Bound BindSum(SumSyntax syntax)
    {
        List<Expr> terms = [];
        Unit? unit = null;
        int size = syntax.Terms.Count;
        bool error = false;
        foreach (TermSyntax term in syntax.Terms)
        {
            Bound bound = BindNumber(term.Operand);
            if (bound.IsError)
            {
                error = true;
                continue;
            }

            if (unit is not null)
            {
                bound = RequireUnit(bound, unit, term.Operand);
                error |= bound.IsError;
            }

            unit ??= bound.Unit;
            size = Saturate(size, bound.Size);
            terms.Add(term.Subtracted ? new Negate(bound.Expr) : bound.Expr);
        }

        return error ? Bound.Error : new Bound(new Sum(terms.ToEquatableArray()), unit, size);
    }

    private Bound BindProduct(ProductSyntax syntax)
    {
        Bound product = BindNumber(syntax.Factors[0].Operand);
        for (int i = 1; i < syntax.Factors.Count; i++)
        {
            FactorSyntax factor = syntax.Factors[i];
            Bound next = BindNumber(factor.Operand);
            if (product.Unit is null || next.Unit is null)
            {
                product = Bound.Error;
                continue;
            }

            product = factor.Divided
                ? new Bound(new Quotient(product.Expr, next.Expr), Combine(product.Unit, next.Unit, divide: true), Saturate(product.Size, next.Size))
                : new Bound(new Product(product.Expr, next.Expr), Combine(product.Unit, next.Unit, divide: false), Saturate(product.Size, next.Size));
        }

        return product;
    }

    // A plain factor leaves the unit as the modeller wrote it.
    private Unit Combine(Unit a, Unit b, bool divide)
    {
        if (b.Dimension.IsNone)
        {
            return a;
        }

        if (a.Dimension.IsNone && !divide)
        {
            return b;
        }

        return context.Units.Usual(divide ? a.Dimension / b.Dimension : a.Dimension * b.Dimension);
    }

    private Bound BindSign(SignSyntax syntax)
    {
        Bound operand = BindNumber(syntax.Operand);
        return operand.IsError || !syntax.Negative ? operand : operand with { Expr = new Negate(operand.Expr), Size = operand.Size + 1 };
    }

    private Bound BindPower(PowerSyntax syntax)
    {
        Bound operand = BindNumber(syntax.Base);
        Bound exponent = BindReal(syntax.Exponent, Unit.One);
        if (operand.Unit is null || exponent.IsError)
        {
            return Bound.Error;
        }

        Unit unit = Unit.One;
        if (!operand.Unit.Dimension.IsNone)
        {
            if (!ConstantEvaluator.TryEvaluate(exponent.Expr, out double power) || operand.Unit.Dimension.Raise(power) is not { } dimension)
            {
                Report(DiagnosticTable.ExponentOfUnit, syntax, "divide by a scale of the same unit first", Excerpt(syntax.Base), operand.Unit.Display);
                return Bound.Error;
            }

            unit = context.Units.Usual(dimension);
        }

        return new Bound(new Power(operand.Expr, exponent.Expr), unit, Saturate(operand.Size, exponent.Size));
    }

    private Bound BindComparison(ComparisonSyntax syntax)
    {
        Bound left = BindReal(syntax.Left);
        Bound right = BindReal(syntax.Right);
        if (left.Unit is null || right.Unit is null || RequireUnit(right, left.Unit, syntax.Right).IsError)
        {
            return Bound.Error;
        }

        return new Bound(new Comparison(syntax.Operator, left.Expr, right.Expr), Unit.One, Saturate(left.Size, right.Size));
    }

    private Bound BindNot(NotSyntax syntax)
    {
        Bound operand = BindCondition(syntax.Operand);
        return operand.IsError ? operand : operand with { Expr = new Not(operand.Expr) };
    }

    private Bound BindLogical(LogicalSyntax syntax)
    {
        Bound[] operands = [.. syntax.Operands.Select(BindCondition)];
        return operands.Any(o => o.IsError)
            ? Bound.Error
            : new Bound(new Logical(syntax.IsOr, operands.Select(o => o.Expr).ToEquatableArray()), Unit.One, operands.Aggregate(0, (size, o) => Saturate(size, o.Size)));
    }

    private Bound BindConditional(ConditionalSyntax syntax)
    {
        Bound condition = BindCondition(syntax.Condition);
        Bound whenTrue = BindNumber(syntax.WhenTrue);
        Bound whenFalse = BindNumber(syntax.WhenFalse);
        if (whenTrue.Unit is not null)
        {
            whenFalse = RequireUnit(whenFalse, whenTrue.Unit, syntax.WhenFalse);
        }

        return condition.IsError || whenTrue.IsError || whenFalse.IsError
            ? Bound.Error
            : new Bound(
                new Conditional(condition.Expr, whenTrue.Expr, whenFalse.Expr),
                whenTrue.Unit,
                Saturate(Saturate(condition.Size, whenTrue.Size), whenFalse.Size));
    }

    private Bound BindCall(CallSyntax syntax)
    {
        string name = syntax.Function.Text;
        if (syntax.Function.Parts.Count == 1)
        {
            if (File.Find(name) is { Declaration: FunctionSyntax function } found)
            {
                return BindUserFunction(syntax, function, found.File);
            }

            if (s_reductions.TryGetValue(name, out ReductionKind reduction) && (syntax.Arguments.Count == 1 || BuiltInFunctions.Find(name) is null))
            {
                return BindReduction(syntax, reduction);
            }

            if (BuiltInFunctions.Find(name) is { } row)
            {
                return BindBuiltIn(syntax, row);
            }

            if (name == "rate" && syntax.Arguments.FirstOrDefault()?.Value is NameExpressionSyntax { Path.Parts: { Count: > 1 } parts } && parts[parts.Count - 1].Text == "spike")
            {
                return Unsupported(MissingFeature.Reduction(name), syntax);
            }
        }

        if (scope.Resolve(new NameExpressionSyntax(syntax.Function, 0, syntax.Function.Span)) is { } variable)
        {
            return variable.IsError ? variable : DelayBinder.Read(context, File, syntax, variable, this);
        }

        if (s_valueMakers.Contains(name))
        {
            return scope.BindUnitValue(syntax, this) ?? NotAValue($"'{name}(...)'", syntax);
        }

        string? hint = BuiltInFunctions.Elsewhere(name) is { } here ? $"write {here}"
            : NearestName.Hint(name, BuiltInFunctions.All.Select(f => f.Name).Concat(File.Names).Concat(scope.Names));
        context.Report(DiagnosticTable.UndefinedFunction, File, syntax.Function, hint, name);
        return Bound.Error;
    }

    // One value of those of all units, or of all elements of an array.
    private Bound BindReduction(CallSyntax syntax, ReductionKind kind)
    {
        string name = syntax.Function.Text;
        if (syntax.Arguments.Count != 1 || syntax.Arguments[0].Name is not null)
        {
            Report(DiagnosticTable.WrongArgumentCount, syntax, $"write {name}(X.r) for a population X", name, "1 argument", syntax.Arguments.Count == 1 ? "1 is" : $"{syntax.Arguments.Count} are");
            return Bound.Error;
        }

        Bound operand = BindNumber(syntax.Arguments[0].Value);
        if (operand.IsError)
        {
            return operand;
        }

        if (operand.Expr is ArrayElement element)
        {
            return operand with { Expr = new ArrayReduction(kind, element.Array) };
        }

        if (scope.PopulationOf(operand.Expr) is null && BuiltInFunctions.Find(name) is { } several && !scope.HasPopulations)
        {
            Report(DiagnosticTable.WrongArgumentCount, syntax, $"write {several.Call}", name, "at least 2 arguments", "1 is");
            return Bound.Error;
        }

        if (scope.PopulationOf(operand.Expr) is null)
        {
            string hint = BuiltInFunctions.Find(name) is { } row ? $"write {row.Call}, or {name}(X.r) of a population X" : $"it takes a value per unit: {name}(X.r) of a population X";
            Report(DiagnosticTable.ConditionMismatch, syntax.Arguments[0].Value, hint, Excerpt(syntax.Arguments[0].Value), "a single value", "a value per unit of a population");
            return Bound.Error;
        }

        if (operand.Type == ValueType.Complex && kind is ReductionKind.Min or ReductionKind.Max)
        {
            return RequireReal(operand, syntax.Arguments[0].Value);
        }

        return operand with { Expr = new Reduction(kind, operand.Expr), Size = operand.Size + 1 };
    }

    private Bound BindBuiltIn(CallSyntax syntax, BuiltInFunction row)
    {
        if (syntax.Arguments.FirstOrDefault(a => a.Name is not null) is { } named)
        {
            context.Report(DiagnosticTable.UnknownSetting, File, named.Name!, "built-in functions take their arguments by position", named.Name!.Text);
            return Bound.Error;
        }

        int count = syntax.Arguments.Count;
        if (count < row.Arity || (count > row.Arity && !row.Variadic))
        {
            string wanted = (row.Variadic ? "at least " : "") + (row.Arity == 1 ? "1 argument" : $"{row.Arity} arguments");
            Report(DiagnosticTable.WrongArgumentCount, syntax, $"write {row.Call}", row.Name, wanted, count == 1 ? "1 is" : $"{count} are");
            return Bound.Error;
        }

        Bound[] arguments = [.. syntax.Arguments.Select(a => row.Complex ? BindNumber(a.Value) : BindReal(a.Value))];
        if (arguments.Any(a => a.IsError))
        {
            return Bound.Error;
        }

        Unit first = arguments[0].Unit!;
        for (int i = 0; i < count; i++)
        {
            ExpressionSyntax argument = syntax.Arguments[i].Value;
            if (row.UnitRule == UnitRule.Dimensionless && !arguments[i].Unit!.Dimension.IsNone)
            {
                Report(DiagnosticTable.ArgumentUnit, argument, "divide by a scale of the same unit", row.Name, Excerpt(argument), arguments[i].Unit!.Display);
                return Bound.Error;
            }

            if (RequireUnit(arguments[i], first, argument).IsError)
            {
                return Bound.Error;
            }
        }

        double? power = row.UnitRule switch
        {
            UnitRule.Dimensionless or UnitRule.Ratio => 0,
            UnitRule.SquareRoot => 0.5,
            UnitRule.CubeRoot => 1.0 / 3,
            UnitRule.Square => 2,
            _ => null,
        };
        Unit unit = first;
        if (power is { } exponent)
        {
            if (first.Dimension.Raise(exponent) is not { } dimension)
            {
                Report(DiagnosticTable.ExponentOfUnit, syntax, null, Excerpt(syntax.Arguments[0].Value), first.Display);
                return Bound.Error;
            }

            unit = context.Units.Usual(dimension);
        }

        return new Bound(
            new Call(row.Function, arguments.Select(a => a.Expr).ToEquatableArray()), unit, arguments.Aggregate(1, (size, a) => Saturate(size, a.Size)));
    }

    private Bound BindUserFunction(CallSyntax syntax, FunctionSyntax function, ModelFile file)
    {
        if (syntax.Arguments.Count != function.Parameters.Count)
        {
            string wanted = function.Parameters.Count == 1 ? "1 argument" : $"{function.Parameters.Count} arguments";
            int count = syntax.Arguments.Count;
            Report(DiagnosticTable.WrongArgumentCount, syntax, $"write {function.Name.Text}({string.Join(", ", function.Parameters.Select(p => p.Text))})", function.Name.Text, wanted, count == 1 ? "1 is" : $"{count} are");
            return Bound.Error;
        }

        if (context.OpenFunctions.Contains(function))
        {
            string chain = string.Join(" -> ", context.OpenFunctions.SkipWhile(f => f != function).Append(function).Select(f => f.Name.Text));
            context.Report(DiagnosticTable.DefinitionCycle, File, syntax.Function, "functions are formulas; none can call itself, not even by way of another", function.Name.Text, chain);
            return Bound.Error;
        }

        Dictionary<string, Bound> arguments = new(StringComparer.Ordinal);
        bool error = false;
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            Bound argument = BindNumber(syntax.Arguments[i].Value);
            error |= argument.IsError;
            arguments[function.Parameters[i].Text] = argument;
        }

        if (error)
        {
            return Bound.Error;
        }

        context.OpenFunctions.Add(function);
        Bound body = new ExpressionBinder(context, new FunctionScope(file, arguments, scope)).Bind(function.Body);
        context.OpenFunctions.RemoveAt(context.OpenFunctions.Count - 1);
        return body;
    }

    private Bound Unsupported(MissingFeature feature, SyntaxNode node)
    {
        scope.ReportUnsupported(feature, File, node);
        return Bound.Error;
    }

    private Bound NotAValue(string what, ExpressionSyntax syntax)
    {
        Report(DiagnosticTable.NotAValue, syntax, HintFor(syntax), what);
        return Bound.Error;
    }

    // Where values per unit belong.
    private static string? HintFor(ExpressionSyntax syntax) => syntax switch
    {
        ListSyntax => "lists set parameters and initial values of populations: population X : op[3] { tau = [1, 2, 3] }",
        StringSyntax => "files are read by csv(\"file.csv\") or npy(\"file.npy\")",
        CallSyntax { Function.Text: "csv" or "npy" } => "files set parameters and initial values of populations, weights and delays: population X : op[N] { tau = csv(\"tau.csv\") }",
        CallSyntax { Function.Text: "quantiles" } => "quantiles set parameters and initial values of populations: population X : op[100] { eta = quantiles(cauchy(-5, 1)) }",
        CallSyntax call => $"a random value per unit is written with ~ in the settings of a population: population X : op[100] {{ tau ~ {call.Function.Text}(...) }}; noise in time is noise xi",
        _ => null,
    };

    private static int Saturate(int a, int b) => (int)Math.Min((long)a + b + 1, int.MaxValue / 2);

    private string Excerpt(SyntaxNode node) => BindingContext.Excerpt(node, File);

    private void Report(DiagnosticDescriptor descriptor, SyntaxNode node, string? hint, params object[] arguments) =>
        context.Report(descriptor, File, node, hint, arguments);

    // Inside a function only its parameters are in scope.
    private sealed class FunctionScope(ModelFile file, Dictionary<string, Bound> arguments, IExpressionScope caller) : IExpressionScope
    {
        public ModelFile File => file;

        public IEnumerable<string> Names => arguments.Keys;

        public Bound? Resolve(NameExpressionSyntax name) =>
            name is { Path.Parts.Count: 1, Primes: 0 } && arguments.TryGetValue(name.Path.Text, out Bound bound) ? bound : null;

        public string? PopulationOf(Expr expr) => caller.PopulationOf(expr);

        public bool HasPopulations => caller.HasPopulations;

        public Bound? BindUnitValue(ExpressionSyntax syntax, ExpressionBinder binder) => null;

        public string Advice(string name) => $"a function sees its arguments only: make {name} another one";

        public void ReportUnsupported(MissingFeature feature, ModelFile place, SyntaxNode node) => caller.ReportUnsupported(feature, place, node);
    }
}
