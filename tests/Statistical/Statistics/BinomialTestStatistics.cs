using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Statistics;

/// <summary>The binomial test's error rates are exact, and draws bear them out.</summary>
public class BinomialTestStatistics
{
    private const int Trials = 200;
    private const double Claim = 0.3;
    private const double Truth = 0.45;

    private static readonly ProportionAssertion Alarms = Ledger.Proportion(
        "binomial-test.size", 1e-9, 0.02, 0.999, draws: 20_000, probability: BinomialTest.Power(Trials, 0.05, Claim, Claim));

    private static readonly ProportionAssertion Detection = Ledger.Proportion(
        "binomial-test.power", 1e-9, 0.03, 0.999, draws: 20_000, probability: BinomialTest.Power(Trials, 1e-3, Claim, Truth));

    [Fact]
    public void Correct_data_alarm_as_often_as_the_exact_size() =>
        Alarms.Agrees(CountAlarms(Alarms, 0.05, Claim), Alarms.Design.Draws);

    [Fact]
    public void A_wrong_proportion_is_seen_with_the_exact_power() =>
        Detection.Agrees(CountAlarms(Detection, 1e-3, Truth), Detection.Design.Draws);

    private static long CountAlarms(ProportionAssertion assertion, double rate, double truth) => Draws
        .Repeat(assertion.Design.Id, assertion.Design.Draws, draws => draws.Uniform(Trials).LongCount(u => u < truth))
        .LongCount(successes => BinomialTest.PValue(successes, Trials, Claim) <= rate);
}
