namespace ModelLang.Runtime;

/// <content>Values of connections that have equations of their own.</content>
public sealed partial class ConnectionPattern
{
    /// <summary>Gives each connection the value of the unit it comes from.</summary>
    /// <param name="values">One value per source, length <see cref="Sources"/>.</param>
    /// <param name="connections">Receives one value per connection, length <see cref="Count"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void GatherSources(ReadOnlySpan<double> values, Span<double> connections) => Gather(Source, values, Sources, connections);

    /// <summary>Gives each connection the value of the unit it ends at.</summary>
    /// <param name="values">One value per target, length <see cref="Targets"/>.</param>
    /// <param name="connections">Receives one value per connection, length <see cref="Count"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void GatherTargets(ReadOnlySpan<double> values, Span<double> connections) => Gather(Target, values, Targets, connections);

    /// <summary>Adds up, for each target, the values of the connections that end there, in the order of the pattern.</summary>
    /// <param name="connections">One value per connection, length <see cref="Count"/>.</param>
    /// <param name="targets">Receives the sums, length <see cref="Targets"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void SumArrivals(ReadOnlySpan<double> connections, Span<double> targets)
    {
        ReadOnlySpan<int> start = RowStart;
        RequireLength(connections.Length, Count, "connections");
        RequireLength(targets.Length, Targets, "targets");
        for (int i = 0; i < targets.Length; i++)
        {
            double sum = 0;
            foreach (double value in connections[start[i]..start[i + 1]])
            {
                sum += value;
            }

            targets[i] = sum;
        }
    }

    /// <summary>Adds up, for each target, the values of the connections that end there times their weights, in the order of the pattern.</summary>
    /// <param name="connections">One value per connection, length <see cref="Count"/>.</param>
    /// <param name="weights">One weight per connection, length <see cref="Count"/>.</param>
    /// <param name="targets">Receives the sums, length <see cref="Targets"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void SumArrivals(ReadOnlySpan<double> connections, ReadOnlySpan<double> weights, Span<double> targets)
    {
        ReadOnlySpan<int> start = RowStart;
        RequireLength(connections.Length, Count, "connections");
        RequireLength(weights.Length, Count, "weights");
        RequireLength(targets.Length, Targets, "targets");
        for (int i = 0; i < targets.Length; i++)
        {
            double sum = 0;
            for (int k = start[i]; k < start[i + 1]; k++)
            {
                sum = Math.FusedMultiplyAdd(weights[k], connections[k], sum);
            }

            targets[i] = sum;
        }
    }

    private void Gather(ReadOnlySpan<int> units, ReadOnlySpan<double> values, int count, Span<double> connections)
    {
        RequireLength(values.Length, count, "units");
        RequireLength(connections.Length, Count, "connections");
        for (int k = 0; k < connections.Length; k++)
        {
            connections[k] = values[units[k]];
        }
    }

    private static void RequireLength(int found, int wanted, string what)
    {
        if (found != wanted)
        {
            throw new ArgumentException($"There are {wanted} {what}, not {found}.");
        }
    }
}
