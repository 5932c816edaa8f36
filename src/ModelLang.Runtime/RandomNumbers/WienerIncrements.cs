namespace ModelLang.Runtime;

/// <summary>Increments of independent Wiener processes over steps of one length: normal, with mean 0 and the step as variance.</summary>
/// <param name="seed">Chooses the processes.</param>
/// <param name="dt">Length of a step.</param>
/// <param name="refinement">Of how many parts each increment is the sum, at least one.</param>
public readonly struct WienerIncrements(ulong seed, double dt, uint refinement)
{
    // Stream 0 of a seed is that of noise in equations.
    private readonly RandomStream _stream = new(seed, 0);
    private readonly double _scale = Math.Sqrt(dt / refinement);
    private readonly uint _refinement = refinement;

    /// <summary>The increments of processes <c>2*pair</c> and <c>2*pair + 1</c>.</summary>
    /// <param name="pair">Which two.</param>
    /// <param name="step">Number of the step.</param>
    public (double First, double Second) Pair(uint pair, ulong step)
    {
        (double first, double second) = _stream.NormalPair(pair, step * _refinement);
        for (uint part = 1; part < _refinement; part++)
        {
            (double a, double b) = _stream.NormalPair(pair, (step * _refinement) + part);
            first += a;
            second += b;
        }

        return (_scale * first, _scale * second);
    }
}
