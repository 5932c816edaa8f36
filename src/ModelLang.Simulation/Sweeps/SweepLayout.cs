namespace ModelLang.Simulation.Sweeps;

/// <summary>How the points of a sweep are cut into blocks, and where the results of a block lie.</summary>
/// <remarks>
/// Depends on the sweep alone, never on threads or machines. A block holds: a byte of status for each point, its time of failure, then of each variable
/// the values of all its points.
/// </remarks>
/// <param name="Points">How many points there are.</param>
/// <param name="PointsPerBlock">How many make a block; the last one may have fewer.</param>
/// <param name="Variables">The results of each point.</param>
internal sealed record SweepLayout(long Points, int PointsPerBlock, IReadOnlyList<SweepVariable> Variables)
{
    private const int MostPoints = 256;
    private const int BlocksOfSinglePoints = 256;
    private const int BlocksOfLanes = 96;
    private const int LeastBlocksOfLanes = 48;
    private const int FewestLanes = 8;
    private const int MostBlocks = 4096;
    private const long MostBytes = 32 << 20;

    /// <summary>How many blocks there are.</summary>
    public int Blocks => checked((int)((Points + PointsPerBlock - 1) / PointsPerBlock));

    /// <summary>Bytes that a point takes.</summary>
    public long BytesPerPoint => BytesOf(Variables);

    /// <summary>
    /// Cuts a sweep into blocks: a hundred or two, each of at most 256 points and 32 MB of results; of more points when there are more than a million.
    /// Small sweeps have blocks of fewer lanes, so that there is work for many threads.
    /// </summary>
    /// <param name="points">How many points there are.</param>
    /// <param name="variables">The results of each.</param>
    /// <param name="granularity">Of how many points a block should be a multiple, a power of two; 1 when points are run one by one.</param>
    public static SweepLayout Create(long points, IReadOnlyList<SweepVariable> variables, int granularity)
    {
        int blocks = granularity == 1 ? BlocksOfSinglePoints : BlocksOfLanes;
        while (granularity > FewestLanes && points < (long)granularity * LeastBlocksOfLanes)
        {
            granularity /= 2;
        }

        long wanted = Math.Max(Math.Clamp(DivideUp(points, blocks), 1, MostPoints), DivideUp(points, MostBlocks));
        long most = Math.Max(1, MostBytes / BytesOf(variables));
        wanted = Math.Min(DivideUp(wanted, granularity) * granularity, most);
        return new SweepLayout(points, (int)(wanted > granularity ? wanted / granularity * granularity : wanted), variables);
    }

    /// <summary>The first point of a block.</summary>
    public long FirstPoint(int block) => (long)block * PointsPerBlock;

    /// <summary>How many points a block has.</summary>
    public int PointsIn(int block) => (int)Math.Min(PointsPerBlock, Points - FirstPoint(block));

    /// <summary>Where the times of failure of a block begin.</summary>
    public long FailureTimes(int block) => PointsIn(block);

    /// <summary>Where the values of a variable begin in a block; after the last variable, where its numbers end.</summary>
    public long Offset(int block, int variable) =>
        PointsIn(block) * (1L + sizeof(double) + (sizeof(double) * Variables.Take(variable).Sum(v => v.Size)));

    private static long BytesOf(IReadOnlyList<SweepVariable> variables) => 1 + sizeof(double) + (sizeof(double) * variables.Sum(v => v.Size));

    private static long DivideUp(long value, long divisor) => (value + divisor - 1) / divisor;
}
