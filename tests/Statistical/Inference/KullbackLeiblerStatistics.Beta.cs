using BayesBench.Kernels.Probability;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;
using BetaLaw = BayesBench.Reference.Probability.Beta;

namespace BayesBench.Statistical.Inference;

/// <content>Beta laws: the mean log ratio of draws on the device is the divergence.</content>
public partial class KullbackLeiblerStatistics
{
    private const int BetaDraws = 1 << 17;

    private static readonly MeanAssertion BetaLogRatio =
        Ledger.Mean("kullback-leibler.beta.log-ratio", FalseAlarm, 0.03, 0.999, BetaDraws);

    [Fact]
    public void The_mean_log_ratio_of_beta_draws_is_the_divergence()
    {
        double[] draws = Sampled.Of(BetaLogRatio.Design.Id, BetaDraws, (device, key, view) =>
            BetaKernels.Draw(device, 3, 4, key, 0, 0, view));
        // ln x - 2 ln(1 - x) and a constant: variance by psi' = pi^2/6 - sum of 1/k^2 below, at 3, 4 and 7.
        double Trigamma(int n) => (Math.PI * Math.PI / 6) - Enumerable.Range(1, n - 1).Sum(k => 1.0 / (k * k));
        double variance = Trigamma(3) + (4 * Trigamma(4)) - Trigamma(7);
        BetaLogRatio.Agrees(
            Moments.Of(Array.ConvertAll(draws, x => BetaLaw.LogDensity(x, 3, 4) - BetaLaw.LogDensity(x, 2, 6))),
            KullbackLeibler.Beta(3, 4, 2, 6),
            Math.Sqrt(variance));
    }
}
