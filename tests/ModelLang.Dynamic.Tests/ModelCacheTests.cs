using System.Runtime.CompilerServices;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Dynamic.Tests;

public sealed class ModelCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlang-cache-test").FullName;
    private readonly DecaySource _frontEnd = new();
    private int _caches;

    public ModelCacheTests()
    {
        Write("other.mlang", "operator o { }");
        Write("decay.mlang", "import other.mlang\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Second_load_compiles_nothing_and_tells_the_same()
    {
        using CompiledModel first = Load();
        using CompiledModel second = Load();

        Assert.Equal((false, true, 1), (first.FromCache, second.FromCache, _frontEnd.Compilations));
        Assert.Equal(("euler", "it is a test"), (second.MethodName, second.MethodReason));
        Diagnostic warning = Assert.Single(second.Diagnostics);
        Assert.Equal(first.Diagnostics[0] with { Source = warning.Source }, warning);
        Assert.EndsWith("other.mlang", warning.Source.Path);
        Assert.Equal(1, second.CreateSimulator().State[0]);
    }

    [Fact]
    public void Disk_alone_serves_another_process()
    {
        Load().Dispose();
        using CompiledModel second = Load(CopyOfCache());

        Assert.True(second.FromCache);
        Assert.Equal("decay", second.Description.Name);
    }

    [Fact]
    public void Edit_of_an_import_compiles_again_and_its_undoing_does_not()
    {
        Load().Dispose();
        Write("other.mlang", "operator changed { }");
        Load().Dispose();
        Assert.Equal(2, _frontEnd.Compilations);

        Write("other.mlang", "operator o { }");
        Load().Dispose();
        Assert.Equal(2, _frontEnd.Compilations);
    }

    [Fact]
    public void Import_that_appears_compiles_again()
    {
        File.Delete(Path.Combine(_folder, "other.mlang"));
        Load().Dispose();
        Write("other.mlang", "operator o { }");
        Load().Dispose();

        Assert.Equal(2, _frontEnd.Compilations);
    }

    [Fact]
    public void Other_options_are_another_entry()
    {
        Load().Dispose();
        Load(options: o => o with { Method = "rk4" }).Dispose();
        Load(options: o => o with { Strict = true }).Dispose();
        Load(options: o => o with { Lanes = true }).Dispose();

        Assert.Equal(4, _frontEnd.Compilations);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("truncated")]
    [InlineData("flipped")]
    [InlineData("foreign")]
    public void Damaged_file_is_ignored_and_replaced(string damage)
    {
        Load().Dispose();
        string damaged = CopyOfCache();
        foreach (string file in Directory.GetFiles(damaged))
        {
            byte[] bytes = File.ReadAllBytes(file);
            bytes[^5] ^= damage == "flipped" ? (byte)1 : (byte)0;
            File.WriteAllBytes(file, damage switch
            {
                "empty" => [],
                "truncated" => bytes[..(bytes.Length / 2)],
                "foreign" => "this is something else, and long enough to be mistaken for a cache file"u8.ToArray(),
                _ => bytes,
            });
        }

        using (CompiledModel model = Load(damaged))
        {
            Assert.False(model.FromCache);
        }

        using CompiledModel repaired = Load(CopyOf(damaged));
        Assert.True(repaired.FromCache);
    }

    [Fact]
    public void Cache_directory_that_cannot_be_made_is_harmless()
    {
        Write("file", "");
        using CompiledModel model = Load(Path.Combine(_folder, "file", "below"));

        Assert.Equal(1, model.CreateSimulator().State[0]);
    }

    [Fact]
    public void Without_cache_nothing_is_kept()
    {
        Load(options: o => o with { UseCache = false }).Dispose();
        Load(options: o => o with { UseCache = false }).Dispose();

        Assert.Equal(2, _frontEnd.Compilations);
        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public void Writers_at_once_leave_a_usable_cache()
    {
        Parallel.For(0, 8, _ => Load(Path.Combine(_folder, "shared")).Dispose());

        Assert.True(Load(CopyOf(Path.Combine(_folder, "shared"))).FromCache);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "shared"), "*.part"));
    }

    [Fact]
    public void Errors_are_thrown_with_their_diagnostics()
    {
        Write("decay.mlang", "wrong");
        var e = Assert.Throws<ModelException>(() => Load());

        Assert.Equal("ML2001", Assert.Single(e.Diagnostics).Code);
        Assert.Contains("decay.mlang(1,2): error ML2001: a finding", e.Message);
    }

    [Fact]
    public void Same_code_gives_the_same_image()
    {
        string code = "namespace N; public sealed class C { public double F(double x) => x * 2; }";

        Assert.Equal(ImageCompiler.Compile(code, "A"), ImageCompiler.Compile(code, "A"));
    }

    [Fact]
    public void Unloading_frees_the_code()
    {
        WeakReference context = UseAndUnload();
        for (int i = 0; i < 10 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    [Fact]
    public void Unloaded_model_makes_no_simulators()
    {
        CompiledModel model = Load();
        model.Unload();

        Assert.Throws<ObjectDisposedException>(model.CreateSimulator);
    }

    private string Cache => Path.Combine(_folder, "cache");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference UseAndUnload()
    {
        CompiledModel model = Load();
        Simulator simulator = model.CreateSimulator();
        ((IFixedStepKernel)simulator).Advance(0, 0.5, 0, 1);
        Assert.Equal(0.5, simulator.State[0]);
        var context = new WeakReference(simulator.GetType());
        model.Unload();
        return context;
    }

    private CompiledModel Load(string? cache = null, Func<ModelOptions, ModelOptions>? options = null)
    {
        string path = Path.Combine(_folder, "decay.mlang");
        var chosen = new ModelOptions { Circuit = "decay", CacheDirectory = cache ?? Cache };
        return Model.Load(ModelFiles.Read(path), path, ModelFiles.All, options?.Invoke(chosen) ?? chosen, _frontEnd.Compile);
    }

    // Memory belongs to a directory: a copy starts without it, as another process would.
    private string CopyOfCache() => CopyOf(Cache);

    private string CopyOf(string cache)
    {
        string copy = Path.Combine(_folder, "copy" + _caches++);
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.GetFiles(cache))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
