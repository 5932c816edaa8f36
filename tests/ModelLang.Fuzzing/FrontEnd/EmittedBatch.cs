using ModelLang.Compiler;
using ModelLang.Testing;

namespace ModelLang.Fuzzing.FrontEnd;

/// <summary>Emitted texts that wait to be compiled together, which costs a fraction of compiling each.</summary>
internal sealed class EmittedBatch(int size)
{
    private readonly List<(string Text, FuzzInput Input, (string, int) Origin)> _waiting = [];

    /// <summary>Adds the texts of an input, and compiles them all when there are enough.</summary>
    public void Add(IEnumerable<CompilationResult> results, FuzzInput input, FuzzLog log)
    {
        _waiting.AddRange(results.Select(r => (r.CSharp!, input, log.Origin)));
        if (_waiting.Count >= size)
        {
            Compile(log);
        }
    }

    /// <summary>Compiles what waits.</summary>
    public void Compile(FuzzLog log)
    {
        log.Count("emitted classes compiled", _waiting.Count);
        if (_waiting.Count > 0 && Failure([.. _waiting.Select(w => w.Text)]) is not null)
        {
            foreach ((string text, FuzzInput input, (string, int) origin) in _waiting)
            {
                if (Failure([text]) is { } failure)
                {
                    log.Report(failure, input, origin);
                }
            }
        }

        _waiting.Clear();
    }

    private static string? Failure(string[] texts)
    {
        try
        {
            EmittedCode.Check(texts);
            return null;
        }
        catch (Xunit.Sdk.XunitException e)
        {
            return e.Message;
        }
    }
}
