namespace ModelLang.Simulation.Sweeps;

/// <summary>A part of a sweep: of all blocks of points, every <paramref name="Count"/>-th.</summary>
/// <param name="Index">Its number, from 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many parts there are, from 1 on.</param>
public readonly record struct SweepShard(int Index, int Count)
{
    /// <summary>Whether a block belongs to it.</summary>
    internal bool Holds(int block) => block % Count == Index - 1;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Index}/{Count}");
}
