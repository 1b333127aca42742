using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Statistics;

/// <summary>The DKW bound holds at small samples, wastes little, and sees what it says.</summary>
public class KolmogorovSmirnovStatistics
{
    private const int Draws = 100;

    private static readonly ProportionAssertion Alarms =
        Ledger.Proportion("kolmogorov-smirnov.bound-holds", 1e-9, 0.02, 0.999, draws: 20_000, probability: 0.05);

    // Two sides of the bound of one half exp(-2 n d^2) each meet rarely: at n = 100 about a fifth of the rate is lost.
    private static readonly ProportionAssertion Sharpness =
        Ledger.Proportion("kolmogorov-smirnov.bound-is-sharp", 1e-9, 0.02, 0.999, draws: 20_000, probability: 0.035);

    private static readonly ProportionAssertion Detection =
        Ledger.Proportion("kolmogorov-smirnov.power", 1e-9, 0.01, 0.999, draws: 20_000, probability: 0.99);

    [Fact]
    public void Correct_data_alarm_no_more_often_than_declared() =>
        Alarms.IsAtMost(CountAlarms(Alarms, 0.05, effect: 0.0), Alarms.Design.Draws);

    [Fact]
    public void Correct_data_alarm_hardly_less_often_than_declared() =>
        Sharpness.IsAtLeast(CountAlarms(Sharpness, 0.05, effect: 0.0), Sharpness.Design.Draws);

    [Fact]
    public void A_law_at_the_declared_distance_is_seen_with_at_least_the_declared_power() => Detection.IsAtLeast(
        CountAlarms(Detection, 1e-3, KolmogorovSmirnov.SmallestVisibleEffect(Draws, 1e-3, 0.99)),
        Detection.Design.Draws);

    /// <summary>Uniform draws on [effect, 1], whose distribution function is that far from the claimed one.</summary>
    private static long CountAlarms(ProportionAssertion assertion, double rate, double effect) => Support.Draws
        .Repeat(assertion.Design.Id, assertion.Design.Draws, draws => KolmogorovSmirnov.PValueBound(
            KolmogorovSmirnov.Statistic([.. draws.Uniform(Draws).Select(u => effect + ((1 - effect) * u))], x => x),
            Draws))
        .LongCount(p => p <= rate);
}
