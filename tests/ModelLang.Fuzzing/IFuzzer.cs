namespace ModelLang.Fuzzing;

/// <summary>One kind of fuzzing.</summary>
internal interface IFuzzer
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    /// <summary>Makes inputs from random numbers and looks at what the compiler makes of them.</summary>
    /// <param name="random">Decides everything, so that a seed repeats a round.</param>
    /// <param name="log">Receives counts and findings.</param>
    void Round(Random random, FuzzLog log);

    /// <summary>Looks at what earlier rounds left for later, such as emitted texts that are compiled together.</summary>
    void Finish(FuzzLog log);
}
