namespace ModelLang.Compiler.Emit;

/// <summary>Where the emitted class goes.</summary>
/// <param name="Namespace">Its namespace.</param>
internal sealed record EmitOptions(string Namespace);
