namespace ModelLang.Runtime;

/// <summary>The connections of one delay.</summary>
/// <param name="Delay">The delay.</param>
/// <param name="Connection">The connections that have it.</param>
internal sealed record DelayGroup(double Delay, Connection Connection)
{
    // Each delay costs a row of the past and a vector of sums; from so many connections on that is little beside them.
    private const int ConnectionsPerUnit = 2;

    /// <summary>Sorts connections by their delays, ascending.</summary>
    /// <returns>The groups; none when there are so many delays that groups do not pay.</returns>
    public static DelayGroup[] Split(ConnectionPattern pattern, ReadOnlySpan<double> weights, ReadOnlySpan<double> delays)
    {
        double most = Math.Max(1, delays.Length / (ConnectionsPerUnit * ((double)pattern.Sources + pattern.Targets)));
        HashSet<double> distinct = [];
        foreach (double delay in delays)
        {
            if (distinct.Add(delay) && distinct.Count > most)
            {
                return [];
            }
        }

        double[] ascending = [.. distinct.Order()];
        if (ascending.Length == 1)
        {
            return [new DelayGroup(ascending[0], Connection.Create(pattern, weights))];
        }

        int[] keys = new int[delays.Length];
        for (int c = 0; c < keys.Length; c++)
        {
            keys[c] = Array.BinarySearch(ascending, delays[c]);
        }

        int[] order = ConnectionPattern.Sorted(null, keys, ascending.Length, out int[] start);
        DelayGroup[] groups = new DelayGroup[ascending.Length];
        for (int g = 0; g < groups.Length; g++)
        {
            int[] members = order[start[g]..start[g + 1]];
            double[] part = new double[members.Length];
            for (int m = 0; m < part.Length; m++)
            {
                part[m] = weights[members[m]];
            }

            groups[g] = new DelayGroup(ascending[g], Connection.Create(pattern.Restrict(members), part));
        }

        return groups;
    }
}
