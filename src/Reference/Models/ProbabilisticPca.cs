using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Models;

/// <summary>
/// The autoencoder whose every integral is known: prior <c>z ~ N(0, I)</c>, linear decoder <c>x ~ N(W z + b, v I)</c>. With
/// <c>M = I + W^T W / v</c> the posterior is N(M^-1 W^T (x - b) / v, M^-1).
/// </summary>
/// <remarks>Source: Tipping and Bishop (1999), "Probabilistic principal component analysis", equations 4 to 7, there with
/// <c>v M</c> for M.</remarks>
public static class ProbabilisticPca
{
    /// <summary>ln p(x).</summary>
    /// <remarks>Formula: <c>ln N(x; b, W W^T + v I)</c>.</remarks>
    /// <param name="x">Shape [D], finite.</param>
    /// <param name="weights">W, shape [D, Z], finite.</param>
    /// <param name="offset">b, shape [D], finite.</param>
    /// <param name="noiseVariance">v, positive and finite.</param>
    /// <returns>The log-evidence, in nats.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double LogEvidence(double[] x, double[][] weights, double[] offset, double noiseVariance)
    {
        Check(x, weights, offset, noiseVariance);
        double[][] covariance = MatrixProduct.TransposedRight(weights, weights);
        return MultivariateNormal.LogDensity(
            x, offset, LayerGuard.Map(covariance, (i, j) => covariance[i][j] + (i == j ? noiseVariance : 0)));
    }

    /// <summary>p(z | x).</summary>
    /// <remarks>Formula: <c>N(M^-1 W^T (x - b) / v, M^-1)</c>.</remarks>
    /// <param name="x">Shape [D], finite.</param>
    /// <param name="weights">W, shape [D, Z], finite.</param>
    /// <param name="offset">b, shape [D], finite.</param>
    /// <param name="noiseVariance">v, positive and finite.</param>
    /// <returns>A law of Z numbers.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static MultivariateNormalLaw Posterior(double[] x, double[][] weights, double[] offset, double noiseVariance)
    {
        Check(x, weights, offset, noiseVariance);
        double[][] precision = Precision(weights, noiseVariance);
        double[] projected = LinearAlgebra.TransposedTimes(weights, [.. x.Zip(offset, (a, b) => (a - b) / noiseVariance)]);
        double[][] covariance = LayerGuard.Map(precision, (i, j) => i == j ? 1 : 0);
        return new MultivariateNormalLaw(
            Cholesky.Solve(precision, projected), Array.ConvertAll(covariance, unit => Cholesky.Solve(precision, unit)));
    }

    /// <summary>The evidence lower bound of any Gaussian q, in closed form.</summary>
    /// <remarks>
    /// Formula: <c>-(D ln(2 pi v) + (|x - b - W mean|^2 + tr(W L L^T W^T)) / v) / 2 - KL(q || N(0, I))</c>.
    /// </remarks>
    /// <param name="x">Shape [D], finite.</param>
    /// <param name="code">(mean, logVariance, lower) of q, as <see cref="GaussianEncoder"/> has it.</param>
    /// <param name="weights">W, shape [D, Z], finite.</param>
    /// <param name="offset">b, shape [D], finite.</param>
    /// <param name="noiseVariance">v, positive and finite.</param>
    /// <returns>The bound, in nats.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double Elbo(double[] x, double[] code, double[][] weights, double[] offset, double noiseVariance)
    {
        Check(x, weights, offset, noiseVariance);
        int latents = weights[0].Length;
        EncodedLaw q = GaussianEncoder.Laws([code], latents)[0];
        double[] mean = LinearAlgebra.Times(weights, q.Mean);
        double squares = x.Select((value, d) => value - offset[d] - mean[d]).Sum(residual => residual * residual);
        for (int j = 0; j < latents; j++)
        {
            // Column j of L, through W.
            double[] unit = [.. q.Mean.Select((_, i) => i == j ? 1.0 : 0.0)];
            double[] column = LinearAlgebra.Times(weights, [.. q.At(unit).Zip(q.Mean, (a, b) => a - b)]);
            squares += LinearAlgebra.Dot(column, column);
        }

        double constant = x.Length * (LogTwoPi + Math.Log(noiseVariance));
        return (-0.5 * (constant + (squares / noiseVariance))) - GaussianEncoder.Divergence([code], latents)[0];
    }

    /// <summary>By how much the best q with a diagonal covariance stays below the log-evidence.</summary>
    /// <remarks>
    /// Formula: <c>(sum_i ln M[i][i] - ln det M) / 2</c>: that q has the posterior's mean and the variances 1 / M[i][i]. It is 0
    /// where the columns of W are orthogonal, as a rotation of z makes them.
    /// </remarks>
    /// <param name="weights">W, shape [D, Z], finite.</param>
    /// <param name="noiseVariance">v, positive and finite.</param>
    /// <returns>The gap, in nats, not negative.</returns>
    /// <exception cref="ArgumentException">There are no weights, or rows of several widths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double DiagonalGap(double[][] weights, double noiseVariance)
    {
        Guard.Matrix(weights);
        Guard.Positive(noiseVariance);
        double[][] precision = Precision(weights, noiseVariance);
        return 0.5 * (precision.Select((row, i) => Math.Log(row[i])).Sum() - Cholesky.LogDeterminant(precision));
    }

    // M = I + W^T W / v.
    private static double[][] Precision(double[][] weights, double noiseVariance)
    {
        double[][] gram = MatrixProduct.TransposedLeft(weights, weights);
        return LayerGuard.Map(gram, (i, j) => (gram[i][j] / noiseVariance) + (i == j ? 1 : 0));
    }

    private static void Check(double[] x, double[][] weights, double[] offset, double noiseVariance)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(offset);
        Guard.Matrix(weights);
        Guard.Positive(noiseVariance);
        Guard.Length(x.Length, weights.Length, nameof(x));
        Guard.Length(offset.Length, weights.Length, nameof(offset));
        Guard.Finite(x);
        Guard.Finite(offset);
    }
}
