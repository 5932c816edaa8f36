using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Methods;

namespace ModelLang.Compiler.Kernels;

/// <summary>Decides what the emitted class of a system and a method is made of.</summary>
/// <remarks>
/// Needs a lowered system: real, first order, solved for the derivatives, intermediates in an order of evaluation.
/// A small system runs in locals with all stages unrolled; a larger one in arrays, its right-hand side cut into methods
/// that the JIT still optimises.
/// </remarks>
internal static class KernelBuilder
{
    /// <summary>Builds the kernel.</summary>
    public static Kernel Build(DynamicalSystem lowered, Method method, KernelOptions options)
    {
        KernelContext context = new(lowered, method, options);
        SystemMembers system = new(context);
        IReadOnlyList<KernelMember> systemMembers = system.Build();
        ValueMembers values = new(context, system);
        IReadOnlyList<KernelMember> steps = method.Kind switch
        {
            MethodKind.Fixed => [.. new FixedStepMembers(context).Build()],
            MethodKind.Adaptive => [.. new AdaptiveMembers(context).Build()],
            MethodKind.Stochastic => [.. new StochasticMembers(context).Build()],
            MethodKind.Stiff => [.. new RosenbrockMembers(context, system.HasTimeDerivative).Build()],
            _ => throw Unexpected.Kind(method.Kind),
        };
        IEnumerable<KernelMember> all =
        [
            new DescriptionMember(context).Build(),
            .. values.Fields(),
            Constructor(context, values),
            new KernelProperty(null, $"public override {RuntimeNames.SystemDescription} {RuntimeNames.Description}", RuntimeNames.Metadata, null),
            .. new PublicMembers(context).Build(),
            .. steps,
            .. systemMembers,
            .. new DiscontinuityMembers(context, system).Build(),
            .. values.Accessors(),
        ];
        return new Kernel(
            options.ClassName,
            Summary(context),
            [.. CSharpText.Lines(lowered.Documentation), $"Method: {context.Method.Citation}."],
            [RuntimeNames.Simulator, method.HasFixedStep ? RuntimeNames.FixedStepKernel : RuntimeNames.AdaptiveKernel],
            [.. all.OrderBy(Rank)],
            options.Strict);
    }

    // Constants, the description, fields, constructor, properties, methods, parts; the order within each stays.
    private static int Rank(KernelMember member) => member switch
    {
        KernelField { Text: var text } when text.StartsWith("private const", StringComparison.Ordinal) => 0,
        KernelText => 1,
        KernelField => 2,
        KernelMethod { Name: "" } => 3,
        KernelProperty => 4,
        KernelClass => 6,
        _ => 5,
    };

    private static string Summary(KernelContext context)
    {
        string states = context.Count == 1 ? "1 state" : $"{context.Count} states";
        string experiment = context.System.Experiment is { } name ? $", experiment {name}" : "";
        return $"{context.System.Name}{experiment}: {states}, {context.Method.Summary}.";
    }

    // With tables the caller has to load them first and then calls Reset.
    private static KernelMethod Constructor(KernelContext context, ValueMembers values)
    {
        List<KernelStatement> body = [.. PublicMembers.MakeParts(context.Members, "this")];
        if (values.FollowDefaults is not null)
        {
            body.Add(new Line($"{values.FollowDefaults}();"));
        }

        if (context.System.Tables.Count == 0)
        {
            body.Add(new Line($"{RuntimeNames.Reset}();"));
        }

        string summary = context.System.Tables.Count == 0
            ? "Makes a simulator at t = 0 with default parameters."
            : "Makes a simulator with default parameters; give it its tables, then call Reset.";
        return new KernelMethod("", summary, $"public {context.Options.ClassName}()\n    : base({context.Count})", body);
    }
}
