using System.Text.Json;
using System.Text.Json.Nodes;
using ModelLang.Runtime;
using ModelLang.Simulation.Experiments;

namespace ModelLang.Simulation.Sweeps;

/// <summary>Collects notes; the order in which they come does not matter.</summary>
internal sealed class SweepNotes
{
    private readonly SortedDictionary<(SweepNoteKind Kind, string Subject), SweepNote> _notes =
        new(Comparer<(SweepNoteKind Kind, string Subject)>.Create((a, b) => a.Kind != b.Kind ? a.Kind - b.Kind : string.CompareOrdinal(a.Subject, b.Subject)));

    /// <summary>All notes, failures first.</summary>
    public IReadOnlyList<SweepNote> All => [.. _notes.Values];

    /// <summary>Forgets everything.</summary>
    public void Clear() => _notes.Clear();

    /// <summary>Adds a note to those of its kind and subject.</summary>
    public void Add(SweepNote note)
    {
        (SweepNoteKind, string) key = (note.Kind, note.Subject);
        _notes[key] = _notes.TryGetValue(key, out SweepNote? known) ? known.With(note) : note;
    }

    /// <summary>Adds what a run tells.</summary>
    /// <param name="point">The point.</param>
    /// <param name="result">Its run.</param>
    /// <param name="grid">All points.</param>
    /// <param name="system">The model.</param>
    public void Add(SweepPoint point, RunResult result, SweepGrid grid, SystemDescription system)
    {
        RunSummary summary = result.Summary;
        if (result.Failure is { } failure)
        {
            string[] equation = failure.Equation is { } e ? [$"its equation: {e.Text}    {e.File}:{e.Line}"] : [];
            Note(SweepNoteKind.Failure, "", RunMessages.Of(failure, system), [.. equation, .. failure.Remedies.Select(r => $"try: {r}")]);
        }

        foreach (RangeViolation violation in summary.RangeViolations)
        {
            Note(SweepNoteKind.Range, violation.State.Name, RunMessages.Of(violation, system), []);
        }

        foreach (ConditionViolation violation in summary.BrokenConditions)
        {
            Note(SweepNoteKind.Condition, violation.Condition.Text, RunMessages.Of(violation, system), []);
        }

        if (summary.Warnings.Count > 0)
        {
            Note(SweepNoteKind.Warning, "", summary.Warnings[0], []);
        }

        void Note(SweepNoteKind kind, string subject, string message, IReadOnlyList<string> hints) =>
            Add(new SweepNote(kind, subject, 1, point.Index, grid.Describe(point.Index), message, hints));
    }

    /// <summary>The notes as JSON.</summary>
    public static JsonArray ToJson(IReadOnlyList<SweepNote> notes) => [.. notes.Select(n => new JsonObject
    {
        ["kind"] = n.Kind.ToString().ToLowerInvariant(),
        ["subject"] = n.Subject,
        ["points"] = n.Points,
        ["firstPoint"] = n.FirstPoint,
        ["values"] = n.Values,
        ["message"] = n.Message,
        ["hints"] = new JsonArray([.. n.Hints.Select(h => (JsonNode)h)]),
    })];

    /// <summary>Reads what <see cref="ToJson"/> gave.</summary>
    public static IEnumerable<SweepNote> FromJson(JsonElement notes) => notes.EnumerateArray().Select(n => new SweepNote(
        Enum.Parse<SweepNoteKind>(n.GetProperty("kind").GetString()!, ignoreCase: true),
        n.GetProperty("subject").GetString()!,
        n.GetProperty("points").GetInt64(),
        n.GetProperty("firstPoint").GetInt64(),
        n.GetProperty("values").GetString()!,
        n.GetProperty("message").GetString()!,
        [.. n.GetProperty("hints").EnumerateArray().Select(h => h.GetString()!)]));
}
