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
    public void The_committed_table_is_the_ledger()
    {
        string file = Path.Combine(Repository.Required(), "docs", "ledger.md");
        if (Environment.GetEnvironmentVariable("BAYESBENCH_UPDATE") == "1")
        {
            File.WriteAllText(file, Ledger.Shared.Table());
        }

        Assert.Equal(Ledger.Shared.Table(), File.Exists(file) ? File.ReadAllText(file) : "");
    }

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

    private static MeanAssertion Held(Design design)
    {
        Ledger? ledger = null;
        var assertion = new MeanAssertion(design, () => ledger!);
        ledger = new Ledger([assertion]);
        return assertion;
    }

    private static Moments Standard(long draws, double mean) => new(draws, mean, draws - 1, 0.0, 3.0 * draws);
}
