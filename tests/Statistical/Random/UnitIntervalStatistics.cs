using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Random;

/// <summary>Uniform numbers of the fastest device are uniform, in every bit, and independent of each other.</summary>
public class UnitIntervalStatistics
{
    private const int Count = 1 << 22;
    private const int Pairs = 1 << 20;

    private static readonly DistributionAssertion Law =
        Ledger.Distribution("unit-interval.law", 1e-10, 0.003, 0.999, draws: Count);

    private static readonly FrequencyAssertion TopBits =
        Ledger.Frequencies("unit-interval.cells", 1e-10, 1e-4, 0.999, draws: Count, categories: 256);

    private static readonly FrequencyAssertion LastBits =
        Ledger.Frequencies("unit-interval.last-bits", 1e-10, 1e-4, 0.999, draws: Count, categories: 256);

    private static readonly FrequencyAssertion Lags =
        Ledger.Frequencies("unit-interval.lags", 1e-10, 4e-4, 0.999, draws: Pairs, categories: 256, verdicts: 4);

    private static readonly FrequencyAssertion Neighbours =
        Ledger.Frequencies("unit-interval.neighbours", 1e-10, 4e-4, 0.999, draws: Pairs, categories: 256, verdicts: 3);

    [Fact]
    public void Follow_the_uniform_law() =>
        Law.Follows(Draw(TestKey.For(Law.Design.Id), 0, 0, Count), u => u);

    [Fact]
    public void Fall_into_equal_cells_equally_often() => TopBits.Follow(
        Cells.Count(Draw(TestKey.For(TopBits.Design.Id), 0, 0, Count), 256), Cells.Equal(256));

    [Fact]
    public void Have_fair_last_bits()
    {
        // The last 8 of 24 bits; 2^-25 stands for zero.
        var fractions = Draw(TestKey.For(LastBits.Design.Id), 0, 0, Count)
            .Select(u => Math.Floor(u * (1 << 24)) / 256)
            .Select(v => v - Math.Floor(v));
        LastBits.Follow(Cells.Count(fractions, 256), Cells.Equal(256));
    }

    [Fact]
    public void Are_independent_of_the_four_before()
    {
        double[] uniforms = Draw(TestKey.For(Lags.Design.Id), 0, 0, 2 * Pairs + 8);
        foreach (int lag in new[] { 1, 2, 3, 4 })
        {
            Lags.Follow(Cells.CountPairs(Cells.AtLag(uniforms, lag).Take(Pairs)), Cells.Equal(256));
        }
    }

    [Fact]
    public void Are_independent_across_streams_keys_and_distant_blocks()
    {
        PhiloxKey key = TestKey.For(Neighbours.Design.Id);
        double[] uniforms = Draw(key, 0, 0, Pairs);
        double[][] neighbours =
        [
            Draw(key, 1, 0, Pairs),
            Draw(key with { K0 = key.K0 ^ 1 }, 0, 0, Pairs),
            Draw(key, 0, 1UL << 32, Pairs),
        ];
        Assert.All(neighbours, others => Neighbours.Follow(Cells.CountPairs(uniforms.Zip(others)), Cells.Equal(256)));
    }

    private static double[] Draw(PhiloxKey key, uint stream, ulong firstBlock, int count) => Array.ConvertAll(
        TestDevices.Fastest.Draw<float>(UnitIntervalKernels.Fill, key, stream, firstBlock, count), u => (double)u);
}
