using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>The points of a sweep: all combinations of the places of its axes, the last axis changing fastest.</summary>
internal sealed class SweepGrid
{
    private readonly IReadOnlyList<VariableSetting> _fixed;

    private SweepGrid(IReadOnlyList<SweepAxis> axes, IReadOnlyList<VariableSetting> settings, long count)
    {
        Axes = axes;
        _fixed = settings;
        Count = count;
    }

    /// <summary>The axes, outermost first; without any there is one point.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>How many points there are.</summary>
    public long Count { get; }

    /// <summary>The point of a number.</summary>
    public SweepPoint this[long index]
    {
        get
        {
            long? seed = null;
            List<VariableSetting> settings = [.. _fixed];
            foreach ((SweptQuantity quantity, int position) in Places(index))
            {
                double value = quantity.Values[position];
                if (quantity.Kind == SweptKind.Seed)
                {
                    seed = (long)value;
                }
                else
                {
                    settings.Add(new VariableSetting(KindOf(quantity), quantity.Index, value));
                }
            }

            return new SweepPoint(index, settings, seed);
        }
    }

    /// <summary>Makes the grid of a sweep, reading the files it names.</summary>
    /// <param name="simulator">The model; it has its data.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="settings">What is set for all points.</param>
    /// <param name="seed">Whether a seed is set for all points.</param>
    /// <exception cref="ExperimentException">The sweep contradicts itself or the settings, a value is outside its range, or there are too many points.</exception>
    /// <exception cref="DataFileException">A file holds something else than it should.</exception>
    /// <exception cref="IOException">A file is missing or unreadable.</exception>
    public static SweepGrid Create(Simulator simulator, IReadOnlyList<SweepAxisDescription> axes, IReadOnlyList<VariableSetting> settings, bool seed)
    {
        List<SweepAxis> read = [];
        HashSet<(SweptKind, int)> swept = [];
        long count = 1;
        foreach (SweepAxisDescription axis in axes)
        {
            var quantities = new SweepAxis([.. axis.Swept.Select(s => SweptValues.Of(s, simulator))]);
            foreach (SweptQuantity quantity in quantities.Quantities)
            {
                Check(quantity, quantities, settings, seed);
                if (!swept.Add((quantity.Kind, quantity.Index)))
                {
                    throw new ExperimentException($"'{quantity.Name}' is swept twice");
                }
            }

            read.Add(quantities);
            if (count > long.MaxValue / sizeof(double) / quantities.Count)
            {
                throw new ExperimentException("the sweep has more points than can be counted");
            }

            count *= quantities.Count;
        }

        return new SweepGrid(read, settings, count);
    }

    /// <summary>The values of a point for people: <c>p.eta = -5, J = 3 mV</c>; empty without axes.</summary>
    public string Describe(long index) => string.Join(
        ", ", Places(index).Select(p => $"{p.Quantity.Name} = {Numbers.Show(p.Quantity.Shown(p.Position), p.Quantity.Unit)}"));

    private IEnumerable<(SweptQuantity Quantity, int Position)> Places(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        long inner = Count;
        foreach (SweepAxis axis in Axes)
        {
            inner /= axis.Count;
            int position = (int)(index / inner % axis.Count);
            foreach (SweptQuantity quantity in axis.Quantities)
            {
                yield return (quantity, position);
            }
        }
    }

    private static void Check(SweptQuantity quantity, SweepAxis axis, IReadOnlyList<VariableSetting> settings, bool seed)
    {
        bool isSet = quantity.Kind == SweptKind.Seed ? seed : settings.Any(s => s.Kind == KindOf(quantity) && s.Index == quantity.Index);
        if (isSet)
        {
            throw new ExperimentException($"'{quantity.Name}' is set for all points, but the sweep changes it; leave out one of the two");
        }

        if (quantity.Values.Count != axis.Count)
        {
            throw new ExperimentException(
                $"'{quantity.Name}' has {quantity.Values.Count} values, but '{axis.Name}', which changes with it, has {axis.Count}");
        }
    }

    private static VariableKind KindOf(SweptQuantity quantity) => quantity.Kind switch
    {
        SweptKind.Parameter => VariableKind.Parameter,
        SweptKind.Input => VariableKind.Input,
        _ => VariableKind.State,
    };
}
