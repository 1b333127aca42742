using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Statistics;

/// <summary>The variance test alarms as often as it says, for light tails and for heavy ones.</summary>
public class VarianceTestStatistics
{
    private const double NormalKurtosis = 3.0;
    private const double ExponentialKurtosis = 9.0;

    // On the logarithm the normal approximation errs by O(1/n) in a two-sided p-value, here below 0.002.
    private static readonly DistributionAssertion NormalCalibration =
        Ledger.Distribution("variance-test.p-values-are-uniform.normal", 1e-9, 0.09, 0.999, draws: 4_000);

    private static readonly DistributionAssertion ExponentialCalibration =
        Ledger.Distribution("variance-test.p-values-are-uniform.exponential", 1e-9, 0.09, 0.999, draws: 4_000);

    private static readonly ProportionAssertion Detection =
        Ledger.Proportion("variance-test.power", 1e-9, 0.03, 0.999, draws: 5_000, probability: 0.99, slack: 0.005);

    [Fact]
    public void P_values_of_normal_data_are_uniform() => NormalCalibration.Follows(
        Draws.Repeat(
            NormalCalibration.Design.Id,
            NormalCalibration.Design.Draws,
            draws => PValue(draws.Normal(2_000), NormalKurtosis, 1.0)),
        p => p);

    [Fact]
    public void P_values_of_exponential_data_are_uniform() => ExponentialCalibration.Follows(
        Draws.Repeat(
            ExponentialCalibration.Design.Id,
            ExponentialCalibration.Design.Draws,
            draws => PValue(draws.Exponential(8_000), ExponentialKurtosis, 1.0)),
        p => p);

    [Fact]
    public void A_variance_of_the_declared_effect_is_seen_with_the_declared_power()
    {
        double effect = VarianceTest.SmallestVisibleEffect(2_000, 1e-3, 0.99, NormalKurtosis);
        long seen = Draws.Repeat(
            Detection.Design.Id,
            Detection.Design.Draws,
            draws => PValue(draws.Normal(2_000), NormalKurtosis, Math.Exp(effect)))
            .LongCount(p => p <= 1e-3);
        Detection.Agrees(seen, Detection.Design.Draws);
    }

    private static double PValue(double[] sample, double kurtosis, double factor) => VarianceTest.PValue(
        VarianceTest.Statistic(factor * Moments.Of(sample).Variance, 1.0, kurtosis, sample.Length));
}
