using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Inference;

/// <summary>The estimated bound has the exact one for its mean: the deck's F59, theta ~ N(0, 1), y ~ N(theta, 1), y = 1.</summary>
public class ElboStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Experiments = 1 << 15;
    private const int Draws = 16;
    private const double Y = 1;
    private const double Mean = 0.2;
    private const double StandardDeviation = 0.7;

    // ln p(y, theta) - ln q(theta) at theta = mean + standardDeviation z.
    private static readonly Parabola LogWeight = new(
        0.5 - (StandardDeviation * StandardDeviation), StandardDeviation * (Y - (2 * Mean)));

    private static readonly MeanAssertion Unbiased =
        Ledger.Mean("elbo.estimate.mean", FalseAlarm, 0.055, 0.999, Experiments);

    private static readonly VarianceAssertion Spread = Ledger.Variance(
        "elbo.estimate.variance", FalseAlarm, 0.1, 0.999, Experiments, LogWeight.KurtosisOfMean(Draws));

    [Fact]
    public void The_estimate_is_unbiased_with_the_variance_of_its_log_weights()
    {
        PhiloxKey key = TestKey.For(Unbiased.Design.Id);
        Moments moments = Moments.Of([.. Enumerable.Range(0, Experiments).Select(i => Estimate(key, (uint)i))]);
        Unbiased.Agrees(
            moments, Elbo.Exact([Y], 0, 1, 1, Mean, StandardDeviation), Math.Sqrt(LogWeight.Variance / Draws));
        Spread.Agrees(moments, LogWeight.Variance / Draws);
    }

    private static double Estimate(PhiloxKey key, uint stream)
    {
        double[] theta = Normal.Draw(Mean, StandardDeviation, key, stream, 0, Draws);
        return Elbo.Estimate(
            Array.ConvertAll(theta, t => Normal.LogDensity(t, 0, 1) + Normal.LogDensity(Y, t, 1)),
            Array.ConvertAll(theta, t => Normal.LogDensity(t, Mean, StandardDeviation)));
    }
}
