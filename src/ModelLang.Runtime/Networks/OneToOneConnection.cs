using System.Globalization;

namespace ModelLang.Runtime;

/// <summary>Unit i feeds unit i: a product of two vectors, or of a vector and a number.</summary>
internal sealed unsafe class OneToOneConnection : Connection
{
    private readonly double[] _weights;

    public OneToOneConnection(ConnectionPattern pattern, ReadOnlySpan<double> weights)
        : base(pattern, pattern.Targets, 0) => _weights = weights.ToArray();

    public override string Storage => _weights.Length == Targets
        ? string.Create(CultureInfo.InvariantCulture, $"one to one, {Targets:N0}, {Bytes(8.0 * Targets)}")
        : string.Create(CultureInfo.InvariantCulture, $"one to one, {Targets:N0} with one weight");

    private protected override void Multiply(double* source, double* target, int from, int to)
    {
        if (_weights.Length < Targets)
        {
            double weight = _weights[0];
            for (int i = 0; i < Targets; i++)
            {
                target[i] = weight * source[i];
            }

            return;
        }

        fixed (double* weights = _weights)
        {
            for (int i = 0; i < Targets; i++)
            {
                target[i] = weights[i] * source[i];
            }
        }
    }
}
