// Two models, each compiled twice: when this program was built, and now. Both doors lead to the same bits.
using System.Diagnostics;
using ModelLang.Dynamic;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;
using ModelLang.Simulation.Results;
using TwoDoors;

bool same = Compare(new ThetaRecurrentStep(), "theta.mlang", "step") & Compare(new JansenRitAlpha(), "jansen_rit.mlang", "alpha");
return same ? 0 : 1;

static bool Compare(Simulator built, string file, string experiment)
{
    long start = Stopwatch.GetTimestamp();
    using CompiledModel model = Model.Load(Path.Combine(AppContext.BaseDirectory, file), new ModelOptions { Experiment = experiment, UseCache = false });
    TimeSpan compilation = Stopwatch.GetElapsedTime(start);

    Trajectory atBuildTime = built.Run().EnsureCompleted().Trajectory;
    Trajectory atRunTime = model.CreateSimulator().Run().EnsureCompleted().Trajectory;
    bool same = atBuildTime.Variables.Zip(atRunTime.Variables).All(pair => pair.First.Values.SequenceEqual(pair.Second.Values));
    RecordedVariable first = atBuildTime.Variables[0];
    Console.WriteLine(FormattableString.Invariant(
        $"{built.Description.Name}, experiment {experiment}: {atBuildTime.Count} samples, {first.Name} ends at {first.Values[^1]:G6}{(first.Unit.Length > 0 ? " " + first.Unit : "")}"));
    Console.WriteLine(FormattableString.Invariant(
        $"  compiled at run time in {compilation.TotalMilliseconds:F0} ms; {(same ? "all values are the same bits" : "THE VALUES DIFFER")}"));
    return same;
}
