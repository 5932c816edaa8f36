namespace ModelLang.Compiler.Kernels;

/// <summary>A class to emit with every decision made: members, loops, locals, stages, layout.</summary>
/// <param name="ClassName">Its name.</param>
/// <param name="Summary">What the class is.</param>
/// <param name="Remarks">The model's documentation and the source of the method, line by line.</param>
/// <param name="Bases">Base class and interfaces.</param>
/// <param name="Members">In the order of the text.</param>
/// <param name="Strict">Whether the platform's own functions are called.</param>
/// <param name="UsesVectors">Whether loops compute several units at once.</param>
internal sealed record Kernel(
    string ClassName,
    string Summary,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<string> Bases,
    IReadOnlyList<KernelMember> Members,
    bool Strict,
    bool UsesVectors = false)
{
    /// <summary>The method of a name, for tests and measurements.</summary>
    public KernelMethod Method(string name) => Members.OfType<KernelMethod>().First(m => m.Name == name);
}

/// <summary>A member of the emitted class.</summary>
internal abstract record KernelMember;

/// <summary>A private field: <c>private double _tau = 10;</c>.</summary>
/// <param name="Text">The declaration.</param>
internal sealed record KernelField(string Text) : KernelMember;

/// <summary>A table of constant texts: the static description of the system.</summary>
/// <param name="Lines">Lines of C# text.</param>
internal sealed record KernelText(IReadOnlyList<string> Lines) : KernelMember;

/// <summary>A public property.</summary>
/// <param name="Summary">Text of its XML doc, or null to inherit it.</param>
/// <param name="Head">Modifiers, type and name.</param>
/// <param name="Getter">Expression, or null for one that the constructor sets.</param>
/// <param name="Setter">Expression, or null for a read-only one.</param>
internal sealed record KernelProperty(string? Summary, string Head, string? Getter, string? Setter) : KernelMember;

/// <summary>A public class inside the emitted one.</summary>
/// <param name="Summary">Text of its XML doc.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">In the order of the text.</param>
internal sealed record KernelClass(string Summary, string Name, IReadOnlyList<KernelMember> Members) : KernelMember;

/// <summary>A method or constructor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">Text of its XML doc, <see cref="Inherited"/> when the contract has it, or null for a private one.</param>
/// <param name="Head">Modifiers, type, name and parameters.</param>
/// <param name="Body">Statements.</param>
/// <param name="Optimized">Whether the JIT shall optimise it at once.</param>
internal sealed record KernelMethod(string Name, string? Summary, string Head, IReadOnlyList<KernelStatement> Body, bool Optimized = false) : KernelMember
{
    /// <summary>Marks a member whose documentation is that of the contract.</summary>
    public const string Inherited = "<inherited>";
}
