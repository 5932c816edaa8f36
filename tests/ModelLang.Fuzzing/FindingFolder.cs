using System.Text;

namespace ModelLang.Fuzzing;

/// <summary>The folder that keeps findings, one file each with the command that repeats it.</summary>
internal sealed class FindingFolder
{
    private readonly string _folder;
    private readonly int _seed;
    private int _saved;

    /// <summary>Makes the folder.</summary>
    public FindingFolder(string folder, int seed)
    {
        _folder = folder;
        _seed = seed;
        Directory.CreateDirectory(folder);
    }

    /// <summary>Keeps what is being tried, for the case that it ends the process.</summary>
    public void Trying(FuzzInput input) => File.WriteAllText(Path.Combine(_folder, "trying.mlang"), input.ToString(), Encoding.UTF8);

    /// <summary>Saves the findings that are not yet saved and gives their files.</summary>
    public IReadOnlyList<string> Save(FuzzLog log)
    {
        List<string> files = [];
        for (; _saved < log.Findings.Count; _saved++)
        {
            Finding finding = log.Findings[_saved];
            string file = Path.Combine(_folder, $"{finding.Fuzzer}-{_seed}-{finding.Round}-{_saved}.mlang");
            string comment = string.Concat(finding.What.Split('\n').Select(line => $"// {line}\n"));
            string command = $"// dotnet run --project tests/ModelLang.Fuzzing -c Release -- --seed {_seed} --only {finding.Fuzzer} --round {finding.Round}\n";
            File.WriteAllText(file, command + comment + finding.Input, Encoding.UTF8);
            files.Add(file);
        }

        return files;
    }
}
