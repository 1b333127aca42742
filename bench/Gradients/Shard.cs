using System.Globalization;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>One of several equal parts of a study: of every cell, one contiguous range of its blocks.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">Number of parts.</param>
public readonly record struct Shard(int Number, int Count)
{
    private const string Rule = "i/n with 1 <= i <= n, slurm or kubernetes";

    /// <summary>Reads <c>i/n</c>, or takes the part from the environment of a job array.</summary>
    /// <param name="text"><c>2/3</c>, <c>slurm</c> or <c>kubernetes</c>.</param>
    /// <param name="variable">The environment's variables by name; null where one is not set.</param>
    /// <exception cref="BadInputException">The text or a variable is not as it must be.</exception>
    public static Shard Of(string text, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(variable);
        return text switch
        {
            "slurm" => OfSlurm(variable),
            "kubernetes" => OfKubernetes(variable),
            _ => text.Split('/') is [var number, var count] && Whole(number) is { } i && Whole(count) is { } n && i >= 1 && i <= n
                ? new Shard(i, n)
                : throw new BadInputException($"--shard is '{text}'; it must be {Rule}."),
        };
    }

    /// <summary>The part's blocks: the first one, and the one behind the last; none where there are more parts than blocks.</summary>
    /// <param name="blocks">Blocks of the whole.</param>
    public (long First, long End) Of(long blocks) => (blocks * (Number - 1) / Count, blocks * Number / Count);

    /// <summary>As on the command line.</summary>
    public override string ToString() => Format.Invariant($"{Number}/{Count}");

    // An array may begin anywhere (--array=1-8); one with steps has numbers beyond its count, and no place for them.
    private static Shard OfSlurm(Func<string, string?> variable)
    {
        int count = Variable("SLURM_ARRAY_TASK_COUNT", variable, 1, int.MaxValue);
        int first = Variable("SLURM_ARRAY_TASK_MIN", variable, 0, int.MaxValue - count);
        return new Shard(Variable("SLURM_ARRAY_TASK_ID", variable, first, first + count - 1) - first + 1, count);
    }

    // Kubernetes numbers from 0, and sets the index alone: the count stands in the job's own env.
    private static Shard OfKubernetes(Func<string, string?> variable)
    {
        int count = Variable("JOB_COMPLETION_COUNT", variable, 1, int.MaxValue);
        return new Shard(Variable("JOB_COMPLETION_INDEX", variable, 0, count - 1) + 1, count);
    }

    private static int Variable(string name, Func<string, string?> variable, int least, int most)
    {
        string? text = variable(name);
        return text is not null && Whole(text) is { } value && value >= least && value <= most
            ? value
            : throw new BadInputException(Format.Invariant(
                $"{name} is {(text is null ? "not set" : $"'{text}'")}; it must be a whole number from {least} to {most}."));
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
