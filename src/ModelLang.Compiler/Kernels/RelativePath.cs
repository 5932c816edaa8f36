namespace ModelLang.Compiler.Kernels;

/// <summary>Names of model files as emitted text shows them: the same wherever the model lies on a machine.</summary>
internal static class RelativePath
{
    private static readonly char[] s_separators = ['/', '\\'];

    /// <summary>The path of a file as seen from the folder of the main file, with forward slashes.</summary>
    /// <remarks>A name without a folder, such as that of a library module, stays as it is.</remarks>
    /// <param name="main">Path of the main file.</param>
    /// <param name="file">Path of another file, rooted in the same way.</param>
    public static string Of(string main, string file)
    {
        if (file.IndexOfAny(s_separators) < 0)
        {
            return file;
        }

        List<string> from = Segments(main);
        from.RemoveAt(from.Count - 1);
        List<string> to = Segments(file);
        int common = 0;
        while (common < from.Count && common < to.Count - 1 && from[common] == to[common])
        {
            common++;
        }

        return string.Join("/", Enumerable.Repeat("..", from.Count - common).Concat(to.Skip(common)));
    }

    private static List<string> Segments(string path)
    {
        List<string> segments = [];
        foreach (string segment in path.Split(s_separators))
        {
            if (segment == ".." && segments.Count > 0 && segments[segments.Count - 1] is not ("" or ".."))
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        return segments;
    }
}
