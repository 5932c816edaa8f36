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
    private SolutionCursor? _cursor;
    private double _step;

    /// <summary>The form.</summary>
    [Params("scalar polynomial", "scalar transcendental", "scalar adaptive", "scalar with noise", "population", "dense network", "sparse network", "delayed network")]
    public string Form { get; set; } = "";

    /// <summary>Compiles the model and takes the first steps.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        (string circuit, string method, _step) = Form switch
        {
            "scalar polynomial" => ("polynomial", "rk4", 1e-3),
            "scalar transcendental" => ("transcendental", "rk4", 1e-2),
            "scalar adaptive" => ("transcendental", "dopri5", 1e-2),
            "scalar with noise" => ("noisy", "stochastic_heun", 1e-2),
            "population" => ("population", "rk4", 1e-3),
            "dense network" => ("dense", "heun", 1e-3),
            "sparse network" => ("sparse", "heun", 1e-3),
            _ => ("delayed", "heun", 1e-3),
        };
        _model = Model.Load(TrajectoryTimes.FileOf("forms"), new ModelOptions { Circuit = circuit, Method = method });
        _cursor = SolutionCursor.Create(_model.CreateSimulator(), new IntegrationSettings { Step = _step });
        Advance();
    }

    /// <summary>Frees the model.</summary>
    [GlobalCleanup]
    public void Forget() => _model?.Dispose();

    /// <summary>A step.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public void Advance() => _cursor!.AdvanceTo(_cursor.Simulator.Time + (Steps * _step));
}
