namespace ModelLang.Cli;

/// <summary>What the exit codes of <c>mlang</c> mean: 1 asks to edit the model, 2 to edit the command line.</summary>
internal static class ExitCode
{
    /// <summary>All went well; there may be warnings.</summary>
    public const int Success = 0;

    /// <summary>The model text, or a data file it names, has errors.</summary>
    public const int ModelError = 1;

    /// <summary>The command line asks for something impossible, or a file cannot be read or written.</summary>
    public const int Usage = 2;

    /// <summary>The simulation failed numerically, or points of a sweep did; what was recorded until then, and the results of the other points, are written.</summary>
    public const int NumericalFailure = 3;

    /// <summary>The run was interrupted: what was recorded until then is written, and the same command starts it again; a sweep goes on from there.</summary>
    public const int Interrupted = 4;

    /// <summary>A fault of mlang itself.</summary>
    public const int Fault = 70;
}
