using System.Runtime.CompilerServices;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>
/// A model file of this folder, or of <c>Networks/Solutions</c> for those written with populations, compiled for one method; its experiment
/// <c>reference</c> records the columns of the reference solution.
/// </summary>
internal sealed class ReferenceModel : IDisposable
{
    private static readonly Dictionary<string, string> s_files = new[] { Folder(), Path.Combine(Folder(), "..", "Networks", "Solutions") }
        .SelectMany(folder => Directory.GetFiles(folder, "*.mlang")).ToDictionary(f => Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal);

    private readonly CompiledModel _model;

    public ReferenceModel(string name, string method, bool lanes = false)
    {
        _model = Dynamic.Model.Load(s_files[name], new ModelOptions { Experiment = "reference", Method = method, Lanes = lanes, UseCache = false });
        Assert.Empty(_model.Diagnostics);
        Assert.Equal(method, _model.MethodName);
        Simulator = _model.CreateSimulator();
    }

    /// <summary>Names of all models with a reference solution.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_files.Keys.Order(StringComparer.Ordinal)];

    public Simulator Simulator { get; }

    public CompiledModel Model => _model;

    private ExperimentDescription Experiment => Simulator.Description.Experiment!;

    /// <summary>The name of a model's reference: some models write the same system in several ways, <c>kuramoto_n5.via</c> is one of <c>kuramoto_n5</c>.</summary>
    public static string SolutionNameOf(string name) => name == "jansen_rit_parts" ? "jansen_rit_alpha" : name.Split('.')[0];

    /// <summary>The reference of a model.</summary>
    public static ReferenceSolution SolutionOf(string name) => new(SolutionNameOf(name));

    public void Dispose() => _model.Dispose();

    /// <summary>
    /// The largest difference to the reference over all recorded columns and samples up to a time, each column divided by
    /// its largest absolute value.
    /// </summary>
    public double ErrorAgainst(ReferenceSolution reference, IntegrationSettings settings, double until = double.PositiveInfinity)
    {
        Simulator.Reset();
        SolutionCursor cursor = SolutionCursor.Create(Simulator, settings);
        (int Position, double[] Expected, double Scale)[] columns = [.. Columns(reference).Select(c => (c.Position, reference[c.Name], reference[c.Name].Max(Math.Abs)))];
        double[] values = new double[Simulator.ObservableLayout.Length];
        double error = 0;
        for (int row = 0; row < reference.Times.Length && reference.Times[row] <= until; row++)
        {
            cursor.AdvanceTo(reference.Times[row]);
            Simulator.Observe(cursor.Time, cursor.State, values);
            foreach ((int position, double[] expected, double scale) in columns)
            {
                error = Math.Max(error, Math.Abs(values[position] - expected[row]) / scale);
            }
        }

        return error;
    }

    /// <summary>The columns of the reference that the experiment records, and where their values are among what can be observed.</summary>
    /// <remarks>A recording has the name of its column, or the column after that of the recording before; one of a population is as many columns as units.</remarks>
    public IReadOnlyList<(string Name, int Position)> Columns(ReferenceSolution reference)
    {
        List<(string, int)> columns = [];
        foreach (RecordingDescription recording in Experiment.Recordings)
        {
            int first = reference.Names.ToList().IndexOf(recording.Label);
            for (int unit = 0; unit < Simulator.ObservableLayout.Count(recording.Observable); unit++)
            {
                columns.Add((reference.Names[first < 0 ? columns.Count + 1 : first], Simulator.ObservableLayout.Offset(recording.Observable) + unit));
            }
        }

        return columns;
    }

    /// <summary>The distance of the recorded samples.</summary>
    public double Interval => Experiment.Interval!.Value;

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
