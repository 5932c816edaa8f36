namespace ModelLang.Compiler;

/// <summary>What to compile and how.</summary>
public sealed record CompilerOptions
{
    /// <summary>Name of the circuit, node or operator; null for the only one, or the experiment's.</summary>
    public string? Circuit { get; init; }

    /// <summary>Name of the experiment; null for none.</summary>
    public string? Experiment { get; init; }

    /// <summary>Method that replaces the one stated in the model, or null.</summary>
    public string? Method { get; init; }

    /// <summary>Whether to leave out everything that changes rounding: fused multiply-add, reciprocals, own elementary functions.</summary>
    public bool Strict { get; init; }

    /// <summary>
    /// Whether the class also takes many simulators on at once, each in a lane of vector registers (<c>ILaneKernel</c>), where the model and the method have such a
    /// form: for sweeps over parameters.
    /// </summary>
    public bool Lanes { get; init; }

    /// <summary>Namespace of the emitted class.</summary>
    public string Namespace { get; init; } = "ModelLang.Models";

    /// <summary>Name of the emitted class; null to derive it from the circuit and experiment.</summary>
    public string? ClassName { get; init; }
}
