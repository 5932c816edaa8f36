using ModelLang.Compiler.Kernels;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public sealed class RelativePathTests
{
    [Theory]
    [InlineData("theta.mlang", "theta.mlang", "theta.mlang")]
    [InlineData("a/theta.mlang", "a/theta.mlang", "theta.mlang")]
    [InlineData("/home/x/a/theta.mlang", "/home/x/a/ops.mlang", "ops.mlang")]
    [InlineData("/home/x/a/theta.mlang", "/home/x/a/../b/ops.mlang", "../b/ops.mlang")]
    [InlineData("C:\\x\\theta.mlang", "C:\\x\\sub\\ops.mlang", "sub/ops.mlang")]
    [InlineData("a/./theta.mlang", "a/sub/../../ops.mlang", "../ops.mlang")]
    [InlineData("a/b/theta.mlang", "std.theta", "std.theta")]
    [InlineData("../theta.mlang", "../sub/ops.mlang", "sub/ops.mlang")]
    public void File_is_named_as_seen_from_the_folder_of_the_main_one(string main, string file, string shown) =>
        Assert.Equal(shown, RelativePath.Of(main, file));
}
