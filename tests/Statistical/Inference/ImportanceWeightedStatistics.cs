using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Inference;

/// <summary>
/// The bound's mean rises with the number of weights, from the evidence lower bound towards the log-evidence, which its
/// exponential meets at every number. The model is that of F59: theta from N(0, 1), x = 1 from N(theta, 1), q = N(0.2, 0.49).
/// </summary>
public class ImportanceWeightedStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Many = 1 << 20;
    private const int Fewer = 1 << 16;

    private static readonly double LogEvidence = Normal.LogDensity(1, 0, Math.Sqrt(2));

    private static readonly MeanAssertion OfOne = Ledger.Mean(
        "importance-weighted.bound.one-weight", FalseAlarm, 0.01, 0.999, Many);

    private static readonly MeanAssertion Gain = Ledger.Mean(
        "importance-weighted.bound.gain-of-a-second-weight", FalseAlarm, 0.01, 0.999, Many);

    private static readonly MeanAssertion Evidence = Ledger.Mean(
        "importance-weighted.bound.evidence-of-sixteen-weights", FalseAlarm, 0.04, 0.999, Fewer);

    [Fact]
    public void One_weight_gives_the_evidence_lower_bound()
    {
        double elbo = NormalPlane.Mean(LogWeight);
        Assert.Equal(-1.605613477, elbo, 1e-9);
        OfOne.Agrees(
            Moments.Of(Draws.Repeat(OfOne.Design.Id, Many, draws => ImportanceWeighted.Bound([LogWeight(draws.Normal(1)[0])]))),
            elbo,
            NormalPlane.StandardDeviation(LogWeight));
    }

    [Fact]
    public void A_second_weight_raises_the_mean_by_what_it_should()
    {
        // Two weights together against each alone: the mean gain is that from one weight to two.
        static double Of(double y, double z) => ImportanceWeighted.Bound([LogWeight(y), LogWeight(z)])
            - (0.5 * (ImportanceWeighted.Bound([LogWeight(y)]) + ImportanceWeighted.Bound([LogWeight(z)])));
        double gain = NormalPlane.Mean(Of);
        Assert.InRange(gain, 0.01, LogEvidence - NormalPlane.Mean(LogWeight));
        Gain.Agrees(
            Moments.Of(Draws.Repeat(Gain.Design.Id, Many, draws => draws.Normal(2) is var z ? Of(z[0], z[1]) : 0)),
            gain,
            NormalPlane.StandardDeviation(Of));
    }

    [Fact]
    public void The_exponential_of_the_bound_is_unbiased_for_the_evidence() => Evidence.Agrees(
        Moments.Of(Draws.Repeat(Evidence.Design.Id, Fewer, draws =>
            Math.Exp(ImportanceWeighted.Bound(Array.ConvertAll(draws.Normal(16), LogWeight))))),
        Math.Exp(LogEvidence),
        NormalPlane.StandardDeviation(z => Math.Exp(LogWeight(z))) / 4);

    private static double LogWeight(double z)
    {
        double theta = 0.2 + (0.7 * z);
        return Normal.LogDensity(theta, 0, 1) + Normal.LogDensity(1, theta, 1) - Normal.LogDensity(theta, 0.2, 0.7);
    }
}
