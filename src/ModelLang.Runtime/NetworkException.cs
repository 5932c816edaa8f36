namespace ModelLang.Runtime;

/// <summary>Populations or connections cannot be made as the model and its parameters state them.</summary>
/// <param name="statement">The statement or quantity of the model.</param>
/// <param name="cause">What is wrong with it.</param>
public sealed class NetworkException(string statement, Exception cause)
    : InvalidOperationException($"{statement}: {MessageOf(cause)}", cause)
{
    // Without the name of the argument, which is none of the model.
    private static string MessageOf(Exception e) =>
        e is ArgumentException { ParamName: { } name } && e.Message.EndsWith($" (Parameter '{name}')", StringComparison.Ordinal) ? e.Message[..^$" (Parameter '{name}')".Length] : e.Message;
}
