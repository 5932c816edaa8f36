using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;
using ModelLang.Compiler.Units;

namespace ModelLang.Compiler.Semantics;

/// <summary>Binds arrays: lists in the text, and <c>csv(...)</c> and <c>npy(...)</c> with what is said about the file.</summary>
/// <param name="context">Shared state.</param>
/// <param name="binder">Binds the elements.</param>
/// <param name="file">The file it stands in.</param>
/// <param name="rowsAreTargets">What the rows of a matrix are that does not say it itself.</param>
internal sealed class ArrayBinder(BindingContext context, ExpressionBinder binder, ModelFile file, bool rowsAreTargets = true)
{
    /// <summary>What is said about an array besides its numbers.</summary>
    /// <param name="Array">The array.</param>
    /// <param name="Unit">Unit of its elements.</param>
    /// <param name="Shape">What the numbers of its rows and columns are called or must be; empty when not stated.</param>
    public sealed record Found(DataArray Array, Unit Unit, IReadOnlyList<ExpressionSyntax> Shape);

    /// <summary>Whether an expression is written as an array.</summary>
    public static bool IsArray(ExpressionSyntax syntax) => syntax is ListSyntax or CallSyntax { Function.Text: "csv" or "npy" };

    /// <summary>An array; null after a report.</summary>
    /// <param name="syntax">The array as written.</param>
    /// <param name="name">The name it gets.</param>
    /// <param name="unit">The unit of its elements, or null when it is free.</param>
    /// <param name="matrix">Whether it must have two dimensions, or must not; null when it may say itself.</param>
    public Found? Bind(ExpressionSyntax syntax, string name, Unit? unit, bool? matrix) => syntax switch
    {
        ListSyntax list => BindList(list, name, unit, matrix),
        CallSyntax { Function.Text: "csv" or "npy" } call => BindFile(call, name, unit, matrix),
        _ => Fail(syntax, "write csv(\"file.csv\"), npy(\"file.npy\") or a list", $"'{BindingContext.Excerpt(syntax, file)}' is no array"),
    };

    private Found? BindList(ListSyntax list, string name, Unit? unit, bool? matrix)
    {
        bool isMatrix = list.Items.Count > 0 && list.Items.All(i => i is ListSyntax);
        if (list.Items.Count == 0 && matrix is not true)
        {
            return Fail(list, "write [1, 2, 3]", "The list is empty");
        }

        if (list.Items.Count == 0 || (matrix is { } wanted && wanted != isMatrix))
        {
            return Fail(list, isMatrix ? "write [1, 2, 3]" : "write [[0, 1], [1, 0]], row by row", isMatrix ? "A list of single values is needed here" : "A matrix is a list of rows that are not empty");
        }

        ListSyntax[] rows = isMatrix ? [.. list.Items.Cast<ListSyntax>()] : [list];
        if (Array.Find(rows, r => r.Items.Count != rows[0].Items.Count || r.Items.Count == 0) is { } ragged)
        {
            return Fail(ragged, "all rows of a matrix have the same length", $"This row has length {ragged.Items.Count}, the first one {rows[0].Items.Count}");
        }

        List<double> values = [];
        foreach (ListSyntax row in rows)
        {
            foreach (ExpressionSyntax item in row.Items)
            {
                ExpressionSyntax written = (row.Unit ?? list.Unit) is { } common ? WithUnit(item, common) : item;
                Bound bound = unit is null ? binder.BindReal(written) : binder.BindReal(written, unit);
                if (bound.IsError)
                {
                    return null;
                }

                unit ??= bound.Unit;
                if (!ConstantEvaluator.TryEvaluate(bound.Expr, out double value) || double.IsNaN(value) || double.IsInfinity(value))
                {
                    return Fail(item, "write a number; a value that depends on parameters goes into the operator", $"'{BindingContext.Excerpt(item, file)}' is no constant");
                }

                values.Add(value);
            }
        }

        return new Found(new DataArray(name, new ListedNumbers(rows.Length, rows[0].Items.Count, values.ToEquatableArray()), isMatrix, rowsAreTargets), unit ?? Unit.One, []);
    }

    private static ExpressionSyntax WithUnit(ExpressionSyntax item, UnitSyntax unit) => item switch
    {
        NumberSyntax { Unit: null } plain => plain with { Unit = unit },
        SignSyntax sign => sign with { Operand = WithUnit(sign.Operand, unit) },
        _ => item,
    };

    private Found? BindFile(CallSyntax call, string name, Unit? unit, bool? matrix)
    {
        string? path = null;
        string? column = null;
        bool labels = false;
        bool rowsAre = rowsAreTargets;
        bool oriented = false;
        Unit? written = null;
        EquatableArray<ExpressionSyntax> shape = EquatableArray<ExpressionSyntax>.Empty;
        foreach (ArgumentSyntax argument in call.Arguments)
        {
            string? word = (argument.Value as NameExpressionSyntax)?.Path.Text;
            switch (argument.Name?.Text)
            {
                case null when argument.Value is StringSyntax text && path is null:
                    path = text.Value;
                    break;
                case "column" when argument.Value is StringSyntax or NameExpressionSyntax:
                    column = (argument.Value as StringSyntax)?.Value ?? word;
                    break;
                case "labels" when word is "header" or "none":
                    labels = word == "header";
                    break;
                case "rows" when word is "target" or "source":
                    (rowsAre, oriented) = (word == "target", true);
                    break;
                case "shape" when argument.Value is ListSyntax { Items.Count: 1 or 2 } list:
                    shape = list.Items;
                    break;
                case "unit":
                    written = context.BindUnit(argument.Value, file);
                    if (written is null)
                    {
                        return null;
                    }

                    break;
                default:
                    return Fail(
                        argument,
                        "write csv(\"file.csv\", shape = [N, N], rows = target, labels = header, unit = mm, column = name)",
                        $"'{BindingContext.Excerpt(argument, file)}' is no option of {call.Function.Text}");
            }
        }

        if (string.IsNullOrWhiteSpace(path))
        {
            return Fail(call, $"write {call.Function.Text}(\"file.{call.Function.Text}\")", "The file is missing");
        }

        if (written is not null && unit is not null && written.Dimension != unit.Dimension)
        {
            context.Report(DiagnosticTable.UnitMismatch, file, call, null, BindingContext.Excerpt(call, file), written.Possession, unit.Display);
            return null;
        }

        bool isMatrix = matrix ?? shape.Count == 2;
        if (shape.Count > 0 && isMatrix != (shape.Count == 2))
        {
            return Fail(call, null, isMatrix ? "A matrix has two dimensions: shape = [N, N]" : "A list has one dimension: shape = [N]");
        }

        if (isMatrix && !oriented && matrix is null)
        {
            return Fail(call, "write rows = target or rows = source", "A matrix needs its orientation");
        }

        Unit elements = written ?? unit ?? Unit.One;
        NumbersInFile source = new(path!, file.Source.Path, context.Units.QuantityOf(elements), labels, column);
        return new Found(new DataArray(name, source, isMatrix, rowsAre), elements, [.. shape]);
    }

    private Found? Fail(SyntaxNode node, string? hint, string message)
    {
        context.Report(DiagnosticTable.InvalidData, file, node, hint, message);
        return null;
    }
}
