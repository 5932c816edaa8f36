namespace ModelLang.Simulation.Results;

/// <summary>Writes files so that a half-written one never has the final name.</summary>
/// <remarks>
/// The content goes to a temporary file in the same directory, which is then renamed. Links are followed;
/// devices and pipes below <c>/dev</c> are written directly, for a rename would replace them.
/// </remarks>
internal static class AtomicFile
{
    private const int LinuxNoSpace = 28;
    private const int MacQuotaExceeded = 69;
    private const int LinuxQuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Creates or replaces a file with what <paramref name="write"/> puts into the stream.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="temporary">Name of the file until it is complete, in the same file system; null takes one that nobody uses.</param>
    /// <param name="complete">Is called when the content is complete, before it gets its name; null for nothing.</param>
    /// <exception cref="ResultFileException">The file system refused.</exception>
    public static void Write(string path, Action<Stream> write, string? temporary = null, Action? complete = null)
    {
        Check(path);
        try
        {
            if (IsDevice(path))
            {
                using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
                write(device);
                return;
            }

            var file = new FileInfo(path);
            string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            temporary ??= Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetRandomFileName()}.part");
            try
            {
                using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                {
                    write(stream);
                    stream.Flush(flushToDisk: true);
                }

                complete?.Invoke();
                File.Move(temporary, target, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResultFileException(path, Explain(e), e);
        }
    }

    /// <summary>Finds out what can be known before a long run: that the path can name a file.</summary>
    /// <exception cref="ResultFileException">It cannot.</exception>
    public static void Check(string path)
    {
        if (string.IsNullOrEmpty(path) || path.Contains('\0'))
        {
            throw new ResultFileException(path, "this is not a file name");
        }

        if (Directory.Exists(path))
        {
            throw new ResultFileException(path, "it is a directory; add a file name");
        }

        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(directory))
        {
            throw new ResultFileException(path, $"the directory '{directory}' does not exist; create it or choose another path");
        }

        if (!IsDevice(path) && File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
        {
            throw new ResultFileException(path, "the file is write-protected; lift the protection or choose another path");
        }
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal)
        && !Path.GetFullPath(path).StartsWith("/dev/shm/", StringComparison.Ordinal);

    /// <summary>Why a file system refused, and what to do.</summary>
    public static string Explain(Exception e) => (e, e.HResult) switch
    {
        (UnauthorizedAccessException, _) => "permission denied; check the permissions of the directory or choose another path",
        (_, LinuxNoSpace or MacQuotaExceeded or LinuxQuotaExceeded or WindowsDiskFull) =>
            "the disk is full; free some space, record less often, or choose another disk",
        (PathTooLongException, _) => "the name is too long; choose a shorter one",
        _ => e.Message,
    };
}
