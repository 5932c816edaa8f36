using ModelLang.Simulation.Experiments;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Simulation.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is() => PublicApi.Match(typeof(ExperimentRunner).Assembly);
}
