namespace ModelLang.Fuzzing;

/// <summary>Random choices.</summary>
internal static class Pick
{
    /// <summary>One of some items.</summary>
    public static T Of<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>True once in <paramref name="n"/> times.</summary>
    public static bool OneIn(this Random random, int n) => random.Next(n) == 0;
}
