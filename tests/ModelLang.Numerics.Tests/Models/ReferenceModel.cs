using System.Runtime.CompilerServices;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>A model file of this folder, compiled for one method; its experiment <c>reference</c> records the columns of the reference solution.</summary>
internal sealed class ReferenceModel : IDisposable
{
    private readonly CompiledModel _model;

    public ReferenceModel(string name, string method)
    {
        _model = Model.Load(PathOf(name), new ModelOptions { Experiment = "reference", Method = method, UseCache = false });
        Assert.Empty(_model.Diagnostics);
        Assert.Equal(method, _model.MethodName);
        Simulator = _model.CreateSimulator();
    }

    /// <summary>Names of all models with a reference solution.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder(), "*.mlang").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public Simulator Simulator { get; }

    private ExperimentDescription Experiment => Simulator.Description.Experiment!;

    /// <summary>The reference of a model: two models share one when they write the same system in two ways.</summary>
    public static ReferenceSolution SolutionOf(string name) => new(name == "jansen_rit_parts" ? "jansen_rit_alpha" : name);

    public void Dispose() => _model.Dispose();

    /// <summary>
    /// The largest difference to the reference over all recorded columns and samples up to a time, each column divided by
    /// its largest absolute value.
    /// </summary>
    public double ErrorAgainst(ReferenceSolution reference, IntegrationSettings settings, double until = double.PositiveInfinity)
    {
        Simulator.Reset();
        SolutionCursor cursor = SolutionCursor.Create(Simulator, settings);
        double[] values = new double[Simulator.Description.Observables.Count];
        double[] scales = [.. Experiment.Recordings.Select(r => reference[r.Label].Max(Math.Abs))];
        double error = 0;
        for (int row = 0; row < reference.Times.Length && reference.Times[row] <= until; row++)
        {
            cursor.AdvanceTo(reference.Times[row]);
            Simulator.Observe(cursor.Time, cursor.State, values);
            for (int column = 0; column < scales.Length; column++)
            {
                RecordingDescription recording = Experiment.Recordings[column];
                error = Math.Max(error, Math.Abs(values[recording.Observable] - reference[recording.Label][row]) / scales[column]);
            }
        }

        return error;
    }

    /// <summary>Names of the recorded columns and the distance of the samples.</summary>
    public (IEnumerable<string> Columns, double Interval) Recorded => (Experiment.Recordings.Select(r => r.Label), Experiment.Interval!.Value);

    private static string PathOf(string name) => Path.Combine(Folder(), $"{name}.mlang");

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
