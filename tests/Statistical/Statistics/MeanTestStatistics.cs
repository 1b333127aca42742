using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Statistics;

/// <summary>The mean test alarms as often as it says, on correct data and on wrong.</summary>
public class MeanTestStatistics
{
    private const int Draws = 64;

    private static readonly DistributionAssertion Calibration =
        Ledger.Distribution("mean-test.p-values-are-uniform", 1e-9, 0.04, 0.999, draws: 20_000);

    private static readonly ProportionAssertion Detection =
        Ledger.Proportion("mean-test.power", 1e-9, 0.01, 0.999, draws: 20_000, probability: 0.99);

    [Fact]
    public void P_values_of_correct_data_are_uniform() => Calibration.Follows(
        Support.Draws.Repeat(Calibration.Design.Id, Calibration.Design.Draws, draws => PValue(draws, 0.0)), p => p);

    [Fact]
    public void A_shift_of_the_declared_effect_is_seen_with_the_declared_power()
    {
        double effect = MeanTest.SmallestVisibleEffect(Draws, 1e-3, 0.99);
        long seen = Support.Draws.Repeat(Detection.Design.Id, Detection.Design.Draws, draws => PValue(draws, effect))
            .LongCount(p => p <= 1e-3);
        Detection.Agrees(seen, Detection.Design.Draws);
    }

    private static double PValue(Draws draws, double shift)
    {
        Moments moments = Moments.Of(draws.Normal(Draws));
        return MeanTest.PValue(MeanTest.Statistic(moments.Mean + shift, 0.0, 1.0, Draws));
    }
}
