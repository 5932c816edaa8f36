using System.Globalization;

namespace ModelLang.Runtime;

/// <summary>One weight between all sources and all targets: the sum of the sources, less the unit itself where it does not feed itself.</summary>
/// <remarks>Taking the unit itself off again leaves a rounding of the size of the whole sum: with one source far above the others, that is seen in its own target.</remarks>
internal sealed unsafe class SumConnection(ConnectionPattern pattern, double weight) : Connection(pattern, pattern.Targets, 0)
{
    private readonly bool _butSelf = pattern.IsCompleteButSelf;

    public override string Storage =>
        string.Create(CultureInfo.InvariantCulture, $"one weight for {Targets:N0} x {Sources:N0}{(_butSelf ? " without autapses" : "")}, a sum");

    private protected override void Multiply(double* source, double* target, int from, int to)
    {
        double sum = Reduce.Sum(new ReadOnlySpan<double>(source, Sources));
        int self = _butSelf ? Math.Min(Sources, Targets) : 0;
        for (int i = 0; i < self; i++)
        {
            target[i] = weight * (sum - source[i]);
        }

        new Span<double>(target + self, Targets - self).Fill(weight * sum);
    }
}
