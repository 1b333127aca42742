using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Probability;

/// <summary>Draws of the normal law follow it: by their probability integral transform, in pairs, and in the tails.</summary>
public class NormalStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 21;
    private const int TailCount = 1 << 24;
    private const float Mean = -1.5f;
    private const float StandardDeviation = 2.5f;

    private static readonly DistributionAssertion Law =
        Ledger.Distribution("normal.draw.law", FalseAlarm, 0.005, 0.999, Count);

    private static readonly FrequencyAssertion EqualCells =
        Ledger.Frequencies("normal.draw.equal-cells", FalseAlarm, 2.5e-4, 0.999, Count, categories: 256);

    // Draws 2k and 2k + 1 share a radius, draws 4 apart a place in their blocks.
    private static readonly FrequencyAssertion Neighbours =
        Ledger.Frequencies("normal.draw.neighbours", FalseAlarm, 5e-4, 0.999, (Count / 2) - 8, categories: 256, verdicts: 2);

    // 2 (1 - Phi(4)), to 30 digits by mpmath.
    private static readonly ProportionAssertion FourSigma = Ledger.Proportion(
        "normal.draw.beyond-four-sigma", FalseAlarm, 2.5e-5, 0.999, TailCount, probability: 6.334248366623996e-5);

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
        Neighbours.Follow(Sampled.PairCells(uniforms, 1, 16), Sampled.Equal(256));
        Neighbours.Follow(Sampled.PairCells(uniforms, 4, 16), Sampled.Equal(256));
    }

    [Fact]
    public void The_tail_beyond_four_standard_deviations_has_its_mass() => FourSigma.Agrees(
        Draw(FourSigma.Design.Id, TailCount).LongCount(x => Math.Abs(x - Mean) > 4 * StandardDeviation), TailCount);

    private static double[] Draw(string id, int count = Count) => Sampled.Of(id, count, (device, key, draws) =>
        NormalKernels.Draw(device, Mean, StandardDeviation, key, 1, 0, draws));

    private static double[] Uniforms(string id) =>
        Array.ConvertAll(Draw(id), x => Normal.Cdf(x, Mean, StandardDeviation));
}
