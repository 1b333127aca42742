using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Inference;

/// <summary>The estimate from draws of q has the divergence for its mean, and the variance that its formula claims.</summary>
public partial class KullbackLeiblerStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Experiments = 1 << 15;
    private const int Draws = 64;
    private const double Mean = 0.25;
    private const double StandardDeviation = 0.8;
    private const double OtherMean = -0.5;
    private const double OtherStandardDeviation = 1.5;

    private static readonly Parabola LogRatio = new(
        0.5 * ((StandardDeviation * StandardDeviation / (OtherStandardDeviation * OtherStandardDeviation)) - 1),
        StandardDeviation * (Mean - OtherMean) / (OtherStandardDeviation * OtherStandardDeviation));

    private static readonly MeanAssertion Unbiased =
        Ledger.Mean("kullback-leibler.monte-carlo.mean", FalseAlarm, 0.055, 0.999, Experiments);

    private static readonly VarianceAssertion Spread = Ledger.Variance(
        "kullback-leibler.monte-carlo.variance", FalseAlarm, 0.1, 0.999, Experiments, LogRatio.KurtosisOfMean(Draws));

    [Fact]
    public void The_estimate_is_unbiased_with_the_variance_it_claims()
    {
        PhiloxKey key = TestKey.For(Unbiased.Design.Id);
        Moments moments = Moments.Of([.. Enumerable.Range(0, Experiments).Select(i => KullbackLeibler.MonteCarlo(
            Normal.Draw(Mean, StandardDeviation, key, (uint)i, 0, Draws),
            Mean, StandardDeviation, OtherMean, OtherStandardDeviation))]);
        Unbiased.Agrees(
            moments,
            KullbackLeibler.Normal(Mean, StandardDeviation, OtherMean, OtherStandardDeviation),
            Math.Sqrt(LogRatio.Variance / Draws));
        Spread.Agrees(moments, LogRatio.Variance / Draws);
    }
}
