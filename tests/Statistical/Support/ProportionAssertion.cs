using BayesBench.Reference.Statistics;

namespace BayesBench.Statistical.Support;

/// <summary>Claims a proportion by the exact binomial law, to within a slack where the claim itself is an approximation
/// whose error is known to be smaller.</summary>
public sealed class ProportionAssertion(
    Design design, double probability, double slack = 0.0, Func<Ledger>? ledger = null)
    : StatisticalAssertion(design, ledger)
{
    private readonly double _low = Math.Max(0.0, probability - slack);
    private readonly double _high = Math.Min(1.0, probability + slack);

    public override string Kind => slack > 0.0
        ? FormattableString.Invariant($"proportion {probability:R} ± {slack:R}, in probability")
        : FormattableString.Invariant($"proportion {probability:R}, in probability");

    public override long RequiredDraws => Math.Max(Required(_low), Required(_high));

    public void Agrees(long successes, long trials) => Judge(
        trials,
        Math.Min(1.0, 2.0 * Math.Min(
            BinomialTest.LowerTail(successes, trials, _low), BinomialTest.UpperTail(successes, trials, _high))),
        $"{successes} of {trials}, expected {probability:R}");

    /// <summary>One-sided: few successes are evidence against it, many are not.</summary>
    public void IsAtLeast(long successes, long trials) => Judge(
        trials,
        BinomialTest.LowerTail(successes, trials, _low),
        $"{successes} of {trials}, expected at least {probability:R}");

    /// <summary>One-sided: many successes are evidence against it, few are not.</summary>
    public void IsAtMost(long successes, long trials) => Judge(
        trials,
        BinomialTest.UpperTail(successes, trials, _high),
        $"{successes} of {trials}, expected at most {probability:R}");

    private long Required(double edge) =>
        BinomialTest.RequiredDraws(FalseAlarmOfOne, Design.SmallestEffect - slack, Design.Power, edge);
}
