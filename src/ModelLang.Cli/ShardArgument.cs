using System.Globalization;
using ModelLang.Simulation.Sweeps;

namespace ModelLang.Cli;

/// <summary>The value of <c>--shard</c>: <c>2/8</c>, or <c>slurm</c> for what the variables of a job array say.</summary>
/// <remarks>The variables are read only when they are asked for: a whole sweep that happens to run inside of a job array stays a whole sweep.</remarks>
internal static class ShardArgument
{
    /// <summary>Reads the value; null without one.</summary>
    /// <param name="text">The value.</param>
    /// <param name="environment">Gives environment variables.</param>
    /// <exception cref="UsageException">It is no shard.</exception>
    public static SweepShard? Parse(string? text, Func<string, string?> environment)
    {
        if (text is null)
        {
            return null;
        }

        if (text == "slurm")
        {
            return OfJobArray(environment);
        }

        string[] parts = text.Split('/');
        return parts.Length == 2 && TryNumber(parts[0], out int index) && TryNumber(parts[1], out int count) && index >= 1 && index <= count
            ? new SweepShard(index, count)
            : throw new UsageException($"--shard {text} is no shard", "write 1/8 for the first of eight, 8/8 for the last, or slurm in a job array");
    }

    private static SweepShard OfJobArray(Func<string, string?> environment)
    {
        int id = Variable("SLURM_ARRAY_TASK_ID") ?? throw new UsageException("--shard slurm: SLURM_ARRAY_TASK_ID is not set", "this is for jobs started with sbatch --array=1-8; elsewhere write --shard 1/8");
        int count = Variable("SLURM_ARRAY_TASK_COUNT") ?? throw new UsageException("--shard slurm: SLURM_ARRAY_TASK_COUNT is not set", "write --shard $SLURM_ARRAY_TASK_ID/8");
        int first = Variable("SLURM_ARRAY_TASK_MIN") ?? 1;
        int step = Math.Max(1, Variable("SLURM_ARRAY_TASK_STEP") ?? 1);
        int index = ((id - first) / step) + 1;
        return id >= first && (id - first) % step == 0 && index <= count
            ? new SweepShard(index, count)
            : throw new UsageException(
                $"--shard slurm: task {id} is not one of {count} tasks from {first} on", "use an array without gaps, such as --array=1-8; to run one task of it again, write --shard 3/8");

        int? Variable(string name) => environment(name) is not { Length: > 0 } value ? null
            : TryNumber(value, out int number) ? number
            : throw new UsageException($"--shard slurm: {name} is '{value}', which is no whole number");
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
