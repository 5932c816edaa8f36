using ModelLang.Runtime;
using Xunit;
using Xunit.Abstractions;

namespace ModelLang.Numerics.Tests.Models;

/// <summary>Published models, written in ModelLang and compiled, against independent solutions in 80-bit arithmetic.</summary>
public sealed class ReferenceTests(ITestOutputHelper output)
{
    private static readonly string[] s_adaptive = ["dopri5", "tsit5", "rosenbrock"];

    // Local errors of 1e-10 add up along a run, most where the phase of a limit cycle drifts; a hundredfold growth is allowed.
    private const double Tolerance = 1e-8;

    public static TheoryData<string, string> AdaptiveCases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string name in ReferenceModel.Names)
            {
                // Rosenbrock methods need a Jacobian, which populations do not have.
                foreach (string method in s_adaptive.Where(m => m != "rosenbrock" || !name.Contains('.')))
                {
                    cases.Add(name, method);
                }
            }

            return cases;
        }
    }

    public static TheoryData<string> Names => [.. ReferenceModel.Names];

    [Theory]
    [MemberData(nameof(AdaptiveCases))]
    public void Adaptive_method_follows_the_reference(string name, string method)
    {
        using var model = new ReferenceModel(name, method);
        double error = model.ErrorAgainst(
            ReferenceModel.SolutionOf(name), new IntegrationSettings { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 });

        output.WriteLine($"{name} {method} {error:E2}");
        Assert.InRange(error, 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_records_what_the_reference_holds(string name)
    {
        using var model = new ReferenceModel(name, "rk4");
        ReferenceSolution reference = ReferenceModel.SolutionOf(name);

        Assert.Equal(reference.Times[1], model.Interval, 1e-15);
        if (name != "jansen_rit_parts")
        {
            Assert.Equal(reference.Names.Skip(1), model.Columns(reference).Select(c => c.Name));
        }
    }

    [Fact]
    public void Every_reference_has_a_model()
    {
        IEnumerable<string> references = Directory.GetFiles(ReferenceSolution.Folder, "*.csv").Select(f => Path.GetFileNameWithoutExtension(f));

        Assert.Empty(references.Except(ReferenceModel.Names));
    }
}
