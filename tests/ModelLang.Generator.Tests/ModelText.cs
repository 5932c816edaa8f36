using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ModelLang.Generator.Tests;

/// <summary>A model file in memory.</summary>
internal sealed class ModelText(string path, string text) : AdditionalText
{
    private readonly SourceText? _text = text == ProjectOnTest.Unreadable ? null : SourceText.From(text, Encoding.UTF8);

    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text;
}
