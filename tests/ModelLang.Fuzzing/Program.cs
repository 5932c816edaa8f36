using System.Diagnostics;
using ModelLang.Fuzzing;

// Fuzzes the compiler until the time is over or Ctrl-C; exit code 1 when something was found.
if (FuzzOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(FuzzOptions.Usage);
    return 2;
}

IFuzzer[] fuzzers = [.. Campaign.All().Where(f => options.Only is null || f.Name == options.Only)];
if (fuzzers.Length == 0)
{
    Console.Error.WriteLine($"there is no '{options.Only}'; kinds are {string.Join(", ", Campaign.All().Select(f => f.Name))}");
    return 2;
}

bool stopped = false;
Console.CancelKeyPress += (_, e) => (e.Cancel, stopped) = (true, true);
FindingFolder folder = new(options.Folder, options.Seed);
FuzzLog log = new() { Trying = folder.Trying };
Stopwatch clock = Stopwatch.StartNew();
TimeSpan shown = TimeSpan.Zero;
new Campaign(fuzzers, options.Seed, log).Run(
    options.Round ?? 0,
    options.Round + 1 ?? int.MaxValue,
    () => stopped || clock.Elapsed.TotalMinutes >= options.Minutes,
    _ =>
    {
        Save();
        if (clock.Elapsed - shown >= TimeSpan.FromSeconds(Console.IsOutputRedirected ? 60 : 1))
        {
            shown = clock.Elapsed;
            Console.Write(Console.IsOutputRedirected ? Campaign.Summary(log, clock) + "\n" : "\r" + Campaign.Summary(log, clock));
        }
    });
Save();
Console.WriteLine((Console.IsOutputRedirected ? "" : "\n") + Campaign.Summary(log, clock));
return log.Findings.Count == 0 ? 0 : 1;

void Save()
{
    foreach (string file in folder.Save(log))
    {
        Console.WriteLine($"{(Console.IsOutputRedirected ? "" : "\n")}found: {file}");
    }
}
