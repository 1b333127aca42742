using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Probability;

/// <summary>Draws of the normal law follow it: by their probability integral transform, in pairs, and in the tails.</summary>
public class NormalStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 21;
    private const int TailCount = 1 << 24;
    private const long Billion = 1_000_000_000;
    private const float Mean = -1.5f;
    private const float StandardDeviation = 2.5f;

    private static readonly DistributionAssertion Law =
        Ledger.Distribution("normal.draw.law", FalseAlarm, 0.005, 0.999, Count);

    private static readonly FrequencyAssertion EqualCells =
        Ledger.Frequencies("normal.draw.equal-cells", FalseAlarm, 2.5e-4, 0.999, Count, categories: 256);

    // Draws 2k and 2k + 1 share a radius, draws 4 apart a place in their blocks; at last the same place of two streams.
    private static readonly FrequencyAssertion Neighbours =
        Ledger.Frequencies("normal.draw.neighbours", FalseAlarm, 5e-4, 0.999, (Count / 2) - 8, categories: 256, verdicts: 5);

    // 2 (1 - Phi(4)), to 30 digits by mpmath.
    private static readonly ProportionAssertion FourSigma = Ledger.Proportion(
        "normal.draw.beyond-four-sigma", FalseAlarm, 2.5e-5, 0.999, TailCount, probability: 6.334248366623996e-5);

    // 2 (1 - Phi(5)), likewise.
    private static readonly ProportionAssertion FiveSigma = Ledger.Proportion(
        "normal.draw.beyond-five-sigma", FalseAlarm, 3e-7, 0.999, Billion, probability: 5.733031437583878e-7);

    [Fact]
    public void Draws_follow_the_law() =>
        Law.Follows(Draw(Law.Design.Id), x => Normal.Cdf(x, Mean, StandardDeviation));

    [Fact]
    public void Equal_cells_are_equally_full() => EqualCells.Follow(
        Sampled.Cells(Uniforms(EqualCells.Design.Id), 256), Sampled.Equal(256));

    [Fact]
    public void Neighbours_are_independent()
    {
        double[] uniforms = Uniforms(Neighbours.Design.Id);
        for (int lag = 1; lag <= 4; lag++)
        {
            Neighbours.Follow(Sampled.PairCells(uniforms, lag, 16), Sampled.Equal(256));
        }

        double[] other = Uniforms(Neighbours.Design.Id, stream: 2);
        Neighbours.Follow(Sampled.PairCells([.. uniforms.Zip(other).SelectMany(pair => new[] { pair.First, pair.Second })], 1, 16), Sampled.Equal(256));
    }

    [Fact]
    public void The_tail_beyond_four_standard_deviations_has_its_mass() => FourSigma.Agrees(
        Draw(FourSigma.Design.Id, TailCount).LongCount(x => Math.Abs(x - Mean) > 4 * StandardDeviation), TailCount);

    [Fact]
    public void A_billion_draws_in_chunks_have_the_tail_beyond_five_standard_deviations()
    {
        PhiloxKey key = TestKey.For(FiveSigma.Design.Id);
        long beyond = 0;
        LongBatch.Run(
            TestDevices.Fastest,
            Billion,
            0,
            1,
            (_, _, _) => { },
            (first, _, outputs) => NormalKernels.Draw(
                TestDevices.Fastest, 0, 1, new DeviceKey(key.K0, key.K1), 1, (ulong)first / 4, outputs[0]),
            (_, _, draws) => beyond += Beyond(draws, 5));
        FiveSigma.Agrees(beyond, Billion);
    }

    private static long Beyond(ReadOnlySpan<float> draws, float distance)
    {
        long count = 0;
        foreach (float draw in draws)
        {
            count += Math.Abs(draw) > distance ? 1 : 0;
        }

        return count;
    }

    private static double[] Draw(string id, int count = Count, uint stream = 1) => Sampled.Of(id, count, (device, key, draws) =>
        NormalKernels.Draw(device, Mean, StandardDeviation, key, stream, 0, draws));

    private static double[] Uniforms(string id, uint stream = 1) =>
        Array.ConvertAll(Draw(id, stream: stream), x => Normal.Cdf(x, Mean, StandardDeviation));
}
