using ModelLang.Compiler.Emit;
using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>What the variables of the system are called at one place of the emitted code.</summary>
/// <param name="Context">The system and its names.</param>
/// <param name="Time">Text of the time.</param>
/// <param name="Variable">Text of everything but the time and tables.</param>
/// <param name="Table">Text of a table.</param>
internal sealed record Frame(KernelContext Context, Expr Time, Func<Reference, string> Variable, Func<string, string> Table)
{
    /// <summary>Everything is a local with the model's name.</summary>
    public static Frame InLocals(KernelContext context, string time) =>
        new(context, KernelContext.Text(time), r => context.Names[r.Name], table => context.Names[table]);

    /// <summary>An expression with the names of this place.</summary>
    public Expr Rename(Expr expr) => ExprRewriter.BottomUp(expr, node => node switch
    {
        IR.Time => Time,
        Reference reference => reference with { Name = Variable(reference) },
        TableValue value => KernelContext.Text($"{Table(value.Table)}.{Reader(value.Table)}({TimeText})"),
        TableSlope slope => KernelContext.Text($"{Table(slope.Table)}.{RuntimeNames.TableSlope}({TimeText})"),
        Delayed past => KernelContext.Text(Past(RuntimeNames.PastValue, past.Signal, past.Delay)),
        DelayedSlope past => KernelContext.Text(Past(RuntimeNames.PastSlope, past.Signal, past.Delay)),
        _ => node,
    });

    private string Past(string member, Reference signal, Expr delay) =>
        $"{RuntimeNames.Past}.{member}({Context.SignalIndex(signal)}, {TimeText}, {new ExprFormatter(Context.Options.Strict).Format(delay)})";

    private string TimeText => new ExprFormatter(Context.Options.Strict).Format(Time);

    private string Reader(string table) =>
        Context.Table(table).Interpolation == Interpolation.Linear ? RuntimeNames.TableLinear : RuntimeNames.TablePrevious;
}
