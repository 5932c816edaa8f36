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
    public static DelayGroup[] Split(ConnectionPattern pattern, double[] weights, double[] delays)
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

        return [.. ascending.Select(delay =>
        {
            int[] members = [.. Enumerable.Range(0, delays.Length).Where(c => delays[c] == delay)];
            ConnectionPattern part = pattern.Restrict(members);
            return new DelayGroup(delay, Connection.Create(part, [.. members.Select(c => weights[c])]));
        })];
    }
}
