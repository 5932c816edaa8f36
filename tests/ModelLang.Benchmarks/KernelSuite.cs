using BenchmarkDotNet.Attributes;
using ModelLang.Dynamic;
using ModelLang.Runtime;

namespace ModelLang.Benchmarks;

/// <summary>One step of each form of kernel, for regressions of our own: <c>ModelLang.Benchmarks suite</c>. Nothing may be allocated.</summary>
[InProcess]
[MemoryDiagnoser]
public class KernelSuite
{
    private const int Steps = 1000;

    private CompiledModel? _model;
    private Action<double>? _advance;
    private double _step;
    private double _time;

    /// <summary>The form: a circuit of models/forms.mlang, or one of them with step control or in lanes.</summary>
    [Params("polynomial", "transcendental", "adaptive", "noisy", "lanes", "lanes, exp", "population", "dense", "sparse", "delayed")]
    public string Form { get; set; } = "";

    /// <summary>Compiles the model and takes the first steps.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        (string circuit, string method) = Form switch
        {
            "adaptive" => ("transcendental", "dopri5"),
            "noisy" => (Form, "stochastic_heun"),
            "lanes" => ("polynomial", "rk4"),
            "lanes, exp" => ("transcendental", "rk4"),
            "polynomial" or "transcendental" or "population" => (Form, "rk4"),
            _ => (Form, "heun"),
        };
        _step = circuit == "transcendental" ? 1e-2 : 1e-3;
        bool lanes = Form.StartsWith("lanes", StringComparison.Ordinal);
        CompiledModel model = Model.Load(TrajectoryTimes.FileOf("forms"), new ModelOptions { Circuit = circuit, Method = method, Lanes = lanes });
        _model = model;
        _time = 0;
        _advance = lanes
            ? new EnsembleIntegrator([.. Enumerable.Range(0, 64).Select(_ => model.CreateSimulator())], _step).AdvanceTo
            : SolutionCursor.Create(model.CreateSimulator(), Form == "adaptive" ? new IntegrationSettings { MaximumStep = _step } : new IntegrationSettings { Step = _step }).AdvanceTo;
        Advance();
    }

    /// <summary>Frees the model.</summary>
    [GlobalCleanup]
    public void Forget() => _model?.Dispose();

    /// <summary>A step; in lanes, of 64 points.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public void Advance()
    {
        _time += Steps;
        _advance!(_time * _step);
    }
}
