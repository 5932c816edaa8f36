using System.Text;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Methods;
using ModelLang.Compiler.Semantics;
using ModelLang.Compiler.Tests.Diagnostics;
using ModelLang.Compiler.Units;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests.Documentation;

/// <summary>Pages of the language reference that are written from the compiler's tables; <c>UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
public sealed class ReferencePageTests
{
    [Fact]
    public void Diagnostics_page_is_in_step_with_the_table()
    {
        StringBuilder page = new();
        page.Append("# Diagnostics\n\nEvery message of the compiler, with its cause, an example, what the compiler says about it, and what to write instead.\n");
        page.Append("`mlang explain CODE` prints the same. This page is written from the diagnostic table by a test.\n");
        foreach (DiagnosticDescriptor row in DiagnosticTable.All)
        {
            page.Append($"\n<a id=\"{row.Code.ToLowerInvariant()}\"></a>\n\n## {row.Code}: {row.Title}\n\n");
            page.Append($"{row.Cause}\n\n");
            if (row.Code.StartsWith("ML6", StringComparison.Ordinal))
            {
                page.Append($"```xml\n{row.Example}\n```\n\nFix: {row.Fix}\n");
                continue;
            }

            string shown = ExcerptPrinter.Print(DiagnosticExamples.Find(row)[0]);
            if (row.Example.Length > 0)
            {
                page.Append($"```\n{row.Example}\n```\n\n");
            }
            else
            {
                // The line of an example that is too large to show is no better shown with the message.
                shown = shown[..shown.IndexOf('\n', StringComparison.Ordinal)] + "\n";
            }

            page.Append($"{(row.Example.Length > 0 ? "gives" : "A file of that kind gives")}\n\n```\n{shown}```\n\nFix: {row.Fix}\n");
        }

        Snapshot.MatchPage(page.ToString(), "grammar/diagnostics.md");
    }

    [Fact]
    public void Functions_page_is_in_step_with_the_table()
    {
        StringBuilder page = new();
        page.Append("# Built-in functions\n\nWritten from the function table by a test. All of them have known derivatives, so every model has an exact Jacobian.\n\n");
        page.Append("| call | computes | units | complex |\n| --- | --- | --- | --- |\n");
        foreach (BuiltInFunction f in BuiltInFunctions.All)
        {
            page.Append($"| `{f.Call}` | {f.Summary} | {UnitText(f.UnitRule)} | {(f.Complex ? "yes" : "no")} |\n");
        }

        page.Append("\nConstants: `pi`, `inf`; the time is `t`. The imaginary unit is written `1i`.\n");
        Snapshot.MatchPage(page.ToString(), "grammar/functions.md");
    }

    [Fact]
    public void Units_page_is_in_step_with_the_table()
    {
        StringBuilder page = new();
        page.Append("# Units\n\nWritten from the unit table by a test. A unit literal is a number, a space, and a unit expression without inner spaces:\n");
        page.Append("names, `1`, products `*`, quotients `/` and powers `^`, read from left to right: `10 ms`, `0.56 mV^-1`, `5 mV/ms`, `3 1/ms`.\n\n");
        page.Append($"With prefixes: {List(UnitTable.Prefixable.Keys)}.\n\nWithout prefixes: {List(UnitTable.Plain.Keys)}.\n\n");
        page.Append($"Prefixes: {string.Join(", ", UnitTable.Prefixes.Select(p => $"`{p.Key}` 10^{p.Value}"))}.\n\n");
        page.Append("Values are stored in one coherent set chosen by `time`: the unit of time itself, mV, pA, mm, K and mol, so that nS, pF and GOhm\n");
        page.Append("need no factors with `time ms`. Literals are scaled when they are read, rounded once; no conversion is left at run time.\n");
        page.Append("`Hz` is 1/s. `M` is mol/L.\n");
        Snapshot.MatchPage(page.ToString(), "grammar/units.md");
    }

    [Fact]
    public void Methods_page_is_in_step_with_the_table()
    {
        StringBuilder page = new();
        page.Append("# Methods\n\nWritten from the method table by a test. Named after `solver` in an experiment, or with `mlang run --solver`.\n\n");
        page.Append("| name | also | order | settings | what it is | source |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (Method m in MethodTable.All)
        {
            string settings = m.HasFixedStep ? "`dt` (required)" : "`rtol`, `atol`, `dt` (first step), `max_step`";
            page.Append($"| `{m.Name}` | {string.Join(", ", m.Aliases.Select(a => $"`{a}`"))} | {m.Order} | {settings} | {m.Summary} | {m.Citation} |\n");
        }

        Snapshot.MatchPage(page.ToString(), "grammar/methods.md");
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"`{n}`"));

    private static string UnitText(UnitRule rule) => rule switch
    {
        UnitRule.Dimensionless => "plain numbers",
        UnitRule.Same => "one unit throughout",
        UnitRule.Ratio => "any one unit, gives a plain number",
        UnitRule.SquareRoot => "root of the unit",
        UnitRule.CubeRoot => "cube root of the unit",
        _ => "square of the unit",
    };
}
