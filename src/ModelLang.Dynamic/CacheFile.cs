using System.Security.Cryptography;

namespace ModelLang.Dynamic;

/// <summary>A file of the cache: a mark, the SHA-256 of the content, the content. Anything else is not taken for one.</summary>
internal static class CacheFile
{
    private const int KeptFiles = 400;

    private static ReadOnlySpan<byte> Mark => "MLANG-1\n"u8;

    /// <summary>The content of a file, or null when it is missing, unreadable, truncated or of another origin.</summary>
    public static byte[]? Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        int start = Mark.Length + SHA256.HashSizeInBytes;
        if (bytes.Length < start || !bytes.AsSpan().StartsWith(Mark))
        {
            return null;
        }

        byte[] content = bytes[start..];
        return SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(Mark.Length, SHA256.HashSizeInBytes)) ? content : null;
    }

    /// <summary>Creates or replaces a file in one step; does nothing when the directory cannot be written.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string directory = Path.GetDirectoryName(path)!;
        string temporary = Path.Combine(directory, Path.GetRandomFileName() + ".part");
        try
        {
            Directory.CreateDirectory(directory);
            Prune(directory);
            try
            {
                using (FileStream stream = File.Create(temporary))
                {
                    stream.Write(Mark);
                    stream.Write(SHA256.HashData(content));
                    stream.Write(content);
                }

                File.Move(temporary, path, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time, nothing else.
        }
    }

    // Each edit of a model leaves a file behind; when there are many, the older half goes.
    private static void Prune(string directory)
    {
        FileInfo[] files = new DirectoryInfo(directory).GetFiles();
        if (files.Length > KeptFiles)
        {
            foreach (FileInfo file in files.OrderBy(f => f.LastWriteTimeUtc).Take(files.Length / 2))
            {
                file.Delete();
            }
        }
    }
}
