namespace ModelLang.Cli.Tests;

/// <summary>A folder with a model file, and the command line run in process.</summary>
public abstract class CliFixture : IDisposable
{
    /// <summary>A leaky integrator with one experiment of 51 samples.</summary>
    protected const string Leaky = """
        time ms

        /// Leaky integrator.
        operator leaky {
          param tau = 10 ms in (0 ms, inf)
          param gain = 1.0
          input u = 0.0 in [-100, 100]
          state x = 1.0 in [-50, 50]
          output twice = 2*x
          tau * x' = -x + gain*u
        }

        circuit one {
          node p : leaky
        }

        experiment relax {
          model  one
          solver rk4 { dt = 0.1 ms }
          run    50 ms
          record p.x, p.twice every 1 ms
        }

        """;

    protected CliFixture()
    {
        Environment.SetEnvironmentVariable("MODELLANG_CACHE", Path.Combine(Path.GetTempPath(), "mlang-cli-tests"));
        Folder = Directory.CreateTempSubdirectory("mlang-cli-test").FullName;
        Model = Write("leaky.mlang", Leaky);
    }

    protected string Folder { get; }

    protected string Model { get; }

    protected static Result Mlang(params string[] args) => Mlang(CancellationToken.None, args);

    protected static Result Mlang(CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(args, output, error, cancellation);
        return new Result(code, output.ToString(), error.ToString());
    }

    protected string At(string name) => Path.Combine(Folder, name);

    protected string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected sealed record Result(int Code, string Output, string Error);
}
