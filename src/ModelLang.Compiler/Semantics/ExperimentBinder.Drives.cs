using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <content>Drives: expressions and data over time.</content>
internal sealed partial class ExperimentBinder
{
    private void BindDrive(DriveSyntax syntax)
    {
        if (TemplatePaths.Find(_template, syntax.Target) is not { } target)
        {
            string? hint = NearestName.Hint(
                syntax.Target.Text, TemplatePaths.All(_template).Where(m => m.Member.Kind == MemberKind.Input).Select(m => m.Path));
            Fail(DiagnosticTable.UndefinedName, syntax.Target, hint, syntax.Target.Text);
            return;
        }

        if (target.Kind != MemberKind.Input)
        {
            Fail(DiagnosticTable.NotAnInput, syntax.Target, target.Kind == MemberKind.Parameter ? $"write set {syntax.Target.Text} = ..." : null, syntax.Target.Text, target.KindText);
            return;
        }

        if (_drives.Exists(d => d.Target == syntax.Target.Text))
        {
            Fail(DiagnosticTable.DuplicateStatement, syntax.Target, "join the two into one sum", "drive " + syntax.Target.Text);
            return;
        }

        Bound value;
        if (syntax.Value is CallSyntax { Function.Text: "csv" } csv)
        {
            value = BindTable(csv, syntax, target);
        }
        else
        {
            if (syntax.Interpolation is { } interpolation)
            {
                Fail(DiagnosticTable.InvalidDataSource, interpolation, null, "Only data from a file is interpolated");
                return;
            }

            value = _expressions.RequireUnit(_expressions.BindNumber(syntax.Value), target.Unit, syntax.Value);
        }

        if (value.IsError)
        {
            _errors |= _unsupported.Count == 0;
            return;
        }

        if (value.Type == ValueType.Complex && target.Type == ValueType.Real)
        {
            Fail(DiagnosticTable.ComplexNotAllowed, syntax.Value, null, BindingContext.Excerpt(syntax.Value, _file));
            return;
        }

        _drives.Add(new FeedSymbol(syntax.Target.Text, value.Expr, BindingContext.SourceOf(syntax, _file)));
    }

    private Bound BindTable(CallSyntax csv, DriveSyntax drive, MemberSymbol target)
    {
        string? name = null;
        string? column = null;
        Unit unit = target.Unit;
        Unit time = _context.Units.Time;
        foreach (ArgumentSyntax argument in csv.Arguments)
        {
            switch (argument.Name?.Text)
            {
                case null when argument.Value is StringSyntax text && name is null:
                    name = text.Value;
                    break;
                case "column" when argument.Value is StringSyntax text:
                    column = text.Value;
                    break;
                case "column" when argument.Value is NameExpressionSyntax label:
                    column = label.Path.Text;
                    break;
                case "unit" or "time" when BindUnitArgument(argument, argument.Name.Text == "unit" ? target.Unit : _context.Units.Time) is { } written:
                    unit = argument.Name.Text == "unit" ? written : unit;
                    time = argument.Name.Text == "time" ? written : time;
                    break;
                case "unit" or "time":
                    return Bound.Error;
                default:
                    Fail(DiagnosticTable.InvalidDataSource, argument, "write csv(\"file.csv\", column = name, unit = pA, time = ms)", $"'{BindingContext.Excerpt(argument, _file)}' is no option of csv");
                    return Bound.Error;
            }
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            Fail(DiagnosticTable.InvalidDataSource, csv, "write csv(\"file.csv\")", "The file is missing");
            return Bound.Error;
        }

        if (drive.Interpolation?.Text is not ("linear" or "previous"))
        {
            SyntaxNode place = (SyntaxNode?)drive.Interpolation ?? csv;
            string found = drive.Interpolation is { } other ? $"There is no interpolation '{other.Text}'" : "It is not said how the rows are interpolated";
            Fail(DiagnosticTable.InvalidDataSource, place, "write with linear or with previous behind it", found);
            return Bound.Error;
        }

        DataTable table = new(
            $"table{_tables.Count + 1}",
            name!,
            _file.Source.Path,
            column,
            drive.Interpolation.Text == "linear" ? Interpolation.Linear : Interpolation.Previous,
            _context.Units.QuantityOf(time),
            _context.Units.QuantityOf(unit));
        _tables.Add(table);
        return new Bound(new TableValue(table.Name), target.Unit);
    }

    // A unit stands where an expression would, so its text is read again as a unit.
    private Unit? BindUnitArgument(ArgumentSyntax argument, Unit wanted)
    {
        Unit? unit = _context.BindUnit(argument.Value, _file);
        if (unit is not null && unit.Dimension != wanted.Dimension)
        {
            Fail(DiagnosticTable.UnitMismatch, argument.Value, null, BindingContext.UnitText(argument.Value, _file), unit.Possession, wanted.Display);
            return null;
        }

        _errors |= unit is null;
        return unit;
    }
}
