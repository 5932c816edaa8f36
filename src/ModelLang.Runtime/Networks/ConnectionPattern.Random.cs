namespace ModelLang.Runtime;

public sealed partial class ConnectionPattern
{
    /// <summary>Each pair is connected with the same probability, independently of the others. The work is that of the connections made, not of the pairs.</summary>
    /// <param name="p">The probability, in [0, 1].</param>
    /// <param name="sources">Number of source units, at least one.</param>
    /// <param name="targets">Number of target units, at least one.</param>
    /// <param name="seed">Chooses the network.</param>
    /// <param name="stream">Tells uses of one seed apart.</param>
    /// <param name="autapses">Whether source i may feed target i, which is the same unit.</param>
    /// <exception cref="ArgumentException">The probability is not in [0, 1], or the connections are more than a list can hold.</exception>
    public static ConnectionPattern Random(double p, int sources, int targets, ulong seed, uint stream, bool autapses = true)
    {
        RequireUnits(sources, targets);
        if (!(p >= 0 && p <= 1))
        {
            throw Wrong($"The probability of a connection must be in [0, 1], but it is {p}.");
        }

        if (p == 1)
        {
            return AllToAll(sources, targets, autapses);
        }

        double expected = p * sources * targets;
        RequireListable((long)expected);
        List<int> source = new((int)Math.Min(Array.MaxLength, expected + (6 * Math.Sqrt(expected)) + 16));
        int[] rowStart = new int[targets + 1];
        double logOfMiss = Elementary.Log1p(-p);
        for (int i = 0; i < targets; i++)
        {
            // The number of pairs passed over before the next connection is geometric; its logarithm is infinite for p = 0.
            RandomSequence numbers = new(new RandomStream(seed, stream), (uint)i);
            int candidates = Candidates(i, sources, autapses);
            double next = -1;
            while (p > 0 && (next += 1 + Math.Floor(Elementary.Log(numbers.NextUniform()) / logOfMiss)) < candidates)
            {
                source.Add(Candidate((int)next, i, autapses));
            }

            RequireListable(source.Count);
            rowStart[i + 1] = source.Count;
        }

        return new ConnectionPattern(sources, targets, rowStart, [.. source]);
    }

    /// <summary>Each target has <paramref name="k"/> sources, drawn with equal probabilities.</summary>
    /// <param name="k">Number of connections that end at each target, not negative.</param>
    /// <param name="sources">Number of source units, at least one.</param>
    /// <param name="targets">Number of target units, at least one.</param>
    /// <param name="seed">Chooses the network.</param>
    /// <param name="stream">Tells uses of one seed apart.</param>
    /// <param name="autapses">Whether source i may feed target i, which is the same unit.</param>
    /// <param name="multapses">Whether a source may feed a target more than once: drawn with replacement.</param>
    /// <exception cref="ArgumentException">There are not as many different sources, or the connections are more than a list can hold.</exception>
    public static ConnectionPattern FixedIndegree(int k, int sources, int targets, ulong seed, uint stream, bool autapses = true, bool multapses = true)
    {
        RequireUnits(sources, targets);
        int[] source = DrawForEach("fixed_indegree", "sources", k, targets, sources, seed, stream, autapses, multapses);
        int[] rowStart = new int[targets + 1];
        for (int i = 0; i < targets; i++)
        {
            rowStart[i + 1] = (i + 1) * k;
        }

        return new ConnectionPattern(sources, targets, rowStart, source);
    }

    /// <summary>Each source has <paramref name="k"/> targets, drawn with equal probabilities.</summary>
    /// <param name="k">Number of connections that begin at each source, not negative.</param>
    /// <param name="sources">Number of source units, at least one.</param>
    /// <param name="targets">Number of target units, at least one.</param>
    /// <param name="seed">Chooses the network.</param>
    /// <param name="stream">Tells uses of one seed apart.</param>
    /// <param name="autapses">Whether source i may feed target i, which is the same unit.</param>
    /// <param name="multapses">Whether a source may feed a target more than once: drawn with replacement.</param>
    /// <exception cref="ArgumentException">There are not as many different targets, or the connections are more than a list can hold.</exception>
    public static ConnectionPattern FixedOutdegree(int k, int sources, int targets, ulong seed, uint stream, bool autapses = true, bool multapses = true)
    {
        RequireUnits(sources, targets);
        int[] target = DrawForEach("fixed_outdegree", "targets", k, sources, targets, seed, stream, autapses, multapses);
        int[] source = new int[target.Length];
        for (int j = 0; j < sources; j++)
        {
            source.AsSpan(j * k, k).Fill(j);
        }

        return FromList(source, target, sources, targets);
    }

