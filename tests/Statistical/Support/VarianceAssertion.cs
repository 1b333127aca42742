using BayesBench.Reference.Statistics;

namespace BayesBench.Statistical.Support;

/// <summary>Claims a variance; the kurtosis of a draw is known, not estimated.</summary>
public sealed class VarianceAssertion(Design design, double kurtosis, Func<Ledger>? ledger = null)
    : StatisticalAssertion(design, ledger)
{
    public override string Kind => FormattableString.Invariant($"variance at kurtosis {kurtosis:R}, in log ratio");

    public override long RequiredDraws =>
        VarianceTest.RequiredDraws(FalseAlarmOfOne, Design.SmallestEffect, Design.Power, kurtosis);

    public void Agrees(Moments moments, double expected)
    {
        double z = VarianceTest.Statistic(moments.Variance, expected, kurtosis, moments.Count);
        Judge(
            moments.Count,
            VarianceTest.PValue(z),
            $"variance {moments.Variance:R}, expected {expected:R}, z = {z:F2}");
    }
}
