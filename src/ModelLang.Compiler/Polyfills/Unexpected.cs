namespace ModelLang.Compiler;

/// <summary>Faults of the compiler itself; a modeller's mistake is never one of them.</summary>
internal static class Unexpected
{
    /// <summary>The exception for a node kind that a switch does not know.</summary>
    public static InvalidOperationException Kind(object node) => new($"Unexpected kind of node: {node.GetType().Name}");

    /// <summary>The exception for a state that the previous room promised not to give.</summary>
    public static InvalidOperationException State(string what) => new(what);
}
