using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical;

/// <summary>The suite's own ledger keeps its rules, and each rule, broken on purpose, is seen.</summary>
public class LedgerTests
{
    private static readonly Design Sound = new("sound", 1e-9, 0.1, 0.999, 10_000);

    [Fact]
    public void The_ledger_keeps_its_rules() => Assert.Empty(Ledger.Shared.Violations());

    [Fact]
    public void The_committed_table_is_the_ledger() =>
        CommittedDocument.Holds(Path.Combine("docs", "ledger.md"), Ledger.Shared.Table());

    [Fact]
    public void A_sound_ledger_has_no_violation() =>
        Assert.Empty(new Ledger([new MeanAssertion(Sound)]).Violations());

    [Fact]
    public void An_id_is_declared_once() => Assert.Contains(
        "'sound' is declared 2 times",
        Assert.Single(new Ledger([new MeanAssertion(Sound), new MeanAssertion(Sound)]).Violations()),
        StringComparison.Ordinal);

    [Fact]
    public void The_false_alarm_rates_stay_within_the_budget() => Assert.Contains(
        "sum to 1.2E-07",
        Assert.Single(new Ledger([
            new MeanAssertion(Sound with { Id = "a", FalseAlarm = 0.6e-7 }),
            new DistributionAssertion(Sound with { Id = "b", FalseAlarm = 0.6e-7 })]).Violations()),
        StringComparison.Ordinal);

    [Fact]
    public void A_sample_is_large_enough_for_its_claim() => Assert.Contains(
        "declares 10000 draws; its effect needs",
        Assert.Single(new Ledger([new MeanAssertion(Sound with { SmallestEffect = 0.01 })]).Violations()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.0, 0.1, 0.9)]
    [InlineData(1e-9, -0.1, 0.9)]
    [InlineData(1e-9, 0.1, 1.0)]
    [InlineData(double.NaN, 0.1, 0.9)]
    public void A_design_without_meaning_is_named(double falseAlarm, double effect, double power) => Assert.Contains(
        "'sound' has no valid design",
        Assert.Single(new Ledger([new MeanAssertion(
            Sound with { FalseAlarm = falseAlarm, SmallestEffect = effect, Power = power })]).Violations()),
        StringComparison.Ordinal);

    [Fact]
    public void An_assertion_outside_the_ledger_gives_no_verdict() =>
        Assert.Contains("not in the ledger", Refusal(new MeanAssertion(Sound), 10_000), StringComparison.Ordinal);

    [Fact]
    public void Fewer_draws_than_declared_give_no_verdict() =>
        Assert.Contains("got 9999 draws; it declares 10000", Refusal(Held(Sound), 9_999), StringComparison.Ordinal);

    [Fact]
    public void Fewer_draws_than_needed_give_no_verdict() => Assert.Contains(
        "needs", Refusal(Held(Sound with { SmallestEffect = 0.01 }), 10_000), StringComparison.Ordinal);

