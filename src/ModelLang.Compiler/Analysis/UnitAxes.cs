using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Analysis;

/// <summary>Which population a value belongs to: one value per unit of it, or a single value.</summary>
/// <remarks>A single value takes part in expressions of any population; values of two populations meet in reductions and connections only.</remarks>
internal sealed class UnitAxes
{
    private readonly Dictionary<string, string?> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Connection> _connections;
    private readonly Dictionary<Expr, string?> _known = new(ReferenceComparer<Expr>.Instance);

    /// <summary>Looks at a system whose intermediates are in evaluation order.</summary>
    public UnitAxes(DynamicalSystem system)
        : this(system, null)
    {
    }

    /// <summary>Looks at a system, told of each computed quantity in which two populations meet.</summary>
    public UnitAxes(DynamicalSystem system, Action<Intermediate, string, string>? mixed)
    {
        _connections = system.Connections.ToDictionary(c => c.Path, StringComparer.Ordinal);
        foreach (Parameter parameter in system.Parameters)
        {
            _variables[parameter.Path] = parameter.Population;
        }

        foreach (Input input in system.Inputs)
        {
            _variables[input.Path] = input.Population;
        }

        foreach (StateVariable state in system.States)
        {
            _variables[state.Path] = state.Population;
        }

        foreach (NoiseSource noise in system.Noises)
        {
            _variables[noise.Path] = noise.Population;
        }

        foreach (Intermediate intermediate in system.Invariants.Concat(system.Intermediates))
        {
            if (mixed is not null && Mixed(intermediate.Definition) is { } two)
            {
                mixed(intermediate, two.First, two.Second);
            }

            _variables[intermediate.Path] = Of(intermediate.Definition);
        }
    }

    /// <summary>Whether any value of the system has one per unit.</summary>
    public bool Any => _variables.Values.Any(population => population is not null);

    /// <summary>The population of a variable; null for a single value.</summary>
    public string? this[string path] => _variables.TryGetValue(path, out string? population) ? population : null;

    /// <summary>Takes note of a new intermediate.</summary>
    public void Add(string path, Expr definition) => _variables[path] = Of(definition);

    /// <summary>The population of the units an expression has a value for; null for a single value.</summary>
    public string? Of(Expr expr)
    {
        if (!_known.TryGetValue(expr, out string? population))
        {
            population = expr switch
            {
                Reference reference => this[reference.Name],
                Reduction => null,
                ConnectionSum sum => _connections[sum.Connection].Targets[sum.Port].Population,
                ArrivalSum sum => _connections[sum.Connection].Targets[sum.Port].Population,
                EndValue end => end.Connection,
                Delayed past => Of(past.Signal) ?? Of(past.Delay),
                _ => expr.Children().Select(Of).FirstOrDefault(p => p is not null),
            };
            _known.Add(expr, population);
        }

        return population;
    }

    /// <summary>Two populations that meet in an expression, or null.</summary>
    public (string First, string Second)? Mixed(Expr expr)
    {
        string? first = null;
        foreach (Expr child in expr.Children())
        {
            if (Mixed(child) is { } inner)
            {
                return inner;
            }

            if (expr is Reduction or ConnectionSum or ArrivalSum or EndValue || Of(child) is not { } population)
            {
                continue;
            }

            if (first is not null && first != population)
            {
                return (first, population);
            }

            first = population;
        }

        return null;
    }
}
