using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Statistics;

/// <summary>Intervals hold the truth as often as they say, for a normal law and for an exponential one.</summary>
public class IntervalsStatistics
{
    // The normal quantile stands for Student's: 0.0003 at n = 1000.
    private static readonly ProportionAssertion NormalMean = Ledger.Proportion(
        "intervals.mean.normal", 1e-9, 0.02, 0.999, draws: 20_000, probability: 0.95, slack: 0.001);

    // Skewness 2 costs a two-sided interval O(1/n).
    private static readonly ProportionAssertion ExponentialMean = Ledger.Proportion(
        "intervals.mean.exponential", 1e-9, 0.02, 0.999, draws: 20_000, probability: 0.95, slack: 0.002);

    private static readonly ProportionAssertion NormalVariance = Ledger.Proportion(
        "intervals.variance.normal", 1e-9, 0.02, 0.999, draws: 20_000, probability: 0.95, slack: 0.003);

    // The sample's kurtosis is short of 9 by some percent at n = 10000, and its noise widens the studentised tail.
    private static readonly ProportionAssertion ExponentialVariance = Ledger.Proportion(
        "intervals.variance.exponential", 1e-9, 0.05, 0.999, draws: 5_000, probability: 0.95, slack: 0.01);

    private static readonly ProportionAssertion TextbookVariance = Ledger.Proportion(
        "intervals.variance.exponential.textbook", 1e-9, 0.08, 0.999, draws: 5_000, probability: 0.673, slack: 0.01);

    // Two claims about the same samples: false-alarm rates add whatever the dependence.
    private static readonly Lazy<Moments[]> ExponentialSamples = new(() => Draws.Repeat(
        ExponentialVariance.Design.Id, ExponentialVariance.Design.Draws, draws => Moments.Of(draws.Exponential(10_000))));

    [Fact]
    public void The_interval_of_a_normal_mean_holds_it_as_often_as_it_says() => NormalMean.Agrees(
        Held(NormalMean, draws => Intervals.Mean(Moments.Of(draws.Normal(1_000)), 0.95), 0.0), NormalMean.Design.Draws);

    [Fact]
    public void The_interval_of_an_exponential_mean_holds_it_as_often_as_it_says() => ExponentialMean.Agrees(
        Held(ExponentialMean, draws => Intervals.Mean(Moments.Of(draws.Exponential(2_000)), 0.95), 1.0),
        ExponentialMean.Design.Draws);

    [Fact]
    public void The_interval_of_a_normal_variance_holds_it_as_often_as_it_says() => NormalVariance.Agrees(
        Held(NormalVariance, draws => Intervals.Variance(Moments.Of(draws.Normal(1_000)), 0.95), 1.0),
        NormalVariance.Design.Draws);

    [Fact]
    public void The_interval_of_an_exponential_variance_holds_it_as_often_as_it_says() => ExponentialVariance.Agrees(
        ExponentialSamples.Value.LongCount(m => Intervals.Variance(m, 0.95).Contains(1.0)),
        ExponentialVariance.Design.Draws);

    [Fact]
    public void The_textbook_interval_of_an_exponential_variance_holds_it_two_times_in_three() =>
        // As if the kurtosis were 3, it is sqrt(2/8) times too short: P(|Z| < 0.98) = 0.673.
        TextbookVariance.Agrees(
            ExponentialSamples.Value.LongCount(m => Intervals
                .Variance(m with { Sum4 = 3.0 * m.Sum2 * m.Sum2 / m.Count }, 0.95).Contains(1.0)),
            TextbookVariance.Design.Draws);

    private static long Held(ProportionAssertion assertion, Func<Draws, Interval> interval, double truth) => Draws
        .Repeat(assertion.Design.Id, assertion.Design.Draws, interval)
        .LongCount(found => found.Contains(truth));
}
