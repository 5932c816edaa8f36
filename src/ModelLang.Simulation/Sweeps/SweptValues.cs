using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Finds the values that a swept quantity takes: those of the model, or those of a file.</summary>
internal static class SweptValues
{
    // Whole numbers up to here are doubles.
    private const double LargestSeed = 1L << 53;

    /// <summary>The quantity with its values, each in its declared range.</summary>
    /// <exception cref="ExperimentException">A value of the model is outside its range, or there is none.</exception>
    /// <exception cref="DataFileException">A file holds something else than it should, or a value outside the range.</exception>
    /// <exception cref="IOException">A file is missing or unreadable.</exception>
    public static SweptQuantity Of(SweptDescription swept, Simulator simulator)
    {
        SystemDescription system = simulator.Description;
        VariableDescription variable = swept.Kind switch
        {
            SweptKind.Parameter => system.Parameters[swept.Index],
            SweptKind.Input => system.Inputs[swept.Index],
            SweptKind.State => system.States[swept.Index],
            _ => new VariableDescription("seed", "", Lower: 0, Upper: LargestSeed),
        };
        string? path = swept.File is null ? null : DataFile.PathOf(simulator, swept.ModelFile, swept.File);
        IReadOnlyList<double> values = path is null ? swept.Values : Read(swept, variable.Name, path);
        if (values.Count == 0)
        {
            throw new ExperimentException($"'{variable.Name}' has no values to sweep over");
        }

        for (int i = 0; i < values.Count; i++)
        {
            string? fault = !variable.Allows(values[i]) || !double.IsFinite(values[i]) ? $"is outside its range {Ranges.Show(variable)}"
                : swept.Kind == SweptKind.Seed && values[i] != Math.Floor(values[i]) ? "is no seed, which is a whole number"
                : null;
            if (fault is not null)
            {
                string what = $"{variable.Name} = {Numbers.Show(values[i] * variable.Scale, variable.Unit)} {fault}";
                throw path is null
                    ? new ExperimentException($"value {i + 1} of the sweep: {what}")
                    : new DataFileException($"'{path}', {Place(swept, path, i)}: {what}");
            }
        }

        // The state itself may be a result.
        string name = swept.Kind == SweptKind.State ? $"init {variable.Name}" : variable.Name;
        return new SweptQuantity(swept.Kind, swept.Index, name, variable.Unit, variable.Scale, values);
    }

    private static double[] Read(SweptDescription swept, string name, string path) =>
        ArrayFile.Load(new ArrayDescription(name, swept.File!, swept.ModelFile, swept.Scale, Column: swept.Column), path).Values;

    // A column of a text has a header above it; a file of NumPy has numbers without rows.
    private static string Place(SweptDescription swept, string path, int index) => NpyArray.Is(path)
        ? $"number {index + 1}"
        : swept.Column is null ? $"row {index + 1}" : $"row {index + 2}, column '{swept.Column}'";
}
