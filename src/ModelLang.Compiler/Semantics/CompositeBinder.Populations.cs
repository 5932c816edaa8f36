using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <content>Populations, data, and values per unit.</content>
internal sealed partial class CompositeBinder
{
    // Positions of units are 32-bit numbers, and a population has several states.
    private const double MostUnits = 1 << 28;

    private readonly List<(DataSyntax Syntax, ModelFile File)> _data = [];
    private readonly List<(ChildSymbol Child, ExpressionSyntax Size, ModelFile File)> _sizes = [];
    private readonly Dictionary<string, Unit> _dataUnits = new(StringComparer.Ordinal);

    private void AddPopulation(
        PopulationSyntax syntax, ModelFile file, List<(ChildSymbol Child, EquatableArray<SettingSyntax> Settings, ModelFile File)> settings)
    {
        if (syntax.Template.Parts.Count > 1)
        {
            _incomplete.Add(syntax.Name.Text);
            ReportUnsupported(MissingFeature.Spikes(syntax.Template.Text), file, syntax.Template);
            return;
        }

        if (syntax.Level is { Text: not "spiking" } level)
        {
            ReportUnsupported(MissingFeature.Level(level.Text), file, level);
        }

        int before = _symbol.Children.Count;
        AddChild(syntax.Name, syntax.Template, syntax.Settings, file, settings);
        if (_symbol.Children.Count == before)
        {
            return;
        }

        ChildSymbol child = _symbol.Children[before];
        if (child.Template is CompositeSymbol { IsCircuit: true })
        {
            Fail(DiagnosticTable.WrongKindOfName, file, syntax.Template, "the unit of a population is an operator or node", syntax.Template.Text, child.Template.KindText, "an operator or node");
        }

        // What kind of number it is shows once all names are known; that it is a population must show before.
        child.Size = new StatedSize(1);
        _sizes.Add((child, syntax.Size, file));
    }

    // Data come first: they say what N is.
    private void BindData()
    {
        foreach ((DataSyntax syntax, ModelFile file) in _data)
        {
            string name = syntax.Name.Text;
            if (_symbol.FindChild(name) is not null || Variables.ContainsKey(name) || _dataUnits.ContainsKey(name))
            {
                Fail(DiagnosticTable.DuplicateName, file, syntax.Name, "rename one of the two", name);
                Excuse(syntax.Value);
                continue;
            }

            if (new ArrayBinder(Context, Expressions(file), file).Bind(syntax.Value, name, null, null) is not { } found)
            {
                _symbol.HasErrors = true;
                _incomplete.Add(name);
                Excuse(syntax.Value);
                continue;
            }

            _symbol.Arrays.Add(found.Array);
            _dataUnits.Add(name, found.Unit);
            for (int i = 0; i < found.Shape.Count; i++)
            {
                BindExtent(found.Shape[i], new ArraySize(name, i == 0), file);
            }
        }
    }

    // What a wrong statement would have named is not reported once more where it is used.
    private void Excuse(ExpressionSyntax data)
    {
        IEnumerable<ExpressionSyntax> shape = (data as CallSyntax)?.Arguments.Where(a => a.Name?.Text == "shape").SelectMany(a => a.Value is ListSyntax list ? list.Items : EquatableArray<ExpressionSyntax>.Empty) ?? [];
        foreach (string name in shape.OfType<NameExpressionSyntax>().Select(n => n.Path.Text).Where(n => !_symbol.Dimensions.ContainsKey(n)))
        {
            _symbol.Dimensions.Add(name, new StatedSize(1));
        }
    }

    private void ReportUnusedData()
    {
        foreach ((DataSyntax syntax, ModelFile file) in _data.Where(d => !IsUsed(d.Syntax.Name.Text) && _dataUnits.ContainsKey(d.Syntax.Name.Text) && IsOwn(d.Syntax)))
        {
            Context.Report(DiagnosticTable.UnusedDeclaration, file, syntax.Name, "set a parameter, an initial value, a weight or a delay to it, or remove it", syntax.Name.Text);
        }
    }

    private void BindExtent(ExpressionSyntax syntax, ArraySize size, ModelFile file)
    {
        if (syntax is NameExpressionSyntax { Path.Parts.Count: 1, Primes: 0 } name && !Variables.ContainsKey(name.Path.Text))
        {
            if (!_symbol.Dimensions.ContainsKey(name.Path.Text))
            {
                _symbol.Dimensions.Add(name.Path.Text, size);
            }

            return;
        }

        BindCount(syntax, file, "A number of rows or columns");
    }

