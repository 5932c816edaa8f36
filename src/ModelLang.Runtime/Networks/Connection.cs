using System.Globalization;

namespace ModelLang.Runtime;

/// <summary>Weighted connections between two populations: what each target receives is a weighted sum over its sources.</summary>
/// <remarks>
/// How the weights are stored is chosen by the pattern alone, and the order of each sum by the pattern and storage, so that the result has the same bits
/// on every machine and at any number of threads. Large products are shared between the threads of <see cref="Workers"/>. An instance is immutable.
/// </remarks>
public abstract unsafe class Connection
{
    // So many listed connections, some ten microseconds of work, make a block of targets that is worth handing to another thread.
    private const int ConnectionsPerBlock = 1 << 15;

    // With fewer targets most lanes of a panel would be empty.
    private const int DenseTargets = 4;

    // Up to so many sources have numbers of 16 bits.
    private const int ShortSources = 1 << 16;

    private readonly int _parts;
    private readonly int _partsPerBlock;
    private Product? _product;

    /// <summary>A product whose targets can be worked on in independent parts.</summary>
    /// <param name="pattern">Who feeds whom.</param>
    /// <param name="targetsPerPart">How many targets belong together.</param>
    /// <param name="work">How much work the whole is, in listed connections.</param>
    private protected Connection(ConnectionPattern pattern, int targetsPerPart, double work)
    {
        Sources = pattern.Sources;
        Targets = pattern.Targets;
        _parts = ((Targets - 1) / targetsPerPart) + 1;
        _partsPerBlock = (int)Math.Clamp(Math.Ceiling(_parts * ConnectionsPerBlock / Math.Max(work, 1)), 1, _parts);
    }

    /// <summary>Number of source units.</summary>
    public int Sources { get; }

    /// <summary>Number of target units.</summary>
    public int Targets { get; }

    /// <summary>Number of parts of the targets that can be worked on independently.</summary>
    internal int Parts => _parts;

    /// <summary>How the weights are stored, for people: <c>dense 100 x 100, 83 kB</c> or <c>sparse, 1,234 of 10,000 (12 %), 19 kB</c>.</summary>
    public abstract string Storage { get; }

    /// <summary>Connections with a weight each.</summary>
    /// <param name="pattern">Who feeds whom.</param>
    /// <param name="weights">The weights, in the order of the pattern, length <c>pattern.Count</c>.</param>
    /// <exception cref="ArgumentException">There are not as many weights as connections, or one is not finite; the message says which.</exception>
    public static Connection Create(ConnectionPattern pattern, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        pattern.RequireValues("weight", weights);
        return pattern.IsOneToOne ? new OneToOneConnection(pattern, weights)
            : pattern.Targets >= DenseTargets && DenseConnection.Fits(pattern) ? new DenseConnection(pattern, weights)
            : pattern.Sources <= ShortSources ? new SparseConnection<ushort>(pattern, weights)
            : new SparseConnection<int>(pattern, weights);
    }

    /// <summary>Connections that share one weight, which is kept once: where every source feeds every target, the product is a sum.</summary>
    /// <param name="pattern">Who feeds whom.</param>
    /// <param name="weight">The weight.</param>
    /// <exception cref="ArgumentException">The weight is not finite.</exception>
    public static Connection Create(ConnectionPattern pattern, double weight)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (!double.IsFinite(weight))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of the connections is {weight}: it must be a finite number."), nameof(weight));
        }

        return pattern.IsOneToOne ? new OneToOneConnection(pattern, [weight])
            : pattern.IsComplete || pattern.IsCompleteButSelf ? new SumConnection(pattern, weight)
            : pattern.Sources <= ShortSources ? new UniformConnection<ushort>(pattern, weight)
            : new UniformConnection<int>(pattern, weight);
    }

    /// <summary>Computes what each target receives: <c>target[i]</c> becomes the sum of <c>weight*source[j]</c> over the connections from j to i.</summary>
    /// <param name="source">What each source sends, length <see cref="Sources"/>, finite.</param>
    /// <param name="target">Receives the sums, length <see cref="Targets"/>; must not overlap <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Multiply(ReadOnlySpan<double> source, Span<double> target)
    {
        if (source.Length != Sources || target.Length != Targets)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{Sources} sources and {Targets} targets are connected, but {source.Length} and {target.Length} are given."));
        }

        fixed (double* from = source, to = target)
        {
            if (_partsPerBlock == _parts)
            {
                Multiply(from, to, 0, _parts);
                return;
            }

            // Two threads may use one connection at once: the one that comes second makes a product of its own.
            Product product = Interlocked.Exchange(ref _product, null) ?? new Product(this);
            product.Run(from, to);
            _product = product;
        }
    }

    /// <summary>The product for some parts of the targets.</summary>
    private protected abstract void Multiply(double* source, double* target, int from, int to);

    /// <summary>A number of bytes for people.</summary>
    internal static string Bytes(double bytes) => bytes switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{bytes:F0} B"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:F0} kB"),
        < 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:F1} GB"),
    };

    /// <summary>One product under way on several threads.</summary>
    private sealed class Product
    {
        private readonly Connection _connection;
        private readonly Action<int, int> _parts;
        private double* _source;
        private double* _target;

        public Product(Connection connection)
        {
            _connection = connection;
            _parts = (from, to) => _connection.Multiply(_source, _target, from, to);
        }

        public void Run(double* source, double* target)
        {
            _source = source;
            _target = target;
            Workers.For(_connection._parts, _connection._partsPerBlock, _parts);
        }
    }
}
