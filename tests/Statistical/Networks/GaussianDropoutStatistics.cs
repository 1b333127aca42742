using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>Noise on the inputs and noise of the pre-activation give one output the same law.</summary>
public class GaussianDropoutStatistics
{
    private const int Examples = 20_000;
    private static readonly double[] Input = [0.5, -2, 0.25, 3];
    private static readonly double[] Weight = [1, 0.5, -4, 0.125];
    private static readonly double[] Alpha = [0.25, 1, 4, 0];

    private static readonly DistributionAssertion OfInputs =
        Ledger.Distribution("gaussian-dropout.inputs", 1e-10, 0.04, 0.999, draws: Examples);

    private static readonly DistributionAssertion OfPreactivations =
        Ledger.Distribution("gaussian-dropout.preactivations", 1e-10, 0.04, 0.999, draws: Examples);

    private static double[] Batch => [.. Enumerable.Repeat(Input, Examples).SelectMany(row => row)];

    [Fact]
    public void Sums_of_noisy_inputs_follow_the_moments()
    {
        double[] noisy = GaussianDropout.Forward(Batch, Alpha, TestKey.For(OfInputs.Design.Id), 0, 0);
        OfInputs.Follows([.. noisy.Chunk(Input.Length).Select(row => row.Zip(Weight, (x, w) => x * w).Sum())], Cdf);
    }

    [Fact]
    public void Noisy_preactivations_follow_the_moments()
    {
        PhiloxKey key = TestKey.For(OfPreactivations.Design.Id);
        OfPreactivations.Follows(GaussianDropout.LocalForward(Batch, Weight, Alpha, key, 0, 0), Cdf);
    }

    private static double Cdf(double y)
    {
        Preactivation moments = GaussianDropout.PreactivationMoments(Input, Weight, Alpha);
        return 0.5 * SpecialFunctions.Erfc((moments.Mean - y) / Math.Sqrt(2 * moments.Variance));
    }
}
