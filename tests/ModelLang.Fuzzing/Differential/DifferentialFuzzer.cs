using ModelLang.Compiler;
using ModelLang.Fuzzing.Models;

namespace ModelLang.Fuzzing.Differential;

/// <summary>Models made to be right: they compile, their code compiles, and it computes what the system means.</summary>
/// <param name="name">What <c>--only</c> calls it.</param>
/// <param name="make">Makes a model.</param>
/// <param name="batchSize">How many are compiled together.</param>
/// <param name="points">At how many points each is compared.</param>
internal sealed class DifferentialFuzzer(string name, Func<Random, FuzzLog, RandomModel> make, int batchSize, int points) : IFuzzer
{
    private const int OutputsPerModel = 40;

    private readonly SubjectBatch _batch = new(batchSize, points);

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Operators with many outputs.</summary>
    public static DifferentialFuzzer Expressions(int points = 8) => new(
        "expressions",
        (random, log) =>
        {
            log.Count("random expressions", OutputsPerModel);
            return RandomModel.Expressions(random, OutputsPerModel);
        },
        20,
        points);

    /// <summary>Circuits and experiments.</summary>
    public static DifferentialFuzzer Circuits(int points = 6) => new(
        "circuits",
        (random, log) =>
        {
            log.Count("random circuits");
            return RandomModel.WithCircuit(random);
        },
        40,
        points);

    /// <inheritdoc/>
    public void Round(Random random, FuzzLog log)
    {
        RandomModel model = make(random, log);
        CompilerOptions options = new()
        {
            Circuit = model.Experiment is null ? model.Circuit : null,
            Experiment = model.Experiment,
            Method = random.Of(ModelCompiler.MethodNames),
            Strict = random.OneIn(2),
            Namespace = $"Fuzz.{name}{log.Origin.Round}",
        };
        _batch.Add(Subject.Compile(new FuzzInput(model.Text), options, random.Next(), log), log);
    }

    /// <inheritdoc/>
    public void Finish(FuzzLog log) => _batch.Compare(log);
}
