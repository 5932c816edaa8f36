namespace ModelLang.Dynamic;

/// <summary>A file offers several things to simulate, and nothing says which.</summary>
public sealed class ModelChoiceException : Exception
{
    internal ModelChoiceException(string path, string kind, string option, IReadOnlyList<string> choices)
        : base($"'{path}' has several {kind}: {string.Join(", ", choices)}")
    {
        Option = option;
        Choices = choices;
    }

    /// <summary>The property of <see cref="ModelOptions"/> that settles it.</summary>
    public string Option { get; }

    /// <summary>What there is to choose from, in the order of the file.</summary>
    public IReadOnlyList<string> Choices { get; }
}
