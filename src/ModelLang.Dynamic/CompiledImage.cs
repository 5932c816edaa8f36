using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;

namespace ModelLang.Dynamic;

/// <summary>What a compilation leaves behind: the assembly and what is said about it.</summary>
/// <param name="TypeName">Full name of the simulator class.</param>
/// <param name="MethodName">Name of the integration method.</param>
/// <param name="MethodReason">Why the compiler chose it, or null when it was stated.</param>
/// <param name="Warnings">Findings to tell again when the image comes from the cache.</param>
/// <param name="SourceHash">SHA-256 of the model's text and of all texts it imports.</param>
/// <param name="Image">The assembly.</param>
internal sealed record CompiledImage(
    string TypeName, string MethodName, string? MethodReason, IReadOnlyList<Diagnostic> Warnings, string SourceHash, byte[] Image)
{
    /// <summary>Writes the record; sources of the warnings are written as positions in <paramref name="sources"/>.</summary>
    public void Write(BinaryWriter writer, IReadOnlyList<SourceText> sources)
    {
        writer.Write(TypeName);
        writer.Write(MethodName);
        WriteOptional(writer, MethodReason);
        Diagnostic[] known = [.. Warnings.Where(w => IndexOf(sources, w.Source) >= 0)];
        writer.Write(known.Length);
        foreach (Diagnostic warning in known)
        {
            writer.Write(warning.Code);
            writer.Write(IndexOf(sources, warning.Source));
            writer.Write(warning.Span.Start);
            writer.Write(warning.Span.Length);
            writer.Write(warning.Message);
            WriteOptional(writer, warning.Hint);
        }

        writer.Write(SourceHash);
        writer.Write(Image.Length);
        writer.Write(Image);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static CompiledImage Read(BinaryReader reader, IReadOnlyList<SourceText> sources)
    {
        string typeName = reader.ReadString();
        string methodName = reader.ReadString();
        string? methodReason = ReadOptional(reader);
        var warnings = new Diagnostic[reader.ReadInt32()];
        for (int i = 0; i < warnings.Length; i++)
        {
            DiagnosticDescriptor row = DiagnosticTable.Find(reader.ReadString()) ?? throw new InvalidDataException();
            SourceText source = sources[reader.ReadInt32()];
            var span = new TextSpan(reader.ReadInt32(), reader.ReadInt32());
            warnings[i] = new Diagnostic(row, source, span, reader.ReadString(), ReadOptional(reader));
        }

        return new CompiledImage(typeName, methodName, methodReason, warnings, reader.ReadString(), reader.ReadBytes(reader.ReadInt32()));
    }

    private static int IndexOf(IReadOnlyList<SourceText> sources, SourceText source)
    {
        for (int i = 0; i < sources.Count; i++)
        {
            if (sources[i].Path == source.Path)
            {
                return i;
            }
        }

        return -1;
    }

    private static void WriteOptional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
