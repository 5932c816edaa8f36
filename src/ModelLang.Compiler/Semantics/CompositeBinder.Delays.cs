using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.IR;
using ModelLang.Compiler.Syntax;

namespace ModelLang.Compiler.Semantics;

/// <content>Delays of edges.</content>
internal sealed partial class CompositeBinder
{
    private readonly Dictionary<(Expr Source, double Mean, int Stages), Bound> _chains = [];

    // The delay that a setting states; null after a report.
    private EdgeDelay? BindDelay(SettingSyntax setting, ModelFile file)
    {
        if (setting.Value is CallSyntax { Function.Text: "gamma" } gamma)
        {
            return BindGamma(gamma, file);
        }

        Bound delay = Expressions(file).BindReal(setting.Value, Context.Units.Time);
        if (!delay.IsError && DelayBinder.IsDelay(Context, file, delay.Expr, setting.Value))
        {
            return new TransportDelay(delay.Expr);
        }

        _symbol.HasErrors |= _symbol.Unsupported.Count == 0;
        return null;
    }

    private GammaDelay? BindGamma(CallSyntax gamma, ModelFile file)
    {
        Bound? Argument(string name)
        {
            ArgumentSyntax? argument = gamma.Arguments.FirstOrDefault(a => a.Name?.Text == name);
            return argument is null ? null : Expressions(file).BindReal(argument.Value, Context.Units.Time);
        }

        if (gamma.Arguments.Count != 2 || Argument("mean") is not { } mean || Argument("sd") is not { } deviation)
        {
            Fail(DiagnosticTable.GammaDelay, file, gamma, "write gamma(mean = 4 ms, sd = 1 ms)", "A gamma delay has a mean and a standard deviation sd");
            return null;
        }

        if (mean.IsError || deviation.IsError)
        {
            _symbol.HasErrors = true;
            return null;
        }

        if (!ConstantEvaluator.TryEvaluate(mean.Expr, out double m) || !ConstantEvaluator.TryEvaluate(deviation.Expr, out double s))
        {
            Fail(DiagnosticTable.GammaDelay, file, gamma, "write numbers or constants; the mean of the chain that is made of it is a parameter and can be set", "The mean and sd of a gamma delay decide how many equations it becomes, so they must be constants");
            return null;
        }

        double stages = GammaChain.Stages(m, s);
        if (!(m > 0) || !(s > 0) || !(m < double.PositiveInfinity) || !(stages <= GammaChain.MostStages))
        {
            string what = m > 0 && s > 0 && stages > GammaChain.MostStages
                ? $"A gamma delay with this mean and sd would take more than {GammaChain.MostStages} equations"
                : "The mean and sd of a gamma delay must be positive and finite";
            Fail(DiagnosticTable.GammaDelay, file, gamma, stages > GammaChain.MostStages ? "with an sd this small, write delay = mean alone" : "write gamma(mean = 4 ms, sd = 1 ms)", what);
            return null;
        }

        return new GammaDelay(mean with { Expr = mean.Expr as Number ?? new Number(m) }, (int)stages);
    }

    // What arrives of a source; an error when it has no past.
    private Bound Delayed(Bound source, EdgeDelay? delay, SyntaxNode statement, SyntaxNode sourceNode, ModelFile file) => delay switch
    {
        null => source,
        TransportDelay transport => DelayBinder.Delay(Context, file, source, transport.Time, sourceNode),
        GammaDelay gamma => Chained(source, gamma, statement, sourceNode, file),
        _ => throw Unexpected.Kind(delay),
    };

    // Edges from one source with the same delay share the chain.
    private Bound Chained(Bound source, GammaDelay gamma, SyntaxNode statement, SyntaxNode sourceNode, ModelFile file)
    {
        (Expr, double, int) key = (source.Expr, ((Number)gamma.Mean.Expr).Value, gamma.Stages);
        if (_chains.TryGetValue(key, out Bound known))
        {
            return known;
        }

        if (DelayBinder.Delay(Context, file, source, gamma.Mean.Expr, sourceNode).IsError)
        {
            return Bound.Error;
        }

        string name = ((Reference)source.Expr).Name.Replace('.', '_') + "_delayed";
        while (_symbol.FindChild(name) is not null || Variables.ContainsKey(name))
        {
            name += "_";
        }

        OperatorSymbol chain = GammaChain.Make(name, gamma.Stages, gamma.Mean, source, Context.Units, file, statement);
        _symbol.Children.Add(new ChildSymbol(name, chain, [], statement.Span) { Follows = PopulationOf(source.Expr) });
        _symbol.Feeds.Add(new FeedSymbol(name + ".u", source.Expr, BindingContext.SourceOf(statement, file)));
        Bound arriving = source with { Expr = new Reference($"{name}.{GammaChain.Stage(gamma.Stages)}", VariableKind.State, source.Type) };
        _chains.Add(key, arriving);
        return arriving;
    }
}
