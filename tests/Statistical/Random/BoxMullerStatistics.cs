using BayesBench.Kernels.Random;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Random;

/// <summary>Normal numbers of the fastest device are normal, far into the tails, and independent of each other.</summary>
public class BoxMullerStatistics
{
    private const int Count = 1 << 22;
    private const int Pairs = 1 << 20;
    private const long TailCount = 1L << 26;

    private static readonly DistributionAssertion Law =
        Ledger.Distribution("box-muller.law", 1e-10, 0.003, 0.999, draws: Count);

    private static readonly FrequencyAssertion EqualCells =
        Ledger.Frequencies("box-muller.cells", 1e-10, 1e-4, 0.999, draws: Count, categories: 256);

    private static readonly MeanAssertion Mean =
        Ledger.Mean("box-muller.mean", 1e-10, 0.005, 0.999, draws: Count);

    private static readonly VarianceAssertion Variance =
        Ledger.Variance("box-muller.variance", 1e-10, 0.01, 0.999, draws: Count, kurtosis: 3);

    private static readonly FrequencyAssertion Lags =
        Ledger.Frequencies("box-muller.lags", 1e-10, 4e-4, 0.999, draws: Pairs, categories: 256, verdicts: 4);

    private static readonly FrequencyAssertion Streams =
        Ledger.Frequencies("box-muller.streams", 1e-10, 4e-4, 0.999, draws: Pairs, categories: 256);

    private static readonly ProportionAssertion Beyond4 = Ledger.Proportion(
        "box-muller.beyond-4", 1e-10, 1e-5, 0.999, draws: TailCount, probability: Beyond(4));

    private static readonly ProportionAssertion Beyond5 = Ledger.Proportion(
        "box-muller.beyond-5", 1e-10, 2e-6, 0.999, draws: TailCount, probability: Beyond(5));

    [Fact]
    public void Follow_the_normal_law() => Law.Follows(Draw(Law, 0), Cdf);

    [Fact]
    public void Fall_into_cells_of_equal_probability_equally_often() =>
        EqualCells.Follow(Cells.Count(Draw(EqualCells, 0).Select(Cdf), 256), Cells.Equal(256));

    [Fact]
    public void Have_mean_zero_and_variance_one()
    {
        Mean.Agrees(Moments.Of(Draw(Mean, 0)), 0, 1);
        Variance.Agrees(Moments.Of(Draw(Variance, 0)), 1);
    }

    [Fact]
    public void Fall_beyond_4_and_5_standard_deviations_as_often_as_they_should()
    {
        long beyond4 = 0, beyond5 = 0;
        for (uint stream = 0; stream < TailCount / Count; stream++)
        {
            foreach (double z in Draw(Beyond4, stream))
            {
                beyond4 += Math.Abs(z) > 4 ? 1 : 0;
                beyond5 += Math.Abs(z) > 5 ? 1 : 0;
            }
        }

        Beyond4.Agrees(beyond4, TailCount);
        Beyond5.Agrees(beyond5, TailCount);
    }

    [Fact]
    public void Are_independent_of_their_twin_and_of_the_block_before()
    {
        // Lag 1 pairs the cosine's with the sine's, lags 2 and 4 pair words and blocks.
        double[] uniforms = [.. Draw(Lags, 0).Select(Cdf)];
        foreach (int lag in new[] { 1, 2, 3, 4 })
        {
            Lags.Follow(Cells.CountPairs(Cells.AtLag(uniforms, lag).Take(Pairs)), Cells.Equal(256));
        }
    }

    [Fact]
    public void Are_independent_across_streams() => Streams.Follow(
        Cells.CountPairs(Draw(Streams, 0).Take(Pairs).Select(Cdf).Zip(Draw(Streams, 1).Take(Pairs).Select(Cdf))),
        Cells.Equal(256));

    private static double[] Draw(StatisticalAssertion assertion, uint stream) => Array.ConvertAll(
        TestDevices.Fastest.Draw<float>(BoxMullerKernels.Fill, TestKey.For(assertion.Design.Id), stream, 0, Count),
        z => (double)z);

    private static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    private static double Beyond(double z) => SpecialFunctions.Erfc(z / Math.Sqrt(2));
}
