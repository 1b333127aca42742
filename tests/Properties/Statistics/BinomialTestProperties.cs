using System.Numerics;
using BayesBench.Reference.Statistics;
using FsCheck.Xunit;
using MathNet.Numerics.Distributions;
using Xunit;

namespace BayesBench.Properties.Statistics;

public class BinomialTestProperties
{
    [Fact]
    public void Tails_are_the_exact_rational_sums()
    {
        // p = 3/16 is a double: the sums are exact integers over 16^n.
        foreach (int n in (int[])[1, 2, 7, 60, 200])
        {
            BigInteger total = BigInteger.Pow(16, n);
            BigInteger below = 0;
            for (int k = 0; k <= n; k++)
            {
                BigInteger mass = Choose(n, k) * BigInteger.Pow(3, k) * BigInteger.Pow(13, n - k);
                AssertRelative(Ratio(total - below, total), BinomialTest.UpperTail(k, n, 0.1875));
                below += mass;
                AssertRelative(Ratio(below, total), BinomialTest.LowerTail(k, n, 0.1875));
            }
        }
    }

    [Theory]
    [InlineData(1_000_000, 0.5)]
    [InlineData(1_000_000, 1e-5)]
    [InlineData(123_456, 0.9)]
    public void Large_counts_agree_with_another_library(int trials, double probability)
    {
        double deviation = Math.Sqrt(trials * probability * (1 - probability));
        foreach (double z in (double[])[-2, -0.5, 0, 1, 3])
        {
            long k = (long)((trials * probability) + (z * deviation));
            Assert.Equal(
                Binomial.CDF(probability, trials, k), BinomialTest.LowerTail(k, trials, probability), 1e-9);
        }
    }

    [Property]
    public void The_two_tails_share_one_count(byte trials, byte successes, byte share)
    {
        int n = trials + 2;
        int k = successes % n;
        double p = share / 256.0;
        Assert.Equal(1.0, BinomialTest.LowerTail(k, n, p) + BinomialTest.UpperTail(k + 1, n, p), 1e-12);
    }

    [Property]
    public void Successes_and_failures_are_one_law(byte trials, byte successes, byte share)
    {
        int n = trials + 1;
        int k = successes % (n + 1);
        double p = share / 256.0;
        double expected = BinomialTest.UpperTail(k, n, p);
        Assert.Equal(expected, BinomialTest.LowerTail(n - k, n, 1 - p), 1e-11 * expected);
    }

    [Fact]
    public void Certain_and_impossible_events_are_exact()
    {
        Assert.Equal(1.0, BinomialTest.PValue(0, 10, 0.0));
        Assert.Equal(0.0, BinomialTest.PValue(1, 10, 0.0));
        Assert.Equal(1.0, BinomialTest.PValue(10, 10, 1.0));
        Assert.Equal(0.0, BinomialTest.PValue(9, 10, 1.0));
    }

    [Fact]
    public void The_true_false_alarm_rate_is_never_above_the_declared_one()
    {
        foreach (long trials in (long[])[1, 5, 20, 100, 10_000])
        {
            foreach (double rate in (double[])[0.05, 1e-3, 1e-9])
            {
                double size = BinomialTest.Power(trials, rate, 0.3, 0.3);
                Assert.True(size <= rate, $"{size} of {rate} at {trials}");
                Assert.True(trials < 10_000 || size > 0.5 * rate, $"{size} of {rate} at {trials}: wastes the rate");
            }
        }
    }

    [Fact]
    public void Power_is_the_sum_over_the_rejected_counts()
    {
        double expected = Enumerable.Range(0, 51)
            .Where(k => BinomialTest.PValue(k, 50, 0.3) <= 0.01)
            .Sum(k => Binomial.PMF(0.5, 50, k));
        Assert.Equal(expected, BinomialTest.Power(50, 0.01, 0.3, 0.5), 1e-12);
    }

    [Theory]
    [InlineData(0.3, 0.05)]
    [InlineData(0.001, 0.01)]
    [InlineData(0.999, 0.002)]
    public void The_required_draws_see_the_effect(double probability, double effect)
    {
        long draws = BinomialTest.RequiredDraws(1e-9, effect, 0.999, probability);
        double side = probability + effect <= 1 ? probability + effect : probability - effect;
        Assert.True(BinomialTest.Power(draws, 1e-9, probability, side) >= 0.999);
        Assert.True(BinomialTest.Power(draws * 9 / 10, 1e-9, probability, side) < 0.9999);
        Assert.True(BinomialTest.SmallestVisibleEffect(draws, 1e-9, 0.999, probability) <= effect);
    }

    [Fact]
    public void More_successes_than_trials_are_refused() => Assert.StartsWith(
        "successes is 11; it must be in [0, 10].",
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTest.PValue(11, 10, 0.5)).Message,
        StringComparison.Ordinal);

    // The logarithm of a probability of size e^-300 carries 300 roundings of one.
    private static void AssertRelative(double expected, double actual) =>
        Assert.Equal(expected, actual, expected * (20 + (8 * -Math.Log(expected))) / (1L << 53));

    private static double Ratio(BigInteger numerator, BigInteger denominator)
    {
        // 2^1074 keeps 60 bits and more of every ratio met here; doubles divide what is left.
        BigInteger scaled = (numerator << 1074) / denominator;
        int shift = (int)Math.Max(0, scaled.GetBitLength() - 62);
        return Math.ScaleB((double)(long)(scaled >> shift), shift - 1074);
    }

    private static BigInteger Choose(int n, int k)
    {
        BigInteger result = 1;
        for (int i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
        }

        return result;
    }
}
