using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>Initial values of states that start as something computed: the stages of a delay that follow its source.</summary>
internal sealed class FollowerMembers(KernelContext context)
{
    private readonly ChunkedMethod _chunks = new(context);

    private IReadOnlyList<(StateVariable State, int Index)> Followers =>
        [.. context.System.States.Select((state, index) => (state, index)).Where(p => p.state.StartsAs is not null)];

    private string Name => context.Names.Local("StartFollowers");

    /// <summary>Fields of the method built.</summary>
    public IEnumerable<KernelField> Fields => _chunks.Fields;

    /// <summary>What <c>Reset</c> does once all other states are set.</summary>
    /// <param name="y">Name of the state vector there.</param>
    public IEnumerable<KernelStatement> Statements(string y)
    {
        if (Followers.Count == 0)
        {
            return [];
        }

        Line start = new($"{Name}(0, {y}, {y});");
        string sweep = context.Names.Local("sweep");
        return Sweeps == 1 ? [start] : [new Block($"for (int {sweep} = 0; {sweep} < {Sweeps}; {sweep}++)", [start])];
    }

    /// <summary>The method.</summary>
    public IEnumerable<KernelMember> Build()
    {
        if (Followers.Count == 0)
        {
            return [];
        }

        string start = context.Names.Local("start");
        string parameters = $"double {context.Time}, ReadOnlySpan<double> {context.Vector}, Span<double> {start}";
        return _chunks.Build(
            Name,
            $"private void {Name}({parameters})",
            null,
            parameters,
            $"{context.Time}, {context.Vector}, {start}",
            [],
            [.. Followers.Select(f => new StoredValue($"{start}[{f.Index}]", Source(f.State)))]);
    }

    // One that follows another has to wait for it.
    private int Sweeps
    {
        get
        {
            HashSet<string> followers = new(Followers.Select(f => f.State.Path), StringComparer.Ordinal);
            Expr[] sources = [.. Followers.Select(f => Source(f.State)).Distinct()];
            bool isOne = !sources.Concat(context.Needed(sources).Select(i => i.Definition)).Any(e => e.Names().Any(followers.Contains));
            return isOne ? 1 : sources.Length;
        }
    }

    private static Reference Source(StateVariable state) => new(state.StartsAs!, VariableKind.Intermediate);
}
