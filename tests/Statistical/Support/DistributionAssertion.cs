using BayesBench.Reference.Statistics;

namespace BayesBench.Statistical.Support;

/// <summary>Claims a continuous law by the DKW band: the false-alarm rate is a bound for every sample size.</summary>
public sealed class DistributionAssertion(Design design, Func<Ledger>? ledger = null)
    : StatisticalAssertion(design, ledger)
{
    public override string Kind => "law, in distance of distribution functions";

    public override long RequiredDraws =>
        KolmogorovSmirnov.RequiredDraws(FalseAlarmOfOne, Design.SmallestEffect, Design.Power);

    public void Follows(double[] sample, Func<double, double> cdf)
    {
        double distance = KolmogorovSmirnov.Statistic(sample, cdf);
        Judge(
            sample.Length, KolmogorovSmirnov.PValueBound(distance, sample.Length), $"largest distance {distance:G4}");
    }
}
