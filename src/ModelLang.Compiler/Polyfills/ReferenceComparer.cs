using System.Runtime.CompilerServices;

namespace ModelLang.Compiler;

/// <summary>Equality by identity, for memory of nodes already visited.</summary>
internal sealed class ReferenceComparer<T> : IEqualityComparer<T>
    where T : class
{
    /// <summary>The comparer.</summary>
    public static ReferenceComparer<T> Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    /// <inheritdoc/>
    public int GetHashCode(T obj) => RuntimeHelpers.GetHashCode(obj);
}
