namespace ModelLang.Fuzzing;

/// <summary>What went wrong with an input.</summary>
/// <param name="Fuzzer">The kind of fuzzing.</param>
/// <param name="Round">The round that made the input.</param>
/// <param name="What">What was expected and what happened.</param>
/// <param name="Input">The input.</param>
internal sealed record Finding(string Fuzzer, int Round, string What, FuzzInput Input);

/// <summary>Counts inputs by kind and keeps findings.</summary>
internal sealed class FuzzLog
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];

    /// <summary>Where the present input comes from.</summary>
    public (string Fuzzer, int Round) Origin { get; set; } = ("", 0);

    /// <summary>Told of each input before it is tried, so that one that ends the process can be kept.</summary>
    public Action<FuzzInput> Trying { get; set; } = _ => { };

    /// <summary>What each count is of, and how many there were.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Everything found.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Longest time that one input took in the compiler.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Adds to a count.</summary>
    public void Count(string kind, long amount = 1) => _counts[kind] = _counts.GetValueOrDefault(kind) + amount;

    /// <summary>Takes note of the time one input took.</summary>
    public void Took(TimeSpan time) => Slowest = time > Slowest ? time : Slowest;

    /// <summary>Keeps a finding about an input of the present round.</summary>
    public void Report(string what, FuzzInput input) => Report(what, input, Origin);

    /// <summary>Keeps a finding about an input of an earlier round.</summary>
    public void Report(string what, FuzzInput input, (string Fuzzer, int Round) origin) =>
        _findings.Add(new Finding(origin.Fuzzer, origin.Round, what, input));
}
