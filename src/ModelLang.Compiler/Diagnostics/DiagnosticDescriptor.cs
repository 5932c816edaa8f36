namespace ModelLang.Compiler.Diagnostics;

/// <summary>One row of the diagnostic table: a kind of mistake, its wording, and how to explain it.</summary>
/// <param name="Code">Stable identity such as <c>ML3001</c>; never reused.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Title">Two to five words.</param>
/// <param name="Message">Message with <c>{0}</c>, <c>{1}</c>... for its arguments; no final full stop.</param>
/// <param name="Cause">What the mistake is and why it matters, in one or two sentences.</param>
/// <param name="Example">A minimal piece of a model that shows it.</param>
/// <param name="Fix">What to write instead.</param>
public sealed record DiagnosticDescriptor(
    string Code,
    DiagnosticSeverity Severity,
    string Title,
    string Message,
    string Cause,
    string Example,
    string Fix)
{
    /// <summary>The link to this row in a copy of the page <c>grammar/diagnostics.md</c>, which has no address on the web.</summary>
    /// <param name="page">Full path of the copy.</param>
    public string HelpLink(string page) => new Uri(page).AbsoluteUri + "#" + Code.ToLowerInvariant();
}
