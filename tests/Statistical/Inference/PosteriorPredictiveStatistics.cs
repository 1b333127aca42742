using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Inference;

/// <summary>
/// The estimate is unbiased for the predictive probability, and its logarithm is biased low by what it should be. After x = 1
/// from N(theta, 1), theta from N(0, 1), the posterior is N(1/2, 1/2), and the next observation is from N(1/2, 3/2).
/// </summary>
public class PosteriorPredictiveStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Many = 1 << 20;
    private const double Next = -1;

    private static readonly double LogPredictive = Normal.LogDensity(Next, 0.5, Math.Sqrt(1.5));

    private static readonly MeanAssertion Probability = Ledger.Mean(
        "posterior-predictive.monte-carlo.probability", FalseAlarm, 0.01, 0.999, Many);

    private static readonly MeanAssertion LogProbability = Ledger.Mean(
        "posterior-predictive.monte-carlo.log-probability-of-two-draws", FalseAlarm, 0.01, 0.999, Many);

    [Fact]
    public void The_mean_of_the_likelihoods_is_unbiased() => Probability.Agrees(
        Moments.Of(Draws.Repeat(Probability.Design.Id, Many, draws => Math.Exp(Estimate(draws)))),
        Math.Exp(LogPredictive),
        NormalPlane.StandardDeviation((y, z) => 0.5 * (Math.Exp(LogLikelihood(y)) + Math.Exp(LogLikelihood(z)))));

    [Fact]
    public void Its_logarithm_is_biased_low()
    {
        static double Of(double y, double z) => PosteriorPredictive.MonteCarlo([LogLikelihood(y), LogLikelihood(z)]);
        double mean = NormalPlane.Mean(Of);
        Assert.InRange(LogPredictive - mean, 0.1, 1.0);
        LogProbability.Agrees(
            Moments.Of(Draws.Repeat(LogProbability.Design.Id, Many, Estimate)), mean, NormalPlane.StandardDeviation(Of));
    }

    private static double Estimate(Draws draws) =>
        PosteriorPredictive.MonteCarlo(Array.ConvertAll(draws.Normal(2), LogLikelihood));

    private static double LogLikelihood(double z) => Normal.LogDensity(Next, 0.5 + (Math.Sqrt(0.5) * z), 1);
}
