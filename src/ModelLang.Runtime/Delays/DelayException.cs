namespace ModelLang.Runtime;

/// <summary>A delay cannot be honoured: it is not positive, shorter than the step, or longer than the past that is known.</summary>
public sealed class DelayException : InvalidOperationException
{
    internal DelayException(string message)
        : base(message)
    {
    }
}