    [Fact]
    public void More_verdicts_than_declared_are_refused()
    {
        MeanAssertion assertion = Held(Sound with { Verdicts = 2 });
        assertion.Agrees(Standard(10_000, mean: 0), 0.0, 1.0);
        assertion.Agrees(Standard(10_000, mean: 0), 0.0, 1.0);
        Assert.Contains("more verdicts than the 2", Refusal(assertion, 10_000), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_share_the_false_alarm_rate()
    {
        // z = 6.15: p = 7.7e-10, below 1e-9 and above half of it.
        MeanAssertion one = Held(Sound);
        MeanAssertion ofTwo = Held(Sound with { Verdicts = 2 });
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => one.Agrees(Standard(10_000, mean: 0.0615), 0.0, 1.0));
        ofTwo.Agrees(Standard(10_000, mean: 0.0615), 0.0, 1.0);
    }

    [Fact]
    public void A_failure_names_the_evidence()
    {
        var failure = Assert.ThrowsAny<Xunit.Sdk.XunitException>(
            () => Held(Sound).Agrees(Standard(10_000, mean: 0.2), 0.0, 1.0));
        Assert.StartsWith("sound: mean 0.2, expected 0, z = 20.00; p = ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frequencies_are_judged_and_rare_cells_refused()
    {
        FrequencyAssertion Held() => InLedger(ledger => new FrequencyAssertion(
            Sound with { SmallestEffect = 0.05 }, categories: 4, ledger));
        double[] even = [0.25, 0.25, 0.25, 0.25];
        Held().Follow([2_510, 2_490, 2_520, 2_480], even);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Held().Follow([2_900, 2_100, 2_500, 2_500], even));
        Assert.Contains(
            "the rarest with 100.0 expected counts",
            Assert.Throws<InvalidOperationException>(
                () => Held().Follow([9_700, 100, 100, 100], [0.97, 0.01, 0.01, 0.01])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "got 3 categories",
            Assert.Throws<InvalidOperationException>(() => Held().Follow([1, 2, 3], [0.3, 0.3, 0.4])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Variances_and_laws_are_judged()
    {
        Design design = Sound with { SmallestEffect = 0.15 };
        VarianceAssertion Variance() => InLedger(ledger => new VarianceAssertion(design, 3.0, ledger));
        Variance().Agrees(Standard(10_000, 0.0), 1.05);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Variance().Agrees(Standard(10_000, 0.0), 1.15));

        DistributionAssertion Law() => InLedger(ledger => new DistributionAssertion(design, ledger));
        double[] grid = [.. Enumerable.Range(0, 10_000).Select(i => (i + 0.5) / 10_000)];
        Law().Follows(grid, x => x);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Law().Follows(grid, x => x * x));
    }

    [Fact]
    public void A_one_sided_claim_is_judged_on_its_side()
    {
        ProportionAssertion Half() => InLedger(
            ledger => new ProportionAssertion(Sound, probability: 0.5, slack: 0.01, ledger));
        Half().IsAtLeast(9_000, 10_000);
        Half().IsAtMost(1_000, 10_000);
        Half().Agrees(5_100, 10_000);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Half().IsAtMost(9_000, 10_000));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Half().IsAtLeast(1_000, 10_000));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Half().Agrees(5_600, 10_000));
    }

    [Fact]
    public void Keys_are_fixed_by_id_unless_a_seed_is_set()
    {
        Assert.Equal(TestKey.For("a", null), TestKey.For("a", null));
        Assert.NotEqual(TestKey.For("a", null), TestKey.For("b", null));
        Assert.NotEqual(TestKey.For("a", null), TestKey.For("a", 1));
        Assert.NotEqual(TestKey.For("a", 2), TestKey.For("a", 1));
        Assert.Null(TestKey.SeedFrom(null));
        Assert.Equal(0x1AUL, TestKey.SeedFrom("1a"));
        Assert.NotEqual(TestKey.SeedFrom("random"), TestKey.SeedFrom("random"));
        Assert.Throws<FormatException>(() => TestKey.SeedFrom("now"));
    }

    private static string Refusal(MeanAssertion assertion, long draws) =>
        Assert.Throws<InvalidOperationException>(() => assertion.Agrees(Standard(draws, 0), 0.0, 1.0)).Message;

    private static MeanAssertion Held(Design design) => InLedger(ledger => new MeanAssertion(design, ledger));

    /// <summary>An assertion alone in a ledger of its own.</summary>
    private static T InLedger<T>(Func<Func<Ledger>, T> make)
        where T : StatisticalAssertion
    {
        Ledger? ledger = null;
        T assertion = make(() => ledger!);
        ledger = new Ledger([assertion]);
        return assertion;
    }

    private static Moments Standard(long draws, double mean) => new(draws, mean, draws - 1, 0.0, 3.0 * draws);
}
