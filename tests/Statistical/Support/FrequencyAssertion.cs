using BayesBench.Reference.Statistics;

namespace BayesBench.Statistical.Support;

/// <summary>Claims the probabilities of categories by Pearson's chi-square.</summary>
public sealed class FrequencyAssertion(Design design, int categories, Func<Ledger>? ledger = null)
    : StatisticalAssertion(design, ledger)
{
    /// <summary>Below it the tail of the chi-square law is not that of the statistic; see <see cref="ChiSquare"/>.</summary>
    public const double LeastExpectedCount = 1000;

    public override string Kind => FormattableString.Invariant($"{categories} frequencies, in w^2");

    public override long RequiredDraws =>
        ChiSquare.RequiredDraws(FalseAlarmOfOne, Design.SmallestEffect, Design.Power, categories - 1);

    public void Follow(long[] counts, double[] probabilities)
    {
        long draws = counts.Sum();
        double least = probabilities.Where(probability => probability > 0).Min() * draws;
        if (counts.Length != categories || least < LeastExpectedCount)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"'{Design.Id}' got {counts.Length} categories, the rarest with {least:F1} expected counts; it wants {categories} and {LeastExpectedCount}."));
        }

        double statistic = ChiSquare.Statistic(counts, probabilities);
        Judge(draws, ChiSquare.PValue(statistic, categories - 1), $"chi-square {statistic:F1}");
    }
}
