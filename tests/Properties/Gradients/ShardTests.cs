using BayesBench.Studies;
using BayesBench.Support;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Parts of a study: they divide its blocks, and a job array names its own.</summary>
public class ShardTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(7, 3)]
    [InlineData(8, 100)]
    [InlineData(int.MaxValue, 1 << 24)]
    public void The_parts_divide_the_blocks_evenly(int count, long blocks)
    {
        long next = 0;
        for (int number = 1; number <= Math.Min(count, 100); number++)
        {
            (long first, long end) = new Shard(number, count).Of(blocks);
            Assert.Equal(next, first);
            Assert.InRange(end - first, blocks / count, (blocks + count - 1) / count);
            next = end;
        }

        Assert.Equal(blocks, new Shard(count, count).Of(blocks).End);
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1/0")]
    [InlineData("-1/3")]
    [InlineData("1/-3")]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("1 /2")]
    [InlineData("")]
    [InlineData("1/99999999999")]
    public void Any_other_text_is_refused(string text) => Assert.Equal(
        $"--shard is '{text}'; it must be i/n with 1 <= i <= n, slurm or kubernetes.",
        Assert.Throws<BadInputException>(() => Shard.Of(text, _ => null)).Message);

    [Theory]
    [InlineData("1/1", "1/1")]
    [InlineData("3/8", "3/8")]
    [InlineData("slurm", "1/4", "SLURM_ARRAY_TASK_ID=0", "SLURM_ARRAY_TASK_COUNT=4", "SLURM_ARRAY_TASK_MIN=0")]
    [InlineData("slurm", "4/4", "SLURM_ARRAY_TASK_ID=4", "SLURM_ARRAY_TASK_COUNT=4", "SLURM_ARRAY_TASK_MIN=1")]
    [InlineData("slurm", "2/3", "SLURM_ARRAY_TASK_ID=11", "SLURM_ARRAY_TASK_COUNT=3", "SLURM_ARRAY_TASK_MIN=10")]
    [InlineData("kubernetes", "1/4", "JOB_COMPLETION_INDEX=0", "JOB_COMPLETION_COUNT=4")]
    [InlineData("kubernetes", "4/4", "JOB_COMPLETION_INDEX=3", "JOB_COMPLETION_COUNT=4")]
    public void A_part_is_named_by_hand_or_by_a_job_array(string text, string shard, params string[] environment) =>
        Assert.Equal(shard, Shard.Of(text, Variables(environment)).ToString());

    [Theory]
    [InlineData("slurm", "SLURM_ARRAY_TASK_COUNT is not set; it must be a whole number from 1 to 2147483647.")]
    [InlineData("slurm", "SLURM_ARRAY_TASK_COUNT is '0'; it must be a whole number from 1 to 2147483647.", "SLURM_ARRAY_TASK_COUNT=0")]
    [InlineData("slurm", "SLURM_ARRAY_TASK_MIN is not set; it must be a whole number from 0 to 2147483643.", "SLURM_ARRAY_TASK_COUNT=4")]
    [InlineData(
        "slurm",
        "SLURM_ARRAY_TASK_ID is '6'; it must be a whole number from 0 to 3.",
        "SLURM_ARRAY_TASK_ID=6",
        "SLURM_ARRAY_TASK_COUNT=4",
        "SLURM_ARRAY_TASK_MIN=0")]
    [InlineData("kubernetes", "JOB_COMPLETION_COUNT is not set; it must be a whole number from 1 to 2147483647.", "JOB_COMPLETION_INDEX=0")]
    [InlineData(
        "kubernetes",
        "JOB_COMPLETION_INDEX is '4'; it must be a whole number from 0 to 3.",
        "JOB_COMPLETION_INDEX=4",
        "JOB_COMPLETION_COUNT=4")]
    public void An_array_that_does_not_say_which_part_is_refused(string text, string error, params string[] environment) =>
        Assert.Equal(error, Assert.Throws<BadInputException>(() => Shard.Of(text, Variables(environment))).Message);

    private static Func<string, string?> Variables(string[] environment) =>
        name => environment.Where(one => one.StartsWith(name + "=", StringComparison.Ordinal)).Select(one => one[(name.Length + 1)..]).SingleOrDefault();
}