    /// <summary>A number of connections, each between a source and a target drawn with equal probabilities.</summary>
    /// <param name="n">Number of connections, not negative.</param>
    /// <param name="sources">Number of source units, at least one.</param>
    /// <param name="targets">Number of target units, at least one.</param>
    /// <param name="seed">Chooses the network.</param>
    /// <param name="stream">Tells uses of one seed apart.</param>
    /// <param name="autapses">Whether source i may feed target i, which is the same unit.</param>
    /// <param name="multapses">Whether a source may feed a target more than once: drawn with replacement.</param>
    /// <exception cref="ArgumentException">There are not as many different pairs, or the connections are more than a list can hold.</exception>
    public static ConnectionPattern FixedTotal(long n, int sources, int targets, ulong seed, uint stream, bool autapses = true, bool multapses = true)
    {
        RequireUnits(sources, targets);
        long pairs = ((long)sources * targets) - (autapses ? 0 : Math.Min(sources, targets));
        RequireCandidates("fixed_total", "pairs", n, pairs, multapses);
        RequireListable(n);
        RandomSequence numbers = new(new RandomStream(seed, stream), 0);
        long[] drawn = multapses ? DrawAny(ref numbers, pairs, (int)n) : DrawDifferent(ref numbers, pairs, (int)n);
        Array.Sort(drawn);

        int[] rowStart = new int[targets + 1];
        int[] source = new int[drawn.Length];
        int row = 0;
        long rowBegin = 0;
        for (int c = 0; c < drawn.Length; c++)
        {
            int candidates;
            while (drawn[c] >= rowBegin + (candidates = Candidates(row, sources, autapses)))
            {
                rowBegin += candidates;
                rowStart[++row] = c;
            }

            source[c] = Candidate((int)(drawn[c] - rowBegin), row, autapses);
        }

        rowStart.AsSpan(row + 1).Fill(drawn.Length);
        return new ConnectionPattern(sources, targets, rowStart, source);
    }

    // The k units at the other ends for each of some units, in ascending order.
    private static int[] DrawForEach(string rule, string what, int k, int units, int others, ulong seed, uint stream, bool autapses, bool multapses)
    {
        RequireCandidates(rule, what, k, Candidates(0, others, autapses), multapses);
        RequireListable((long)k * units);
        int[] ends = new int[k * units];
        Sample sample = new(others);
        for (int unit = 0; unit < units; unit++)
        {
            RandomSequence numbers = new(new RandomStream(seed, stream), (uint)unit);
            Span<int> drawn = ends.AsSpan(unit * k, k);
            sample.Draw(ref numbers, Candidates(unit, others, autapses), drawn, multapses);
            foreach (ref int end in drawn)
            {
                end = Candidate(end, unit, autapses);
            }
        }

        return ends;
    }

    // How many units there are to choose from for a unit, and which is the n-th of them: all, or all but itself.
    private static int Candidates(int unit, int units, bool autapses) => autapses || unit >= units ? units : units - 1;

    private static int Candidate(int n, int unit, bool autapses) => autapses || n < unit ? n : n + 1;

    private static long[] DrawAny(ref RandomSequence numbers, long pairs, int n)
    {
        long[] drawn = new long[n];
        foreach (ref long pair in drawn.AsSpan())
        {
            pair = numbers.NextBelow(pairs);
        }

        return drawn;
    }

    // The first n different ones of a sequence of draws: as many as are missing are drawn until none is, which never draws too many.
    private static long[] DrawDifferent(ref RandomSequence numbers, long pairs, int n)
    {
        if (n > pairs / 2)
        {
            return Others(DrawDifferent(ref numbers, pairs, (int)(pairs - n)), n);
        }

        long[] drawn = new long[n];
        int different = 0;
        while (different < n)
        {
            DrawAny(ref numbers, pairs, n - different).CopyTo(drawn, different);
            Array.Sort(drawn);
            different = 0;
            foreach (long pair in drawn)
            {
                if (different == 0 || pair != drawn[different - 1])
                {
                    drawn[different++] = pair;
                }
            }
        }

        return drawn;
    }

    private static long[] Others(long[] sorted, int n)
    {
        long[] others = new long[n];
        int next = 0;
        int found = 0;
        for (long pair = 0; found < n; pair++)
        {
            if (next < sorted.Length && sorted[next] == pair)
            {
                next++;
            }
            else
            {
                others[found++] = pair;
            }
        }

        return others;
    }

    /// <summary>A number of connections.</summary>
    /// <param name="number">The number, as a parameter of a model has it.</param>
    /// <exception cref="ArgumentException">It is not a whole number, negative, or more than can be listed.</exception>
    public static int Whole(double number) => number >= 0 && number <= Array.MaxLength && number == Math.Floor(number)
        ? (int)number
        : throw Wrong($"A number of connections is a whole number from 0 to {Array.MaxLength:N0}, but it is {number}.");

    private static void RequireCandidates(string rule, string what, long k, long candidates, bool multapses)
    {
        if (k < 0)
        {
            throw Wrong($"{rule} needs a number of connections that is not negative, but it is {k:N0}.");
        }

        if (k > candidates && (!multapses || candidates == 0))
        {
            throw Wrong($"{rule} asks for {k:N0} different {what} where there are {candidates:N0}: ask for fewer, or allow {(candidates == 0 ? "autapses" : "multapses")}.");
        }
    }

    private static void RequireListable(long count)
    {
        if (count > Array.MaxLength)
        {
            throw Wrong($"{count:N0} connections are more than can be listed, {Array.MaxLength:N0}: connect fewer.");
        }
    }

    /// <summary>Draws of some of n numbers, in the time of those drawn.</summary>
    private sealed class Sample(int n)
    {
        private readonly int[] _drawnIn = new int[n];
        private int _draw;

        /// <summary>Fills <paramref name="drawn"/> with numbers below <paramref name="candidates"/>, in ascending order.</summary>
        public void Draw(ref RandomSequence numbers, int candidates, Span<int> drawn, bool repeated)
        {
            _draw++;
            int n = candidates - drawn.Length;
            foreach (ref int value in drawn)
            {
                if (repeated)
                {
                    value = (int)numbers.NextBelow(candidates);
                    continue;
                }

                // Floyd's choice of a subset: Bentley and Floyd (1987), Commun. ACM 30:754.
                int any = (int)numbers.NextBelow(n + 1);
                value = _drawnIn[any] == _draw ? n : any;
                _drawnIn[value] = _draw;
                n++;
            }

            drawn.Sort();
        }
    }
}
