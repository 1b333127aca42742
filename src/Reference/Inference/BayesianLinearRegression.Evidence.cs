using BayesBench.Reference.Numerics;
using static BayesBench.Reference.Numerics.LinearAlgebra;

namespace BayesBench.Reference.Inference;

/// <content>How well model and data fit: the evidence, and its lower bound.</content>
public static partial class BayesianLinearRegression
{
    /// <summary>ln p(y | x), the weights integrated out.</summary>
    /// <remarks>
    /// <para>Formula: the log-density of <c>N(X priorMean, noiseVariance I + priorVariance X X^T)</c> at y, that is
    /// <c>-(N ln(2 pi noiseVariance) + ln det(Lambda priorVariance) + least / noiseVariance) / 2</c>, least being the least
    /// <c>||y - X theta||^2 + lambda^2 ||theta - priorMean||^2</c>.
    /// Minus infinity for the flat prior.</para>
    /// </remarks>
    /// <param name="x">Shape [N, D], finite.</param>
    /// <param name="y">Shape [N], finite.</param>
    /// <param name="noiseVariance">Positive and finite.</param>
    /// <param name="priorMean">Shape [D], finite.</param>
    /// <param name="priorVariance">Positive; infinity is the flat prior.</param>
    /// <returns>The log-evidence, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule, or data and prior together do not determine
    /// the weights, up to rounding.</exception>
    public static double LogEvidence(
        double[][] x, double[] y, double noiseVariance, double[] priorMean, double priorVariance)
    {
        CheckModel(x, y, noiseVariance, priorMean, priorVariance);
        double ridge = Ridge(noiseVariance, priorVariance);
        LeastSquaresFit fit = Fit(x, y, noiseVariance, priorMean, priorVariance);
        double logVolume = 0.0;
        for (int i = 0; i < fit.R.Length; i++)
        {
            logVolume += Math.Log(fit.R[i][i] / ridge);
        }

        double least = Dot(fit.Residual, fit.Residual);
        return (-0.5 * ((y.Length * Math.Log(2.0 * Math.PI * noiseVariance)) + (least / noiseVariance))) - logVolume;
    }

    /// <summary>The evidence lower bound of a normal law q of the weights, in closed form.</summary>
    /// <remarks>
    /// <para>Formula: <c>E_q ln p(y | x, theta) - KL(q || prior)</c> =
    /// <c>-(N ln(2 pi noiseVariance) + (||y - X m||^2 + tr(X S X^T)) / noiseVariance) / 2
    /// - (tr(S) / priorVariance + ||m - priorMean||^2 / priorVariance - D + D ln priorVariance - ln det S) / 2</c>, m and S
    /// the mean and covariance of q. It is <see cref="LogEvidence"/> less <c>KL(q || posterior)</c>, so the posterior alone
    /// attains it. Minus infinity for the flat prior.</para>
    /// <para>Source: the deck, F60.</para>
    /// </remarks>
    /// <param name="x">Shape [N, D], finite.</param>
    /// <param name="y">Shape [N], finite.</param>
    /// <param name="noiseVariance">Positive and finite.</param>
    /// <param name="priorMean">Shape [D], finite.</param>
    /// <param name="priorVariance">Positive; infinity is the flat prior.</param>
    /// <param name="variationalMean">The mean of q, shape [D], finite.</param>
    /// <param name="variationalCovariance">The covariance of q, shape [D, D], symmetric and positive definite.</param>
    /// <returns>The bound, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Elbo(
        double[][] x,
        double[] y,
        double noiseVariance,
        double[] priorMean,
        double priorVariance,
        double[] variationalMean,
        double[][] variationalCovariance)
    {
        CheckModel(x, y, noiseVariance, priorMean, priorVariance);
        ArgumentNullException.ThrowIfNull(variationalMean);
        Guard.Length(variationalMean.Length, priorMean.Length, nameof(variationalMean));
        Guard.Finite(variationalMean);
        double[][] factor = Cholesky.FactorOf(variationalCovariance);
        Guard.Length(factor.Length, priorMean.Length, nameof(variationalCovariance));

        double[] residuals = Residuals(x, y, variationalMean);
        double misfit = Dot(residuals, residuals);
        foreach (double[] row in x)
        {
            double[] spread = TransposedTimes(factor, row);
            misfit += Dot(spread, spread);
        }

        double logLikelihood = -0.5 * ((y.Length * Math.Log(2.0 * Math.PI * noiseVariance)) + (misfit / noiseVariance));
        double divergence = -0.5 * factor.Length;
        for (int i = 0; i < factor.Length; i++)
        {
            double shift = variationalMean[i] - priorMean[i];
            divergence += (0.5 * ((shift * shift) + Dot(factor[i], factor[i])) / priorVariance)
                + Math.Log(Math.Sqrt(priorVariance) / factor[i][i]);
        }

        return logLikelihood - divergence;
    }
}
