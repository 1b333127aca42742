using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Probability;

/// <summary>Draws of gamma laws follow them, by their probability integral transform: boosted shapes, small and large ones.</summary>
public class GammaStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 18;
    private const float Rate = 0.5f;

    private static readonly float[] Shapes = [0.3f, 1f, 400f];

    private static readonly DistributionAssertion Law =
        Ledger.Distribution("gamma.draw.law", FalseAlarm, 0.0135, 0.999, Count, verdicts: 3);

    private static readonly FrequencyAssertion EqualCells =
        Ledger.Frequencies("gamma.draw.equal-cells", FalseAlarm, 2e-3, 0.999, Count, categories: 256);

    private static readonly FrequencyAssertion Neighbours =
        Ledger.Frequencies("gamma.draw.neighbours", FalseAlarm, 3e-3, 0.999, (Count / 2) - 8, categories: 64, verdicts: 2);

    [Fact]
    public void Draws_follow_the_law() => Assert.All(Shapes, shape => Law.Follows(
        Draw(Law.Design.Id, shape), x => Gamma.Cdf(x, shape, Rate)));

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

    private static double[] Uniforms(string id) => Array.ConvertAll(Draw(id, 2.5f), x => Gamma.Cdf(x, 2.5f, Rate));

    private static double[] Draw(string id, float shape) => Sampled.Of(id, Count, (device, key, draws) =>
        GammaKernels.Draw(device, shape, Rate, key, 4, 0, draws));
}
