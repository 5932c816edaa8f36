namespace ModelLang.Runtime;

/// <summary>The numbers that belong to one unit or connection of a random stream, one after the other, as many as are asked for.</summary>
/// <param name="stream">The stream.</param>
/// <param name="index">Which unit or connection.</param>
internal struct RandomSequence(RandomStream stream, uint index)
{
    private ulong _step;
    private ulong _second;
    private bool _hasSecond;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        if (_hasSecond)
        {
            _hasSecond = false;
            return _second;
        }

        (ulong first, _second) = stream.Bits(index, _step++);
        _hasSecond = true;
        return first;
    }

    /// <summary>A uniform number in (0, 1).</summary>
    public double NextUniform() => RandomStream.Open(NextBits());

    /// <summary>A standard normal number.</summary>
    public double NextNormal() => stream.NormalPair(index, _step++).First;

    /// <summary>An integer in [0, n), each with the same probability: Lemire (2019), ACM Trans. Model. Comput. Simul. 29:3, algorithm 5.</summary>
    /// <param name="n">At least one.</param>
    public long NextBelow(long n)
    {
        ulong count = (ulong)n;
        ulong high = Math.BigMul(NextBits(), count, out ulong low);
        if (low < count)
        {
            ulong rejected = unchecked(0 - count) % count;
            while (low < rejected)
            {
                high = Math.BigMul(NextBits(), count, out low);
            }
        }

        return (long)high;
    }
}
