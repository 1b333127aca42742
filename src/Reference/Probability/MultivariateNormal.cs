using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using static BayesBench.Reference.Numerics.Constants;
using static BayesBench.Reference.Numerics.LinearAlgebra;

namespace BayesBench.Reference.Probability;

/// <summary>The normal law N(mean, covariance) of n coordinates.</summary>
/// <remarks>
/// Everything goes through the Cholesky factor L of the covariance: <c>x = mean + L z</c> with z standard normal. Nothing is
/// inverted, and a covariance that is not positive definite is refused by its pivot.
/// <para>Source: the deck, F17; Bishop (2006), section 2.3.</para>
/// </remarks>
public static class MultivariateNormal
{
    /// <summary>ln p(x).</summary>
    /// <remarks>
    /// <para>Formula: <c>-(x - mean)^T covariance^-1 (x - mean) / 2 - ln det(2 pi covariance) / 2
    /// = -|z|^2 / 2 - sum_i ln L[i][i] - n ln(2 pi) / 2</c>, <c>L z = x - mean</c>.</para>
    /// </remarks>
    /// <param name="x">Where, shape [n], finite.</param>
    /// <param name="mean">The mean, shape [n], finite.</param>
    /// <param name="covariance">Shape [n, n], symmetric and positive definite.</param>
    /// <returns>The log-density, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double LogDensity(double[] x, double[] mean, double[][] covariance)
    {
        ArgumentNullException.ThrowIfNull(x);
        double[][] factor = FactorOf(mean, covariance);
        Guard.Length(x.Length, mean.Length, nameof(x));
        Guard.Finite(x);
        double[] z = Cholesky.SolveLower(factor, [.. x.Zip(mean, (a, b) => a - b)]);
        return (-0.5 * z.Sum(one => one * one)) - (0.5 * Cholesky.LogDeterminantOf(factor)) - (x.Length * HalfLogTwoPi);
    }

    /// <summary>The differential entropy, <c>-E ln p(X)</c>.</summary>
    /// <remarks>
    /// <para>Formula: <c>ln det(2 pi e covariance) / 2 = sum_i ln L[i][i] + n (ln(2 pi) + 1) / 2</c>.</para>
    /// <para>Source: Cover and Thomas (2006), theorem 8.4.1.</para>
    /// </remarks>
    /// <param name="covariance">Shape [n, n], symmetric and positive definite.</param>
    /// <returns>The entropy, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Entropy(double[][] covariance)
    {
        double[][] factor = Cholesky.FactorOf(covariance);
        return (0.5 * Cholesky.LogDeterminantOf(factor)) + (factor.Length * (HalfLogTwoPi + 0.5));
    }

    /// <summary>The law of some coordinates, whatever the others are.</summary>
    /// <remarks><para>Formula: their part of the mean, their rows and columns of the covariance.</para></remarks>
    /// <param name="mean">The mean, shape [n], finite.</param>
    /// <param name="covariance">Shape [n, n], symmetric and positive definite.</param>
    /// <param name="indices">Which coordinates, shape [k], none twice; the answer has them in this order.</param>
    /// <returns>A law of k coordinates.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static MultivariateNormalLaw Marginal(double[] mean, double[][] covariance, int[] indices)
    {
        FactorOf(mean, covariance);
        Guard.Indices(indices, mean.Length);
        return Part(mean, covariance, indices);
    }

    /// <summary>The law of the other coordinates, given the values of some.</summary>
    /// <remarks>
    /// <para>Formula: with o the observed coordinates and r the rest, in ascending order,
    /// <c>mean_r + covariance_ro covariance_oo^-1 (values - mean_o)</c> and
    /// <c>covariance_rr - covariance_ro covariance_oo^-1 covariance_or</c>. The factor of the covariance with the observed
    /// coordinates first, <c>L = [L_oo, 0; L_ro, L_rr]</c>, makes of them <c>mean_r + L_ro z</c>,
    /// <c>L_oo z = values - mean_o</c>, and <c>L_rr L_rr^T</c>, which is never indefinite.</para>
    /// <para>Source: the deck, F27 and F28 for two coordinates; Bishop (2006), equations 2.81 and 2.82.</para>
    /// </remarks>
    /// <param name="mean">The mean, shape [n], finite.</param>
    /// <param name="covariance">Shape [n, n], symmetric and positive definite.</param>
    /// <param name="observed">Which coordinates are known, shape [k], 0 &lt; k &lt; n, none twice.</param>
    /// <param name="values">What they are, shape [k], finite.</param>
    /// <returns>A law of n - k coordinates.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static MultivariateNormalLaw Conditional(
        double[] mean, double[][] covariance, int[] observed, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        FactorOf(mean, covariance);
        Guard.Indices(observed, mean.Length);
        Guard.Within(observed.Length, 1, mean.Length - 1, $"the length of {nameof(observed)}");
        Guard.Length(values.Length, observed.Length, nameof(values));
        Guard.Finite(values);
        int known = observed.Length;
        int[] rest = [.. Enumerable.Range(0, mean.Length).Except(observed)];
        MultivariateNormalLaw ordered = Part(mean, covariance, [.. observed, .. rest]);
        double[][] factor = Cholesky.FactorOf(ordered.Covariance, nameof(covariance));
        double[] z = Cholesky.SolveLower(factor, [.. values.Zip(ordered.Mean, (a, b) => a - b)]);
        return new MultivariateNormalLaw(
            [.. rest.Select((_, i) => ordered.Mean[known + i] + Dot(factor[known + i], z, 0, known))],
            [.. rest.Select((_, i) => rest.Select((_, j) =>
                Dot(factor[known + i], factor[known + j], known, known + Math.Min(i, j) + 1)).ToArray())]);
    }

    /// <summary>Independent draws, a pure function of the key, the stream and the first block.</summary>
    /// <remarks>
    /// <para>Formula: <c>mean + L z</c>. Coordinate d of the z of draw i is number <c>i n + d</c> of
    /// <see cref="BoxMuller.Fill"/>: it comes from block <c>firstBlock + floor((i n + d) / 4)</c>, whose counter is
    /// (0, stream, block), so one coordinate draws what <see cref="Normal.Draw"/> draws.</para>
    /// </remarks>
    /// <param name="mean">The mean, shape [n], finite.</param>
    /// <param name="covariance">Shape [n, n], symmetric and positive definite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four numbers come from.</param>
    /// <param name="count">How many draws, 0 or more; count times n is an int.</param>
    /// <returns>Shape [count, n].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double[][] Draw(
        double[] mean, double[][] covariance, PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        double[][] factor = FactorOf(mean, covariance);
        Guard.Within(count, 0, int.MaxValue / mean.Length);
        double[] normals = BoxMuller.Fill(key, stream, firstBlock, count * mean.Length);
        return
        [
            .. normals.Chunk(mean.Length).Select(z => mean.Select((m, d) => m + Dot(factor[d], z, 0, d + 1)).ToArray()),
        ];
    }

    private static double[][] FactorOf(double[] mean, double[][] covariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        double[][] factor = Cholesky.FactorOf(covariance);
        Guard.Length(mean.Length, covariance.Length, nameof(mean));
        Guard.Finite(mean);
        return factor;
    }

    private static MultivariateNormalLaw Part(double[] mean, double[][] covariance, int[] indices) => new(
        [.. indices.Select(i => mean[i])],
        [.. indices.Select(i => indices.Select(j => covariance[i][j]).ToArray())]);
}
