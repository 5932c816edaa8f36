namespace ModelLang.Runtime;

/// <summary>Where the values of each variable lie in a flat vector: one after the other, the units of a population in a row.</summary>
public sealed class VectorLayout
{
    private readonly IReadOnlyList<VariableDescription> _variables;
    private readonly int[] _offsets;

    /// <summary>Lays variables out one after the other.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="populationSizes">Number of units of each population.</param>
    public VectorLayout(IReadOnlyList<VariableDescription> variables, IReadOnlyList<int> populationSizes)
    {
        _variables = variables;
        _offsets = new int[variables.Count + 1];
        for (int i = 0; i < variables.Count; i++)
        {
            int population = variables[i].Population;
            _offsets[i + 1] = checked(_offsets[i] + (population < 0 ? 1 : populationSizes[population]));
        }
    }

    /// <summary>Length of the vector.</summary>
    public int Length => _offsets[^1];

    /// <summary>Position of the first value of a variable.</summary>
    public int Offset(int variable) => _offsets[variable];

    /// <summary>How many values a variable has.</summary>
    public int Count(int variable) => _offsets[variable + 1] - _offsets[variable];

    /// <summary>The variable and the unit that a position belongs to.</summary>
    public (int Variable, int Unit) Locate(int position)
    {
        int found = Array.BinarySearch(_offsets, position);
        int variable = found >= 0 ? found : ~found - 1;

        // Variables of empty populations share their position with the next one.
        while (Count(variable) == 0)
        {
            variable++;
        }

        return (variable, position - _offsets[variable]);
    }

    /// <summary>The name of a position: <c>r</c>, or <c>X.r[3]</c> in a population.</summary>
    public string NameOf(int position)
    {
        (int variable, int unit) = Locate(position);
        VariableDescription description = _variables[variable];
        return description.Population < 0 ? description.Name : FormattableString.Invariant($"{description.Name}[{unit}]");
    }
}
