using BayesBench.Reference.Statistics;

namespace BayesBench.Statistical.Support;

/// <summary>Claims a proportion, or that it is at least or at most so much, by the exact binomial law.</summary>
public sealed class ProportionAssertion(Design design, double probability, Func<Ledger>? ledger = null)
    : StatisticalAssertion(design, ledger)
{
    public override string Kind => FormattableString.Invariant($"proportion {probability:R}, in probability");

    public override long RequiredDraws =>
        BinomialTest.RequiredDraws(FalseAlarmOfOne, Design.SmallestEffect, Design.Power, probability);

    public void Agrees(long successes, long trials) => Judge(
        trials, BinomialTest.PValue(successes, trials, probability), $"{successes} of {trials}, expected {probability:R}");

    /// <summary>One-sided: few successes are evidence against it, many are not.</summary>
    public void IsAtLeast(long successes, long trials) => Judge(
        trials,
        BinomialTest.LowerTail(successes, trials, probability),
        $"{successes} of {trials}, expected at least {probability:R}");

    /// <summary>One-sided: many successes are evidence against it, few are not.</summary>
    public void IsAtMost(long successes, long trials) => Judge(
        trials,
        BinomialTest.UpperTail(successes, trials, probability),
        $"{successes} of {trials}, expected at most {probability:R}");
}
