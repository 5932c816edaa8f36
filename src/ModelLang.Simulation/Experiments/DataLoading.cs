using ModelLang.Runtime;

namespace ModelLang.Simulation.Experiments;

/// <summary>Reads all data files of a simulator.</summary>
public static class DataLoading
{
    /// <summary>
    /// Reads the arrays and tables that the model names and gives them to the simulator, which is reset when there are any: they say how large
    /// populations are, and initial values may follow from them. A run does this by itself once; call it to know sizes or to set values of units before.
    /// </summary>
    /// <example>
    /// <code>
    /// simulator.LoadData();
    /// int regions = simulator.PopulationSizes[0];
    /// </code>
    /// </example>
    /// <param name="simulator">The simulator; <see cref="Simulator.ModelFolder"/> is where its files are looked for.</param>
    /// <returns>Warnings, such as of columns that nothing reads.</returns>
    /// <exception cref="DataFileException">A file holds something else than it should.</exception>
    /// <exception cref="IOException">A file is missing or unreadable.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static IReadOnlyList<string> LoadData(this Simulator simulator)
    {
        string[] warnings = [.. DataFile.Load(simulator), .. ArrayFile.Load(simulator)];
        if (simulator.Description is { Tables.Count: > 0, Arrays.Count: 0 })
        {
            simulator.Reset();
        }

        simulator.HasData = true;
        return warnings;
    }
}
