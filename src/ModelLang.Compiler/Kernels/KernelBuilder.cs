using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Kernels.Lanes;
using ModelLang.Compiler.Kernels.Networks;
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
        if (context.IsNetwork)
        {
            return BuildNetwork(context);
        }

        SystemMembers system = new(context);
        IReadOnlyList<KernelMember> systemMembers = system.Build();
        IReadOnlyList<KernelStatement> invalidate = [.. system.Invalidate];
        ValueMembers values = new(context, invalidate);
        IReadOnlyList<KernelMember> steps = Steps(context, system.HasTimeDerivative);
        return Build(context, values, steps, options.Lanes ? Lanes(context) : [], systemMembers, invalidate);
    }

    // What depends on sizes is made at a reset, and the arrays of the method are among it.
    private static Kernel BuildNetwork(KernelContext context)
    {
        NetworkMembers network = new(context);
        IReadOnlyList<KernelStatement> invalidate = [.. network.Invalidate];
        IReadOnlyList<KernelMember> steps = Steps(context, hasTimeDerivative: false);
        return Build(context, new ValueMembers(context, invalidate), steps, [], network.Build(), invalidate);
    }

    private static IReadOnlyList<KernelMember> Steps(KernelContext context, bool hasTimeDerivative) => context.Method.Kind switch
    {
        MethodKind.Fixed => [.. new FixedStepMembers(context).Build()],
        MethodKind.Adaptive => [.. new AdaptiveMembers(context).Build()],
        MethodKind.Stochastic => [.. new StochasticMembers(context).Build()],
        MethodKind.Stiff => [.. new RosenbrockMembers(context, hasTimeDerivative).Build()],
        _ => throw Unexpected.Kind(context.Method.Kind),
    };

    // What reads the past goes on by itself: each simulator has a past of its own.
    private static IReadOnlyList<KernelMember> Lanes(KernelContext context) => context.DelayedReads.Count > 0 ? [] : context.Method.Kind switch
    {
        MethodKind.Fixed => new LaneMembers(context).Build(new FixedStepMembers(context).Lanes()),
        MethodKind.Adaptive => new LaneMembers(context).Build(new AdaptiveMembers(context).Lanes()),
        MethodKind.Stochastic => new LaneMembers(context).Build(new StochasticMembers(context).Lanes()),
        _ => [],
    };

    private static Kernel Build(
        KernelContext context,
        ValueMembers values,
        IReadOnlyList<KernelMember> steps,
        IReadOnlyList<KernelMember> lanes,
        IReadOnlyList<KernelMember> systemMembers,
        IReadOnlyList<KernelStatement> invalidate)
    {
        KernelOptions options = context.Options;
        IEnumerable<KernelMember> all =
        [
            new DescriptionMember(context).Build(),
            .. values.Fields(),
            Constructor(context, values),
            new KernelProperty(null, $"public override {RuntimeNames.SystemDescription} {RuntimeNames.Description}", RuntimeNames.Metadata, null),
            .. new PublicMembers(context).Build(),
            .. steps,
            .. lanes,
            .. systemMembers,
            .. context.IsNetwork ? [] : new DelayMembers(context).Build(),
            .. new DiscontinuityMembers(context, invalidate).Build(),
            .. values.Accessors(),
        ];
        return new Kernel(
            options.ClassName,
            Summary(context),
            [.. CSharpText.Lines(context.System.Documentation), $"Method: {context.Method.Citation}."],
            [
                RuntimeNames.Simulator,
                context.Method.HasFixedStep ? RuntimeNames.FixedStepKernel : RuntimeNames.AdaptiveKernel,
                .. lanes.Count == 0 ? Array.Empty<string>() : [context.Method.HasFixedStep ? RuntimeNames.FixedStepLanes : RuntimeNames.AdaptiveLanes],
            ],
            [.. all.OrderBy(Rank)],
            options.Strict,
            context.IsNetwork || lanes.Count > 0);
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
        string states = context.IsNetwork ? string.Join(", ", context.System.Populations.Select(p => "population " + p.Path))
            : context.Count == 1 ? "1 state" : $"{context.Count} states";
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

        bool complete = context.System.Tables.Count == 0 && !context.System.Arrays.Any(a => a.Source is NumbersInFile);
        if (context.Options.Experiment is { Seed: not 0 } plan && context.IsNetwork)
        {
            body.Add(new Line($"{RuntimeNames.Seed} = {plan.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)};"));
        }

        if (complete)
        {
            body.Add(new Line($"{RuntimeNames.Reset}();"));
        }

        string summary = complete
            ? "Makes a simulator at t = 0 with default parameters."
            : "Makes a simulator with default parameters; give it its data (LoadData), then call Reset.";
        return new KernelMethod("", summary, $"public {context.Options.ClassName}()\n    : base({(context.IsNetwork ? 0 : context.Count)})", body);
    }
}
