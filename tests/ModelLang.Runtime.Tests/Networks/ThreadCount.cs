using Xunit;

namespace ModelLang.Runtime.Tests.Networks;

/// <summary>Sets the number of threads for a while.</summary>
internal sealed class ThreadCount : IDisposable
{
    private readonly int _before = Workers.Threads;

    public ThreadCount(int threads) => Workers.Threads = threads;

    public void Dispose() => Workers.Threads = _before;
}

/// <summary>Tests that set the number of threads run one after the other.</summary>
[CollectionDefinition(nameof(Workers), DisableParallelization = true)]
public sealed class WorkersCollection;
