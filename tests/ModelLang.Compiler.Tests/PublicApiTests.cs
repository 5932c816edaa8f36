using ModelLang.Library;
using ModelLang.Testing;
using Xunit;

namespace ModelLang.Compiler.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_surface_of_the_compiler_is() => PublicApi.Match(typeof(ModelCompiler).Assembly);

    [Fact]
    public void The_public_surface_of_the_library_is() => PublicApi.Match(typeof(StandardLibrary).Assembly);
}
