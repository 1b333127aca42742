using BayesBench.Reference.Models;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using FsCheck.Xunit;
using Xunit;
using static BayesBench.Properties.Support.FiniteDifference;

namespace BayesBench.Properties.Models;

/// <summary>The linear autoencoder, where bound, posterior and log-evidence are known.</summary>
public class ProbabilisticPcaProperties
{
    private const int Pixels = 4, Latents = 2;
    private const double Variance = 0.3;

    [Property]
    public void At_the_posterior_the_bound_of_a_full_covariance_is_the_log_evidence(byte seed)
    {
        (double[] x, double[][] weights, double[] offset) = Draw(seed);
        MultivariateNormalLaw posterior = ProbabilisticPca.Posterior(x, weights, offset, Variance);
        double evidence = ProbabilisticPca.LogEvidence(x, weights, offset, Variance);
        double[] code = Code(posterior.Mean, Cholesky.Factor(posterior.Covariance));
        Assert.Equal(evidence, ProbabilisticPca.Elbo(x, code, weights, offset, Variance), 1e-11 * Math.Abs(evidence));
        Assert.All(Gradient(code, c => ProbabilisticPca.Elbo(x, c, weights, offset, Variance)), g => Assert.Equal(0, g, 1e-7));
    }

    [Property]
    public void A_diagonal_covariance_stays_below_by_the_logarithms_of_the_precisions_diagonal(byte seed)
    {
        (double[] x, double[][] weights, double[] offset) = Draw(seed);
        MultivariateNormalLaw posterior = ProbabilisticPca.Posterior(x, weights, offset, Variance);
        double[] code = [.. posterior.Mean, .. weights[0].Select((_, i) => -Math.Log(1 + (weights.Sum(row => row[i] * row[i]) / Variance)))];
        double Bound(double[] at) => ProbabilisticPca.Elbo(x, at, weights, offset, Variance);
        double gap = ProbabilisticPca.DiagonalGap(weights, Variance);
        double evidence = ProbabilisticPca.LogEvidence(x, weights, offset, Variance);
        Assert.True(gap > 0);
        Assert.Equal(evidence - gap, Bound(code), 1e-11 * Math.Abs(evidence));
        // It is the best one: every derivative is 0, and steps away lose.
        Assert.All(Gradient(code, Bound), g => Assert.Equal(0, g, 1e-7));
        Assert.True(Bound(code) > Bound([.. code.Zip(Normal(2 * Latents, seed + 7UL), (c, step) => c + (0.1 * step))]));
    }

    [Property]
    public void A_rotation_of_the_latent_numbers_closes_the_gap_and_moves_no_evidence(byte seed)
    {
        (double[] x, double[][] weights, double[] offset) = Draw(seed);
        // Jacobi's rotation makes the two columns orthogonal.
        double[][] gram = MatrixProduct.TransposedLeft(weights, weights);
        double angle = 0.5 * Math.Atan2(2 * gram[0][1], gram[0][0] - gram[1][1]);
        (double cos, double sin) = (Math.Cos(angle), Math.Sin(angle));
        double[][] rotated = [.. weights.Select(row => new[] { (cos * row[0]) + (sin * row[1]), (cos * row[1]) - (sin * row[0]) })];
        Assert.Equal(0, ProbabilisticPca.DiagonalGap(rotated, Variance), 1e-13);
        Assert.Equal(
            ProbabilisticPca.LogEvidence(x, weights, offset, Variance), ProbabilisticPca.LogEvidence(x, rotated, offset, Variance), 1e-11);
    }

    [Property]
    public void Posterior_evidence_prior_and_likelihood_are_one_joint_law(byte seed)
    {
        (double[] x, double[][] weights, double[] offset) = Draw(seed);
        double[] z = Normal(Latents, seed + 3UL);
        MultivariateNormalLaw posterior = ProbabilisticPca.Posterior(x, weights, offset, Variance);
        double joint = z.Sum(one => Reference.Probability.Normal.LogDensity(one, 0, 1)) + x.Select((value, d) =>
            Reference.Probability.Normal.LogDensity(value, offset[d] + weights[d].Zip(z, (w, one) => w * one).Sum(), Math.Sqrt(Variance))).Sum();
        Assert.Equal(
            joint,
            ProbabilisticPca.LogEvidence(x, weights, offset, Variance) + MultivariateNormal.LogDensity(z, posterior.Mean, posterior.Covariance),
            1e-10 * Math.Abs(joint));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        double[][] weights = [[1, 2], [3, 4]];
        var variance = Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilisticPca.DiagonalGap(weights, 0));
        Assert.StartsWith("noiseVariance is 0", variance.Message, StringComparison.Ordinal);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => ProbabilisticPca.LogEvidence([1], weights, [0, 0], 1)).ParamName);
        Assert.Equal("offset", Assert.Throws<ArgumentException>(() => ProbabilisticPca.Posterior([1, 2], weights, [0], 1)).ParamName);
        Assert.Throws<ArgumentException>(() => ProbabilisticPca.Elbo([1, 2], [0, 0, 0], weights, [0, 0], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilisticPca.LogEvidence([1, double.NaN], weights, [0, 0], 1));
    }

    private static (double[] X, double[][] Weights, double[] Offset) Draw(byte seed)
    {
        double[] numbers = Normal((2 * Pixels) + (Pixels * Latents), seed);
        return (numbers[..Pixels], [.. numbers[(2 * Pixels)..].Chunk(Latents)], numbers[Pixels..(2 * Pixels)]);
    }

    private static double[] Code(double[] mean, double[][] factor) =>
        [.. mean, .. factor.Select((row, i) => 2 * Math.Log(row[i])), .. factor.SelectMany((row, i) => row[..i])];
}
