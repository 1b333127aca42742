using BayesBench.Reference.Statistics;

namespace BayesBench.Statistical.Support;

/// <summary>Claims a mean; the standard deviation of a draw is known, not estimated.</summary>
public sealed class MeanAssertion(Design design, Func<Ledger>? ledger = null) : StatisticalAssertion(design, ledger)
{
    public override string Kind => "mean, in standard deviations";

    public override long RequiredDraws =>
        MeanTest.RequiredDraws(FalseAlarmOfOne, Design.SmallestEffect, Design.Power);

    public void Agrees(Moments moments, double expected, double standardDeviation)
    {
        double z = MeanTest.Statistic(moments.Mean, expected, standardDeviation, moments.Count);
        Judge(moments.Count, MeanTest.PValue(z), $"mean {moments.Mean:R}, expected {expected:R}, z = {z:F2}");
    }
}
