using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelLang.Simulation.Results;

namespace ModelLang.Simulation.Sweeps;

/// <summary>What a sweep is, as text: two sweeps are the same when this text is. It says how to put results together without the model.</summary>
internal sealed class SweepManifest
{
    /// <summary>The first word of every file of a sweep, with the version of the format.</summary>
    public const string Format = "modellang-sweep 1";

    private static readonly string[] s_ofResults = ["hash", "outcome", "run"];
    private static readonly string?[] s_ofPoints = [SweepPlan.Status, SweepPlan.FailureTime];

    private SweepManifest(JsonObject json, SweepLayout layout, IReadOnlyList<SweepCoordinate> coordinates)
    {
        Json = json;
        Layout = layout;
        Coordinates = coordinates;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(json))));
    }

    /// <summary>The manifest as JSON.</summary>
    public JsonObject Json { get; }

    /// <summary>Blocks and results.</summary>
    public SweepLayout Layout { get; }

    /// <summary>Axes, then times and units.</summary>
    public IReadOnlyList<SweepCoordinate> Coordinates { get; }

    /// <summary>Name of the experiment, or of the circuit where there is none.</summary>
    public string Name => (Json["manifest"]!["experiment"] ?? Json["manifest"]!["circuit"])!.GetValue<string>();

    /// <summary>The circuit and its experiment, for people.</summary>
    public string Title => string.Join(", ", new[] { Json["manifest"]!["circuit"], Json["manifest"]!["experiment"] }.OfType<JsonNode>().Select(n => n.GetValue<string>()));

    /// <summary>The axes for people: <c>p.eta (101) x J (11)</c>.</summary>
    public string Grid => string.Join(" x ", Axes.Zip(Shape, (axis, length) => FormattableString.Invariant($"{axis} ({length})")));

    /// <summary>Whether all samples are kept.</summary>
    public bool KeepsTraces => Coordinates.Any(c => c.Dimension == SweepPlan.Time);

    /// <summary>Names of the dimensions of the grid.</summary>
    public IReadOnlyList<string> Axes => [.. Json["dims"]!.AsArray().Select(d => d!.GetValue<string>())];

    /// <summary>Lengths of the dimensions of the grid.</summary>
    public IReadOnlyList<long> Shape => [.. Json["shape"]!.AsArray().Select(d => d!.GetValue<long>())];

    /// <summary>SHA-256 of the text.</summary>
    public string Hash { get; }

    /// <summary>The manifest of a plan.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="facts">Model, method, settings, versions; for people, and for telling sweeps apart.</param>
    public static SweepManifest Of(SweepPlan plan, JsonObject facts)
    {
        var json = new JsonObject
        {
            ["format"] = Format,
            ["points"] = plan.Layout.Points,
            ["pointsPerBlock"] = plan.Layout.PointsPerBlock,
            ["dims"] = Strings(plan.Grid.Axes.Select(a => a.Name)),
            ["shape"] = new JsonArray([.. plan.Grid.Axes.Select(a => (JsonNode)a.Count)]),
            ["coordinates"] = new JsonArray([.. CoordinatesOf(plan).Select(ToJson)]),
            ["variables"] = new JsonArray([.. plan.Layout.Variables.Select(v => ToJson(v, plan.Grid))]),
            ["timeUnit"] = plan.System.TimeUnit,
            ["manifest"] = facts,
        };
        return Read(Encoding.UTF8.GetBytes(Write(json)));
    }

    /// <summary>Reads what <see cref="Json"/> was written as.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static SweepManifest Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            JsonObject json = JsonNode.Parse(utf8)!.AsObject();
            Strip(json);
            if (json["format"]?.GetValue<string>() != Format)
            {
                throw new InvalidDataException("this is no sweep");
            }

            using JsonDocument document = JsonDocument.Parse(json.ToJsonString());
            JsonElement root = document.RootElement;
            int axes = root.GetProperty("dims").GetArrayLength();
            SweepVariable[] variables = [.. root.GetProperty("variables").EnumerateArray().Select(v => VariableOf(v, axes))];
            var layout = new SweepLayout(root.GetProperty("points").GetInt64(), root.GetProperty("pointsPerBlock").GetInt32(), variables);
            return new SweepManifest(json, layout, [.. root.GetProperty("coordinates").EnumerateArray().Select(CoordinateOf)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or NullReferenceException)
        {
            throw new InvalidDataException("this is no sweep", e);
        }
    }

    /// <summary>What is not the same in another sweep, in the words of the manifest.</summary>
    public IReadOnlyList<string> Differences(SweepManifest other)
    {
        List<string> names = [];
        Compare(Json, other.Json, names);
        return names;
    }

    /// <summary>In what a sweep differs from another, for people.</summary>
    public string Difference(SweepManifest other) => Differences(other) is var names && names is ["build"]
        ? "it was made by another build of mlang, which can finish it"
        : $"it differs in {string.Join(", ", names)}";

    /// <summary>The text of JSON as all files of a sweep have it.</summary>
    public static string Write(JsonObject json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    // What a result tells beyond its manifest.
    private static void Strip(JsonObject json)
    {
        foreach (string key in s_ofResults)
        {
            json.Remove(key);
        }

        if (json["variables"]?.AsArray() is not { } variables)
        {
            return;
        }

        foreach (JsonNode? variable in variables.Where(v => s_ofPoints.Contains(v?["name"]?.GetValue<string>())).ToArray())
        {
            variables.Remove(variable);
        }
    }

    private static void Compare(JsonObject mine, JsonObject others, List<string> names)
    {
        foreach (string key in mine.Select(p => p.Key).Union(others.Select(p => p.Key)))
        {
            if (JsonNode.DeepEquals(mine[key], others[key]))
            {
                continue;
            }

            if (key == "manifest" && mine[key] is JsonObject a && others[key] is JsonObject b)
            {
                Compare(a, b, names);
            }
            else
            {
                names.Add(key);
            }
        }
    }

    private static IReadOnlyList<SweepCoordinate> CoordinatesOf(SweepPlan plan)
    {
        List<SweepCoordinate> coordinates = [.. plan.Grid.Axes.SelectMany(axis => axis.Quantities.Select(
            q => new SweepCoordinate(q.Name, q.Unit, axis.Name, [.. Enumerable.Range(0, axis.Count).Select(q.Shown)])))];
        if (plan.KeepsTraces)
        {
            double[] times = [.. Enumerable.Range(0, plan.Samples.Count).Select(i => plan.Samples[i])];
            coordinates.Add(new SweepCoordinate(SweepPlan.Time, plan.System.TimeUnit, SweepPlan.Time, times));
        }

        foreach (int recorded in plan.Columns.Select(c => c.Recorded).Distinct())
        {
            RecordedQuantity quantity = plan.Recorded[recorded];
            if (quantity.IsPopulation)
            {
                string name = SweepPlan.UnitDimension(quantity);
                coordinates.Add(new SweepCoordinate(name, "", name, [.. Enumerable.Range(quantity.FirstUnit, quantity.Units).Select(u => (double)u)], quantity.Labels));
            }
        }

        return coordinates;
    }

    private static JsonObject ToJson(SweepCoordinate coordinate)
    {
        var json = new JsonObject
        {
            ["name"] = coordinate.Name,
            ["key"] = NpyEntry.KeyOf(coordinate.Name),
            ["dim"] = coordinate.Dimension,
            ["unit"] = coordinate.Unit,
            ["values"] = new JsonArray([.. coordinate.Values.Select(v => (JsonNode)v)]),
        };
        if (coordinate.Labels is { } labels)
        {
            json["labels"] = Strings(labels);
        }

        return json;
    }

    private static JsonObject ToJson(SweepVariable variable, SweepGrid grid) => new()
    {
        ["name"] = variable.Name,
        ["key"] = NpyEntry.KeyOf(variable.Name),
        ["unit"] = variable.Unit,
        ["meaning"] = variable.Meaning,
        ["dims"] = Strings([.. grid.Axes.Select(a => a.Name), .. variable.Dimensions]),
        ["shape"] = new JsonArray([.. grid.Axes.Select(a => a.Count).Concat(variable.Shape).Select(n => (JsonNode)n)]),
    };

    private static SweepCoordinate CoordinateOf(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("unit").GetString()!,
        json.GetProperty("dim").GetString()!,
        [.. json.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())],
        json.TryGetProperty("labels", out JsonElement labels) ? [.. labels.EnumerateArray().Select(l => l.GetString()!)] : null);

    private static SweepVariable VariableOf(JsonElement json, int axes) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("unit").GetString()!,
        json.GetProperty("meaning").GetString()!,
        [.. json.GetProperty("dims").EnumerateArray().Skip(axes).Select(d => d.GetString()!)],
        [.. json.GetProperty("shape").EnumerateArray().Skip(axes).Select(d => d.GetInt32())]);

    private static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];
}
