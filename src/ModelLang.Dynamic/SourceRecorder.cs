using ModelLang.Compiler;
using ModelLang.Compiler.Text;

namespace ModelLang.Dynamic;

/// <summary>One import a compilation asked for.</summary>
internal sealed record ImportRequest(bool IsModule, string Name, string ImportingPath)
{
    public SourceText? Answer(IModelResolver resolver) =>
        IsModule ? resolver.ResolveModule(Name, ImportingPath) : resolver.ResolveFile(Name, ImportingPath);
}

/// <summary>Writes down which imports a compilation asks for, and the answers, so that the cache can ask them again.</summary>
internal sealed class SourceRecorder(IModelResolver resolver) : IModelResolver
{
    private readonly Dictionary<ImportRequest, SourceText?> _answers = [];
    private readonly List<ImportRequest> _requests = [];

    public IReadOnlyList<ImportRequest> Requests => _requests;

    public IReadOnlyList<SourceText?> Answers => [.. _requests.Select(r => _answers[r])];

    public IReadOnlyList<string> Modules => resolver.Modules;

    public SourceText? ResolveModule(string module, string importingPath) => Resolve(new ImportRequest(true, module, importingPath));

    public SourceText? ResolveFile(string file, string importingPath) => Resolve(new ImportRequest(false, file, importingPath));

    private SourceText? Resolve(ImportRequest request)
    {
        if (!_answers.TryGetValue(request, out SourceText? answer))
        {
            answer = request.Answer(resolver);
            _answers.Add(request, answer);
            _requests.Add(request);
        }

        return answer;
    }
}
