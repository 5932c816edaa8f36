using System.Globalization;
using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Reads an array from a text file.</summary>
internal sealed class TextArray(ArrayDescription array, string path)
{
    private readonly List<double> _values = [];
    private readonly List<string> _rowLabels = [];
    private string[]? _header;
    private char _separator;
    private bool _hasRowLabels;
    private int _columns;
    private int _rows;

    /// <summary>The array as it stands in the file, with numbers as they stand there.</summary>
    /// <exception cref="DataFileException">The file holds something else than it should.</exception>
    public ArrayData Read()
    {
        using var reader = new StreamReader(path);
        int row = 0;
        while (reader.ReadLine() is { } line)
        {
            row++;
            if (string.IsNullOrWhiteSpace(line) && reader.Peek() < 0)
            {
                break;
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                throw new DataFileException($"'{path}', row {row}: the row is empty");
            }

            if (row == 1)
            {
                _separator = TextFields.SeparatorOf(line);
                if (array.Labels || array.Column is not null)
                {
                    _header = TextFields.Split(line, _separator);
                    continue;
                }
            }

            AddRow(line, row);
        }

        if (_rows == 0)
        {
            throw new DataFileException(row == 0 ? $"'{path}' is empty" : _header is null ? $"'{path}' holds blanks only" : $"'{path}' has a header but no rows");
        }

        if (array.Column is not null)
        {
            return new ArrayData(1, _rows, [.. _values], $"'{path}'");
        }

        RequireLabels();
        string[]? labels = _header is null ? null : _hasRowLabels && _header.Length > _columns ? _header[1..] : _header;
        return new ArrayData(_rows, _columns, [.. _values], $"'{path}'", labels, _hasRowLabels ? _rowLabels : null);
    }

    private void AddRow(string line, int row)
    {
        if (array.Column is not null || _separator == TextFields.Blank || line.Contains('"'))
        {
            string[] fields = TextFields.Split(line, _separator);
            StartRow(fields.Length, row);
            if (array.Column is not null)
            {
                int column = ColumnIndex(fields.Length);
                Add(fields[column], row, column);
                return;
            }

            for (int i = 0; i < fields.Length; i++)
            {
                Add(fields[i], row, i);
            }

            return;
        }

        ReadOnlySpan<char> text = line;
        StartRow(text.Count(_separator) + 1, row);
        int at = 0;
        foreach (Range field in text.Split(_separator))
        {
            Add(text[field].Trim(), row, at++);
        }
    }

    private void StartRow(int fields, int row)
    {
        if (_rows++ == 0)
        {
            _hasRowLabels = _header is not null && array.Column is null && (fields == _header.Length + 1 || (fields == _header.Length && _header[0].Length == 0));
            _columns = _hasRowLabels ? fields - 1 : fields;
            if (_header is not null && !_hasRowLabels && fields != _header.Length && fields != _header.Length + 1)
            {
                throw new DataFileException($"'{path}', row {row}: {fields} fields, but the header has {_header.Length}");
            }
        }

        int expected = _hasRowLabels ? _columns + 1 : _columns;
        if (fields != expected)
        {
            throw new DataFileException($"'{path}', row {row}: {fields} fields, but the rows before have {expected}");
        }
    }

    private void Add(ReadOnlySpan<char> field, int row, int column)
    {
        if (_hasRowLabels && column == 0)
        {
            _rowLabels.Add(field.ToString());
        }
        else if (ArrayFile.TryNumber(field, out double value))
        {
            _values.Add(value);
        }
        else
        {
            string? label = _header is null ? null : _header.ElementAtOrDefault(column + _header.Length - (_hasRowLabels ? _columns + 1 : _columns));
            string place = $"row {row}, column {column + 1}{(string.IsNullOrEmpty(label) ? "" : $" ('{label}')")}";
            string what = field.Length == 0 ? "the field is empty" : $"'{field}' is not a finite number";
            throw new DataFileException($"'{path}', {place}: {what}{Hint(field, row, column)}");
        }
    }

    private string Hint(ReadOnlySpan<char> field, int row, int column) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? ""
        : field.Contains(';') ? "; separate numbers by commas, and write decimals with a point"
        : _header is null && row == 1 ? "; if the first row holds labels, say so in the model: labels = header, or column = name for one column"
        : _header is null && column == 0 ? "; labels of rows are read when the model says labels = header and the first row holds labels too"
        : array.Column is null && column == 0 ? "; if the first column holds labels, leave the first field of the header empty"
        : "";

    private int ColumnIndex(int fields)
    {
        int column = Array.IndexOf(_header!, array.Column);
        return column >= 0 ? column + fields - _header!.Length
            : ArrayFile.TryNumber(_header![0], out _) ? throw new DataFileException($"'{path}', row 1: found the number '{_header[0]}' where the header was expected; name the columns in the first row")
            : throw new DataFileException($"'{path}' has no column '{array.Column}'; it has {string.Join(", ", _header.Select(h => $"'{h}'"))}");
    }

    // Numbers can be labels of a square matrix, such as those of regions in an atlas; elsewhere they are values.
    private void RequireLabels()
    {
        bool areNumbers = _header is not null && Array.TrueForAll(_header, h => ArrayFile.TryNumber(h, out _));
        if (areNumbers && !(array.Matrix && _rows == _columns))
        {
            throw new DataFileException($"'{path}', row 1: found numbers where the model announces labels (labels = header); put labels into the first row, or leave that out of the model");
        }
    }
}
