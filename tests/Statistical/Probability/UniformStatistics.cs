using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Probability;

/// <summary>Draws of the uniform law follow it, in pairs too, and down to their last bits.</summary>
public class UniformStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 21;
    private const float Lower = -3f;
    private const float Upper = 5f;

    // The grid of 2^24 numbers is a distance of 6e-8 from the law: nothing beside the effect.
    private static readonly DistributionAssertion Law =
        Ledger.Distribution("uniform.draw.law", FalseAlarm, 0.005, 0.999, Count);

    private static readonly FrequencyAssertion LastBits =
        Ledger.Frequencies("uniform.draw.last-bits", FalseAlarm, 2.5e-4, 0.999, Count, categories: 256);

    private static readonly FrequencyAssertion Neighbours =
        Ledger.Frequencies("uniform.draw.neighbours", FalseAlarm, 5e-4, 0.999, (Count / 2) - 8, categories: 256, verdicts: 5);

    [Fact]
    public void Draws_follow_the_law() =>
        Law.Follows(Draw(Law.Design.Id, Lower, Upper), x => Uniform.Cdf(x, Lower, Upper));

    [Fact]
    public void The_last_eight_bits_are_as_random_as_the_first() => LastBits.Follow(
        Sampled.Cells(Draw(LastBits.Design.Id, 0, 1).Select(u => u * (1 << 16) % 1), 256), Sampled.Equal(256));

    [Fact]
    public void Neighbours_are_independent()
    {
        double[] uniforms = Draw(Neighbours.Design.Id, 0, 1);
        for (int lag = 1; lag <= 4; lag++)
        {
            Neighbours.Follow(Sampled.PairCells(uniforms, lag, 16), Sampled.Equal(256));
        }

        double[] other = Draw(Neighbours.Design.Id, 0, 1, stream: 3);
        Neighbours.Follow(Sampled.PairCells([.. uniforms.Zip(other).SelectMany(pair => new[] { pair.First, pair.Second })], 1, 16), Sampled.Equal(256));
    }

    private static double[] Draw(string id, float lower, float upper, uint stream = 2) => Sampled.Of(id, Count, (device, key, draws) =>
        UniformKernels.Draw(device, lower, upper, key, stream, 0, draws));
}
