using System.Reflection;
using Xunit;
using Xunit.Sdk;

namespace ModelLang.Testing;

/// <summary>The test that no snapshot outlives its test; each test project that has snapshots derives a class of its own.</summary>
public abstract class SnapshotOwnership
{
    private const string Mark = ".verified.";

    /// <summary>A snapshot is named after a test method and its data, or after the data alone, and stands in the folder of the class.</summary>
    [Fact]
    public void Every_snapshot_belongs_to_a_test()
    {
        Assembly tests = GetType().Assembly;
        string project = tests.GetName().Name!;
        string folder = Path.Combine(Repository.Root, "tests", project);
        HashSet<string> owned = [.. tests.GetTypes().SelectMany(type => type.GetMethods().SelectMany(method =>
            Stems(method).Select(stem => Path.Combine(folder, Folder(type, project), stem))))];
        string[] snapshots = [.. Directory.EnumerateFiles(folder, "*" + Mark + "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))];
        Assert.NotEmpty(snapshots);
        Assert.Empty(snapshots.Where(file => !owned.Contains(file[..file.LastIndexOf(Mark, StringComparison.Ordinal)]))
            .Select(file => Path.GetRelativePath(Repository.Root, file)));
    }

    private static string Folder(Type type, string project) =>
        type.Namespace is { } name && name.StartsWith(project + ".", StringComparison.Ordinal) ? name[(project.Length + 1)..].Replace('.', Path.DirectorySeparatorChar) : "";

    private static IEnumerable<string> Stems(MethodInfo method)
    {
        if (method.GetCustomAttribute<FactAttribute>() is null)
        {
            yield break;
        }

        string test = $"{method.DeclaringType!.Name}.{method.Name}";
        yield return test;
        foreach (object?[] row in method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method) ?? []))
        {
            for (int first = 0; first < row.Length; first++)
            {
                for (int last = first; last < row.Length; last++)
                {
                    IEnumerable<object?> part = row[first..(last + 1)];
                    yield return $"{test}_{string.Join('_', part)}";
                    yield return string.Join('.', part);
                }
            }
        }
    }
}
