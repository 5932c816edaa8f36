using System.Runtime.ExceptionServices;

namespace ModelLang.Compiler;

/// <summary>Room for recursion over the deepest expressions that the language allows, whatever thread the caller is on.</summary>
internal static class LargeStack
{
    // A product of the most operands needs about 10 MB; memory is taken only as far as it is used.
    private const int Bytes = 256 << 20;

    /// <summary>Does some work on a thread of its own; exceptions come through.</summary>
    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            Bytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
