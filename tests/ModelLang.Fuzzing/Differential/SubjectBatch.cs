using System.Reflection;
using System.Runtime.Loader;
using ModelLang.Runtime;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Fuzzing.Differential;

/// <summary>Models that wait to be compiled together, loaded, compared with their meaning, and unloaded.</summary>
/// <param name="size">How many wait at most.</param>
/// <param name="points">At how many points each is compared.</param>
internal sealed class SubjectBatch(int size, int points)
{
    private readonly List<Subject> _waiting = [];

    /// <summary>Adds one, and compares them all when there are enough.</summary>
    public void Add(Subject? subject, FuzzLog log)
    {
        if (subject is not null)
        {
            _waiting.Add(subject);
        }

        if (_waiting.Count >= size)
        {
            Compare(log);
        }
    }

    /// <summary>Compares what waits.</summary>
    public void Compare(FuzzLog log)
    {
        Subject[] subjects = [.. _waiting];
        _waiting.Clear();
        if (subjects.Length == 0)
        {
            return;
        }

        if (Image(subjects) is not { } image)
        {
            foreach (Subject subject in subjects.Where(s => Image([s]) is null))
            {
                log.Report(Assert.Throws<Xunit.Sdk.TrueException>(() => EmittedCode.Check(subject.Result.CSharp!)).Message, subject.Input, subject.Origin);
            }

            return;
        }

        AssemblyLoadContext context = new(null, isCollectible: true);
        Assembly assembly = context.LoadFromStream(new MemoryStream(image));
        foreach (Subject subject in subjects)
        {
            log.Count("emitted classes compared");
            Compare(subject, assembly.GetType(subject.Result.TypeName!)!, log);
        }

        context.Unload();
    }

    private void Compare(Subject subject, Type type, FuzzLog log)
    {
        try
        {
            Watchdog.Run(() => new Comparison(subject, () => (Simulator)Activator.CreateInstance(type)!, log).Run(points));
        }
        catch (Exception e)
        {
            log.Report($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}", subject.Input, subject.Origin);
        }
    }

    private static byte[]? Image(Subject[] subjects)
    {
        try
        {
            return EmittedCode.Image([.. subjects.Select(s => s.Result.CSharp!)]);
        }
        catch (Xunit.Sdk.XunitException)
        {
            return null;
        }
    }
}
