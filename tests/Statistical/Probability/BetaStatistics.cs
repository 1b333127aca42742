using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Probability;

/// <summary>Draws of beta laws follow them, by their probability integral transform, with poles and without, and in pairs.</summary>
public class BetaStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 18;

    private static readonly (float Alpha, float Beta)[] Laws = [(0.4f, 0.7f), (1f, 1f), (3f, 12f)];

    // Beyond 1 - 2^-25 floats have no neighbours: 6e-6 of the law with a pole there, far below the effect.
    private static readonly DistributionAssertion Law =
        Ledger.Distribution("beta.draw.law", FalseAlarm, 0.0135, 0.999, Count, verdicts: 3);

    private static readonly FrequencyAssertion EqualCells =
        Ledger.Frequencies("beta.draw.equal-cells", FalseAlarm, 2e-3, 0.999, Count, categories: 256);

    private static readonly FrequencyAssertion Neighbours =
        Ledger.Frequencies("beta.draw.neighbours", FalseAlarm, 3e-3, 0.999, (Count / 2) - 8, categories: 64, verdicts: 2);

    [Fact]
    public void Draws_follow_the_law() => Assert.All(Laws, law => Law.Follows(
        Draw(Law.Design.Id, law), x => Beta.Cdf(x, law.Alpha, law.Beta)));

    [Fact]
    public void Equal_cells_are_equally_full() => EqualCells.Follow(
        Sampled.Cells(Uniforms(EqualCells.Design.Id), 256), Sampled.Equal(256));

    [Fact]
    public void Neighbours_are_independent()
    {
        double[] uniforms = Uniforms(Neighbours.Design.Id);
        Neighbours.Follow(Sampled.PairCells(uniforms, 1, 8), Sampled.Equal(64));
        Neighbours.Follow(Sampled.PairCells(uniforms, 4, 8), Sampled.Equal(64));
    }

    private static double[] Uniforms(string id) =>
        Array.ConvertAll(Draw(id, Laws[2]), x => Beta.Cdf(x, Laws[2].Alpha, Laws[2].Beta));

    private static double[] Draw(string id, (float Alpha, float Beta) law) => Sampled.Of(id, Count, (device, key, draws) =>
        BetaKernels.Draw(device, law.Alpha, law.Beta, key, 3, 0, draws));
}
