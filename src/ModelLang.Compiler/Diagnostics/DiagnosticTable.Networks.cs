namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>A population whose size is no whole number above zero.</summary>
    public static readonly DiagnosticDescriptor InvalidPopulation = Error(
        "ML4101", "Population that cannot be", "{0}",
        "A population is a number of units made of one operator or node; its size is a constant whole number, or the name that the shape of data gives to a number of rows or columns.",
        "operator leaky {\n  state r = 0\n  r' = -r\n}\ncircuit network {\n  population X : leaky[2.5]\n}",
        "Write population X : op[100], or const N = 100 and population X : op[N].");

    /// <summary>Values of two populations that meet unit by unit.</summary>
    public static readonly DiagnosticDescriptor MixedPopulations = Error(
        "ML4102", "Populations mixed", "'{0}' has {1}, but gets one value per unit of '{2}'",
        "Units of different populations are not matched by their numbers. A value per unit becomes one value by sum, mean, min or max; units are connected by connect.",
        "operator leaky {\n  input u = 0\n  state r = 0\n  r' = -r + u\n}\ncircuit network {\n  population X : leaky[20]\n  node y : leaky\n  edge X.r -> y.u\n}",
        "Reduce it first, as in output m = mean(X.r), or write connect X.r -> Y.u by all_to_all, one_to_one, random(p = 0.1), ...");

    /// <summary>A wrong distribution.</summary>
    public static readonly DiagnosticDescriptor InvalidDistribution = Error(
        "ML4103", "Distribution", "{0}",
        "Random values and quantiles come from uniform(low, high), normal(mean, sd), lognormal(median, sigma), gamma(mean, sd), exponential(mean), cauchy(centre, width) or beta(a, b).",
        "operator leaky {\n  param tau = 1\n  state r = 0\n  tau*r' = -r\n}\ncircuit network {\n  population X : leaky[20] { tau ~ normal(1) }\n}",
        "Write tau ~ normal(10 ms, 1 ms), with truncate(0 ms, 20 ms) behind it to keep it in bounds, or eta = quantiles(cauchy(-5, 1)).");

    /// <summary>Values per unit that are too many or too few.</summary>
    public static readonly DiagnosticDescriptor WrongCount = Error(
        "ML4104", "Number of values", "{0} values are given for the {1} units of '{2}'",
        "A list has one value for each unit.",
        "operator leaky {\n  param tau = 1\n  state r = 0\n  tau*r' = -r\n}\ncircuit network {\n  population X : leaky[3] { tau = [1, 2] }\n}",
        "Give as many values as there are units, or one value for all of them.");

    /// <summary>A data statement that makes no sense.</summary>
    public static readonly DiagnosticDescriptor InvalidData = Error(
        "ML4105", "Data", "{0}",
        "Data are read from a file when a simulation starts; the statement says what the numbers are.",
        "operator leaky {\n  state r = 0\n  r' = -r\n}\ncircuit network {\n  data W = \"weights.csv\"\n  population X : leaky[3]\n}",
        "Write data W = csv(\"weights.csv\", shape = [N, N], rows = target), with unit = mm and labels = header where they apply.");

    /// <summary>A value set for an input that something feeds.</summary>
    public static readonly DiagnosticDescriptor ValueOfFedInput = Warning(
        "ML4106", "Value without effect", "The value set for '{0}' has no effect, because something feeds it",
        "An input has its own value only where nothing flows into it.",
        "operator leaky {\n  input u = 0\n  state r = 0\n  r' = -r + u\n}\ncircuit network {\n  node a : leaky\n  node b : leaky { u = 0.3 }\n  edge a.r -> b.u\n}",
        "Remove it, or add it to what flows in: input offset = 0.3 in the circuit with edge offset -> b.u, or a term of its own in the operator.");

    /// <summary>An operator that cannot stand on an edge.</summary>
    public static readonly DiagnosticDescriptor InvalidEdgeOperator = Error(
        "ML4108", "Operator on an edge", "{0}",
        "What flows goes into the one free input of the operator behind via, and its one output goes on to the target.",
        "operator leaky {\n  input u = 0\n  state r = 0\n  r' = -r + u\n}\noperator both {\n  input a = 0\n  input b = 0\n  output c = a + b\n}\ncircuit network {\n  node x : leaky\n  edge x.r -> x.u via both\n}",
        "Give the other inputs values: edge x.r -> y.u via op { b = target.r, k = 0.5 }.");

    /// <summary>A value per unit where a single one is needed.</summary>
    public static readonly DiagnosticDescriptor ValuePerUnit = Error(
        "ML4107", "Values per unit", "{0} cannot have a value per unit or per connection, or a random one",
        "Lists, files, quantiles and random draws set parameters and initial values of populations, and weights and delays of connections.",
        "operator leaky {\n  param tau = 1\n  state r = 0\n  init r ~ uniform(0, 1)\n  tau*r' = -r\n}\ncircuit network {\n  node x : leaky\n}",
        "Write a single number, or make it a population: population X : op[1].");
}
