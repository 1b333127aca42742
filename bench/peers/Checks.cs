using BayesBench.Agreements;
using BayesBench.Reference.Statistics;
using BayesBench.Support;

namespace BayesBench.Peers;

/// <summary>What a contestant's answer must be before it is timed.</summary>
internal static class Checks
{
    // One interval in a million misses; the keys are fixed, so a run that passed passes again.
    private const double Confidence = 1 - 1e-6;

    // Numbers from all over the array.
    private const int Looked = 1 << 22;

    /// <summary>Two float answers to the same question, each within its roundings.</summary>
    /// <param name="who">Whose answer.</param>
    /// <param name="actual">The answer.</param>
    /// <param name="ours">Ours, verified.</param>
    /// <param name="terms">The sum of the absolute terms of item i, in whose unit roundoffs errors are counted.</param>
    /// <param name="units">How many of them the roundings of both sides come to.</param>
    public static void Close(
        string who, IReadOnlyList<double> actual, IReadOnlyList<double> ours, Func<int, double> terms, double units)
    {
        for (int i = 0; i < ours.Count; i++)
        {
            double bound = units * ErrorBound.U * terms(i);
            if (!(Math.Abs(actual[i] - ours[i]) <= bound + ErrorBound.Tiny))
            {
                throw new CheckFailedException(Format.Invariant(
                    $"{who} has {actual[i]:R} where ours is {ours[i]:R}, item {i}; they may differ by {bound:G3}."));
            }
        }
    }

    /// <summary>Draws follow a law by mean and variance, and lie where they can.</summary>
    public static void Law(string who, ReadOnlySpan<float> draws, double mean, double variance, double low, double high)
    {
        int step = Math.Max(1, draws.Length / Looked);
        var sample = new double[draws.Length / step];
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = draws[i * step];
            if (!(sample[i] >= low && sample[i] <= high))
            {
                throw new CheckFailedException(Format.Invariant($"{who} drew {sample[i]:R}; it must lie in [{low}, {high}]."));
            }
        }

        Holds(who, Moments.Of(sample), mean, variance);
    }

    /// <summary>Moments of a sample hold the exact ones in their intervals.</summary>
    public static void Holds(string who, Moments moments, double mean, double variance)
    {
        Require(who, "mean", mean, Intervals.Mean(moments, Confidence));
        Require(who, "variance", variance, Intervals.Variance(moments, Confidence));
    }

    private static void Require(string who, string what, double exact, Interval interval)
    {
        if (!(interval.Low <= exact && exact <= interval.High))
        {
            throw new CheckFailedException(Format.Invariant(
                $"{who} has its {what} in [{interval.Low:G6}, {interval.High:G6}], which does not hold the exact {exact:G6}."));
        }
    }
}
