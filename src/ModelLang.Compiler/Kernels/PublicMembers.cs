using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>Parameters, inputs, states and outputs as named properties in declared units, nested as the circuit is nested.</summary>
internal sealed class PublicMembers
{
    private readonly KernelContext _context;
    private readonly ExprFormatter _formatter;
    private readonly Dictionary<string, PublicMember> _members = new(StringComparer.Ordinal);

    /// <summary>Lists the quantities.</summary>
    public PublicMembers(KernelContext context)
    {
        _context = context;
        _formatter = new ExprFormatter(context.Options.Strict);
        DynamicalSystem system = context.System;
        for (int i = 0; i < system.Parameters.Count; i++)
        {
            Parameter p = system.Parameters[i];
            string index = $"{i}";
            Add(p.Path, new PublicMember(
                "Parameter", p.Quantity, p.Range, p.Documentation,
                model => $"{model}{context.Names.Field(p.Path)}", (model, value) => $"{model}{RuntimeNames.SetParameter}({index}, {value})",
                Units(p.Path, "Parameter", index)));
        }

        for (int i = 0; i < system.Inputs.Count; i++)
        {
            Input input = system.Inputs[i];
            string index = $"{i}";
            Add(input.Path, new PublicMember(
                "Input", input.Quantity, input.Range, input.Documentation,
                model => $"{model}{context.Names.Field(input.Path)}", (model, value) => $"{model}{RuntimeNames.SetInput}({index}, {value})"));
        }

        for (int i = 0; i < system.States.Count; i++)
        {
            StateVariable s = system.States[i];
            string index = $"{i}";
            string at = context.IsNetwork ? context.Network.At(s.Path) : index;
            Add(s.Path, new PublicMember(
                "State", s.Quantity, s.Range, s.Documentation,
                model => $"{model}{RuntimeNames.StateArray}[{(context.IsNetwork ? model : "")}{at}]", (model, value) => $"{model}{RuntimeNames.SetState}({index}, {value})",
                Units(s.Path, "State", index)));
        }

        for (int i = 0; i < context.Observables.Count; i++)
        {
            Intermediate computed = context.Observables[i];
            string index = $"{system.States.Count + i}";
            string? kind = computed.Role switch
            {
                IntermediateRole.Output => "Output",
                IntermediateRole.Input => "Input, fed by the circuit",
                IntermediateRole.Drive => "Input, driven by the experiment",
                _ => null,
            };
            if (kind is not null)
            {
                Add(computed.Path, new PublicMember(
                    kind, computed.Quantity, null, computed.Documentation, model => $"{model}{RuntimeNames.Observed}({index})", null,
                    Units(computed.Path, "Observable", index)));
            }
        }
    }

    private sealed record PublicMember(
        string Kind, Quantity Quantity, Interval? Range, string Documentation, Func<string, string> Get, Func<string, string, string>? Set, string? Units = null);

    /// <summary>The properties of the class and the classes of its parts.</summary>
    public IEnumerable<KernelMember> Build() => Members(_context.Members, "");

    /// <summary>The statements of a constructor that make the parts.</summary>
    public static IEnumerable<KernelStatement> MakeParts(MemberTree tree, string model) =>
        tree.Parts.Select(part => new Line($"{part.Name} = new {part.TypeName}({model});"));

    private IEnumerable<KernelMember> Members(MemberTree tree, string model) =>
    [
        .. tree.Parts.Select(part => new KernelProperty($"The quantities of '{part.Path}'.", $"public {part.TypeName} {part.Name}", null, null)),
        .. tree.Values.Select(value => Property(value.Path, value.Name, model)),
        .. tree.Parts.Select(Part),
    ];

    private KernelClass Part(MemberTree part)
    {
        List<KernelMember> members = [];
        List<KernelStatement> constructor = [];
        if (part.Values.Count > 0)
        {
            members.Add(new KernelField($"private readonly {_context.Options.ClassName} _model;"));
            constructor.Add(new Line("_model = model;"));
        }

        constructor.AddRange(MakeParts(part, "model"));
        members.Add(new KernelMethod("", null, $"internal {part.TypeName}({_context.Options.ClassName} model)", constructor));
        members.AddRange(Members(part, "_model."));
        return new KernelClass($"The quantities of '{part.Path}'.", part.TypeName, members);
    }

    // The view that shows a quantity with a value per unit; null for a single value.
    private string? Units(string path, string kind, string index) => _context.Axes[path] is null ? null : $"{RuntimeNames.UnitValueKind}.{kind}, {index}";

    private KernelProperty Property(string path, string name, string model)
    {
        PublicMember member = _members[path];
        if (member.Units is { } units)
        {
            return new KernelProperty(Summary(path, member), $"public {RuntimeNames.UnitValues} {name}", $"new({(model.Length == 0 ? "this" : model.TrimEnd('.'))}, {units})", null);
        }

        Expr shown = Scaling.ToShown(KernelContext.Text(member.Get(model)), member.Set is null ? Quantity.One : member.Quantity);
        return new KernelProperty(
            Summary(path, member),
            $"public double {name}",
            _formatter.Format(shown),
            member.Set?.Invoke(model, _formatter.Format(Scaling.ToStored(KernelContext.Text("value"), member.Quantity))));
    }

    private static string Summary(string path, PublicMember member)
    {
        string text = string.Join(" ", CSharpText.Lines(member.Documentation).Select(l => l.Trim()).Where(l => l.Length > 0)).TrimEnd('.');
        string unit = member.Quantity.UnitText.Length == 0 ? "" : $" [{member.Quantity.UnitText}]";
        string range = member.Range is { } r
            ? $", in {(r.LowerOpen ? '(' : '[')}{Scaling.Text(r.Lower, member.Quantity)}, {Scaling.Text(r.Upper, member.Quantity)}{(r.UpperOpen ? ')' : ']')}"
            : "";
        return $"{member.Kind}: {(text.Length == 0 ? path : text)}{unit}{range}.";
    }

    private void Add(string path, PublicMember member) => _members[path] = member;
}
