namespace ModelLang.Fuzzing.Models;

/// <summary>What can be wired and set in a template, by path from outside.</summary>
/// <param name="Name">Name of the template.</param>
/// <param name="Kind">The keyword that declares it.</param>
internal sealed record Interface(string Name, string Kind)
{
    /// <summary>States, and outputs that depend on states and parameters only: they can feed anything.</summary>
    public List<Variable> Sources { get; } = [];

    /// <summary>Outputs that depend on inputs: they can feed what comes later only.</summary>
    public List<Variable> DirectSources { get; } = [];

    /// <summary>Inputs with a default.</summary>
    public List<Variable> Sinks { get; } = [];

    /// <summary>Inputs that must be fed.</summary>
    public List<Variable> OpenSinks { get; } = [];

    /// <summary>Parameters that take any value.</summary>
    public List<Variable> Parameters { get; } = [];

    /// <summary>States whose initial value can be set.</summary>
    public List<Variable> States { get; } = [];

    /// <summary>Adds what a part offers, under the name of the part.</summary>
    public void Add(string part, Interface inner)
    {
        Variable Renamed(Variable v) => v with { Name = $"{part}.{v.Name}" };
        Sources.AddRange(inner.Sources.Select(Renamed));
        DirectSources.AddRange(inner.DirectSources.Select(Renamed));
        Sinks.AddRange(inner.Sinks.Select(Renamed));
        OpenSinks.AddRange(inner.OpenSinks.Select(Renamed));
        Parameters.AddRange(inner.Parameters.Select(Renamed));
        States.AddRange(inner.States.Select(Renamed));
    }
}
