using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <content>Normal laws of several coordinates.</content>
public static partial class KullbackLeibler
{
    /// <summary>KL(N(mean, covariance) || N(otherMean, otherCovariance)).</summary>
    /// <remarks>
    /// <para>Formula: <c>(tr(P^-1 Q) - n - ln det(P^-1 Q) + d^T P^-1 d) / 2</c>, Q the covariance, P the other one, d the
    /// difference of the means. With the factors <c>Q = L L^T</c>, <c>P = K K^T</c> and
    /// <c>E = K^-1 (L - K)</c> it is half of <c>sum_i (r_i - 1 - ln r_i) + sum_{i&gt;j} E[i][j]^2 + |K^-1 d|^2</c>,
    /// <c>r_i = (L[i][i] / K[i][i])^2</c>: no term is negative, and all are 0 where the laws are equal.</para>
    /// </remarks>
    /// <param name="mean">The mean of q, shape [n], finite.</param>
    /// <param name="covariance">The covariance of q, shape [n, n], symmetric and positive definite.</param>
    /// <param name="otherMean">The mean of p, shape [n], finite.</param>
    /// <param name="otherCovariance">The covariance of p, shape [n, n], symmetric and positive definite.</param>
    /// <returns>The divergence, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double MultivariateNormal(
        double[] mean, double[][] covariance, double[] otherMean, double[][] otherCovariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(otherMean);
        double[][] factor = Cholesky.FactorOf(covariance);
        double[][] other = Cholesky.FactorOf(otherCovariance);
        int n = mean.Length;
        Guard.Length(covariance.Length, n, nameof(covariance));
        Guard.Length(otherMean.Length, n, nameof(otherMean));
        Guard.Length(otherCovariance.Length, n, nameof(otherCovariance));
        Guard.Finite(mean);
        Guard.Finite(otherMean);
        double[] shift = Cholesky.SolveLower(other, [.. mean.Zip(otherMean, (a, b) => a - b)]);
        double twice = shift.Sum(z => z * z);
        for (int j = 0; j < n; j++)
        {
            double[] column = Cholesky.SolveLower(other, [.. factor.Zip(other, (l, k) => l[j] - k[j])]);
            twice += Spread(factor[j][j], other[j][j]) + column.Skip(j + 1).Sum(e => e * e);
        }

        return 0.5 * twice;
    }
}
