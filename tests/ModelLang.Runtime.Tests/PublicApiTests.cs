using ModelLang.Testing;
using Xunit;

namespace ModelLang.Runtime.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is() => PublicApi.Match(typeof(Simulator).Assembly);
}
