using ModelLang.Compiler.Text;

namespace ModelLang.Compiler.Diagnostics;

/// <summary>Collects the diagnostics of one compilation.</summary>
internal sealed class DiagnosticBag
{
    // A file of nonsense must not give a million lines of output.
    private const int MaximumCount = 200;

    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<(DiagnosticDescriptor, SourceText, TextSpan, string)> _seen = [];

    /// <summary>Whether any of them is an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds one, unless the same was already reported at the same place.</summary>
    public void Report(
        DiagnosticDescriptor descriptor, SourceText source, TextSpan span, string? hint, params object[] arguments)
    {
        HasErrors |= descriptor.Severity == DiagnosticSeverity.Error;
        if (_items.Count < MaximumCount)
        {
            Add(Diagnostic.Create(descriptor, source, span, hint, arguments));
        }
    }

    /// <summary>Adds those of another bag.</summary>
    public void AddRange(DiagnosticBag other)
    {
        foreach (Diagnostic diagnostic in other._items)
        {
            Add(diagnostic);
        }
    }

    private void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        if (_items.Count < MaximumCount && _seen.Add((diagnostic.Descriptor, diagnostic.Source, diagnostic.Span, diagnostic.Message)))
        {
            _items.Add(diagnostic);
        }
    }

    /// <summary>The diagnostics in the order of files and places.</summary>
    public IReadOnlyList<Diagnostic> ToList() =>
        [.. _items.OrderBy(d => d.Source.Path, StringComparer.Ordinal).ThenBy(d => d.Span.Start).ThenBy(d => d.Code, StringComparer.Ordinal)];
}
