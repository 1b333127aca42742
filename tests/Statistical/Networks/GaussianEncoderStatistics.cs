using BayesBench.Reference.Networks;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>Draws of an encoder with a factor below its diagonal: their covariance, and the divergence they estimate.</summary>
public class GaussianEncoderStatistics
{
    private const int Draws = 1 << 16;

    // N((0.5, -1), L L^T), L = [[1.5, 0], [0.8, 0.5]].
    private static readonly double[] Code = [0.5, -1, 2 * Math.Log(1.5), 2 * Math.Log(0.5), 0.8];

    private static readonly MeanAssertion Covariance = Ledger.Mean("gaussian-encoder.draw.covariance", 1e-10, 0.05, 0.999, Draws);

    private static readonly MeanAssertion Divergence = Ledger.Mean(
        "gaussian-encoder.monte-carlo-divergence.unbiased", 1e-10, 0.05, 0.999, Draws);

    [Fact]
    public void Draws_have_the_factors_covariance()
    {
        double[][] z = GaussianEncoder.Draw([Code], 2, Draws, TestKey.For(Covariance.Design.Id), 0);
        // E ab = 1.2 and, with aa = 2.25 and bb = 0.89, V ab = aa bb + (E ab)^2.
        Covariance.Agrees(
            Moments.Of([.. z.Select(one => (one[0] - 0.5) * (one[1] + 1))]), 1.2, Math.Sqrt((2.25 * 0.89) + (1.2 * 1.2)));
    }

    [Fact]
    public void The_estimated_divergence_has_the_exact_one_as_its_mean()
    {
        double[][] many = [.. Enumerable.Repeat(Code, Draws)];
        double[] estimates = GaussianEncoder.MonteCarloDivergence(many, 2, 1, TestKey.For(Divergence.Design.Id), 0);
        // Half of e^T (L^T L - I) e + 2 mean^T L e, and constants: V = tr A^2 / 2 + |L^T mean|^2, A = L^T L - I.
        double[][] a = [[2.25 + 0.64 - 1, 0.4], [0.4, 0.25 - 1]];
        double squares = a.Sum(row => row.Sum(one => one * one));
        double[] linear = [(1.5 * 0.5) - 0.8, -0.5];
        Divergence.Agrees(
            Moments.Of(estimates),
            GaussianEncoder.Divergence([Code], 2)[0],
            Math.Sqrt((0.5 * squares) + linear.Sum(one => one * one)));
    }
}