    private void BindSizes()
    {
        foreach ((ChildSymbol child, ExpressionSyntax syntax, ModelFile file) in _sizes)
        {
            if (syntax is NameExpressionSyntax { Path.Parts.Count: 1, Primes: 0 } name && _symbol.Dimensions.TryGetValue(name.Path.Text, out PopulationSize? size))
            {
                child.Size = size;
                if (size is ArraySize { Array: var array })
                {
                    MarkUsed(array);
                }
            }
            else if (syntax is NameExpressionSyntax { Path: { Parts.Count: 1, Text: not ("inf" or "pi") }, Primes: 0 } unknown && !Variables.ContainsKey(unknown.Path.Text))
            {
                string text = unknown.Path.Text;
                Fail(DiagnosticTable.InvalidPopulation, file, syntax, $"write const {text} = 100, or data W = csv(\"weights.csv\", shape = [{text}, {text}], rows = target)", $"'{text}', the size of '{child.Name}', is not defined");
            }
            else if (BindCount(syntax, file, $"The size of '{child.Name}'") is { } count)
            {
                child.Size = new StatedSize(count);
            }
        }
    }

    private int? BindCount(ExpressionSyntax syntax, ModelFile file, string what)
    {
        Bound bound = Expressions(file).BindReal(syntax, Unit.One);
        if (bound.IsError)
        {
            _symbol.HasErrors = true;
            return null;
        }

        if (!ConstantEvaluator.TryEvaluate(bound.Expr, out double value))
        {
            Fail(DiagnosticTable.InvalidPopulation, file, syntax, "declare it with const; the number of units is part of the code's memory", $"{what} is not a constant");
            return null;
        }

        if (!(value >= 1) || value != Math.Floor(value) || value > MostUnits)
        {
            Fail(DiagnosticTable.InvalidPopulation, file, syntax, "write a whole number such as 100", FormattableString.Invariant($"{what} must be a whole number from 1 to {MostUnits:N0}"));
            return null;
        }

        return (int)value;
    }

    private Bound BindPerUnit(ChildSymbol child, SettingSyntax syntax, Unit unit, string path, ModelFile file)
    {
        string key = $"{child.Name}.{path}";
        UnitValueScope scope = new(ScopeOf(file), Context, key, syntax.Value, unit, matrix: false, own: name => OwnParameter(child, name));
        ExpressionBinder binder = new(Context, scope);
        if (syntax.Drawn)
        {
            return DistributionBinder.BindDraw(syntax.Value, unit, key, Context, binder, file);
        }

        Bound value = binder.RequireUnit(binder.BindNumber(syntax.Value), unit, syntax.Value);
        if (!value.IsError && !HasShape(value.Expr, false, syntax.Value, file))
        {
            return Bound.Error;
        }

        foreach (DataArray array in scope.Arrays)
        {
            _symbol.Arrays.Add(array);
            if (array.Source is ListedNumbers { Values.Count: var count } && child.Size is StatedSize { Units: var units } && count != units)
            {
                Fail(DiagnosticTable.WrongCount, file, syntax.Value, null, count, units, child.Name);
            }
        }

        return value;
    }

    // Whether the data in a value are lists, or matrices, as it needs.
    private bool HasShape(Expr value, bool matrix, SyntaxNode node, ModelFile file)
    {
        foreach (ArrayElement element in value.SelfAndDescendants().OfType<ArrayElement>())
        {
            if (_symbol.Arrays.Find(a => a.Name == element.Array) is { } array && array.IsMatrix != matrix)
            {
                Fail(
                    DiagnosticTable.InvalidData,
                    file,
                    node,
                    matrix ? "a matrix is declared with shape = [N, N] and its orientation" : "a list is declared with shape = [N]",
                    matrix ? $"'{array.Name}' is a list, but a matrix is needed here" : $"'{array.Name}' is a matrix, but one value for each unit is needed here");
                return false;
            }
        }

        return true;
    }

    // init V ~ uniform(E_L, V_th): parameters of the unit itself.
    private static Bound? OwnParameter(ChildSymbol child, NameExpressionSyntax name) =>
        name.Primes == 0 && TemplatePaths.Find(child.Template, name.Path) is { Kind: MemberKind.Parameter or MemberKind.Constant } member
            ? member.ToBound($"{child.Name}.{name.Path.Text}")
            : null;

    // A data name stands for its element of the unit or connection at hand, a dimension for the number of units.
    private Bound? ResolveData(PathSyntax path, ModelFile file)
    {
        if (path.Parts.Count > 1)
        {
            return null;
        }

        if (_dataUnits.TryGetValue(path.Text, out Unit? unit))
        {
            MarkUsed(path.Text);
            return new Bound(new ArrayElement(path.Text), unit);
        }

        if (!_symbol.Dimensions.TryGetValue(path.Text, out PopulationSize? size))
        {
            return null;
        }

        if (_symbol.Children.Find(c => c.Size is not null && c.Size.Equals(size)) is { } population)
        {
            return new Bound(new UnitCount(population.Name), Unit.One);
        }

        Fail(DiagnosticTable.InvalidPopulation, file, path, $"declare population X : op[{path.Text}]", $"No population has the size '{path.Text}'");
        return Bound.Error;
    }
}
