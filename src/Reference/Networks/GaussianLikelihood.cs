using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>The derivative of a log-likelihood by what a regression predicts and how sure it is.</summary>
/// <param name="Prediction">Shape [D].</param>
/// <param name="LogPrecision">By the logarithm of the precision.</param>
public sealed record GaussianLikelihoodGradient(double[] Prediction, double LogPrecision);

/// <summary>The log-likelihood of a regression: targets are the predictions plus normal noise of one precision.</summary>
/// <remarks>
/// <para>The precision tau is 1 / variance. Given, it is a setting of the model; learned, it is the exponential of a
/// parameter, so that no step can make it negative.</para>
/// <para>Source: Bishop (2006), Pattern Recognition and Machine Learning, section 3.1.1; Gal and Ghahramani (2016), Dropout as a
/// Bayesian approximation, for tau.</para>
/// </remarks>
public static class GaussianLikelihood
{
    /// <summary>ln N(target; prediction, I / precision), the precision given.</summary>
    /// <remarks>
    /// <para>Formula: <c>(D (ln precision - ln 2 pi) - precision sum_d (target[d] - prediction[d])^2) / 2</c>.</para>
    /// </remarks>
    /// <param name="prediction">Shape [D], finite; at least one.</param>
    /// <param name="target">Shape [D], finite.</param>
    /// <param name="precision">Positive and finite.</param>
    /// <returns>The log-likelihood, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Value(double[] prediction, double[] target, double precision)
    {
        Check(prediction, target);
        Guard.Positive(precision);
        return 0.5 * ((prediction.Length * (Math.Log(precision) - Constants.LogTwoPi)) - (precision * Squares(prediction, target)));
    }

    /// <summary>The same, the precision learned.</summary>
    /// <remarks>
    /// <para>Formula: <c>(D (logPrecision - ln 2 pi) - exp(logPrecision) sum_d (target[d] - prediction[d])^2) / 2</c>.</para>
    /// </remarks>
    /// <param name="prediction">Shape [D], finite; at least one.</param>
    /// <param name="target">Shape [D], finite.</param>
    /// <param name="logPrecision">Finite.</param>
    /// <returns>The log-likelihood, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double FromLogPrecision(double[] prediction, double[] target, double logPrecision)
    {
        Check(prediction, target);
        Guard.Finite(logPrecision);
        return 0.5 * ((prediction.Length * (logPrecision - Constants.LogTwoPi)) - (Math.Exp(logPrecision) * Squares(prediction, target)));
    }

    /// <summary>The derivative of <see cref="FromLogPrecision"/>.</summary>
    /// <remarks>
    /// <para>Formula: <c>by prediction[d]: exp(logPrecision) (target[d] - prediction[d])</c>;
    /// <c>by logPrecision: (D - exp(logPrecision) sum_d (target[d] - prediction[d])^2) / 2</c>, 0 where the precision is the
    /// inverse of the mean square error.</para>
    /// </remarks>
    /// <param name="prediction">Shape [D], finite; at least one.</param>
    /// <param name="target">Shape [D], finite.</param>
    /// <param name="logPrecision">Finite.</param>
    /// <returns>Both derivatives.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static GaussianLikelihoodGradient Derivative(double[] prediction, double[] target, double logPrecision)
    {
        Check(prediction, target);
        Guard.Finite(logPrecision);
        double precision = Math.Exp(logPrecision);
        return new GaussianLikelihoodGradient(
            [.. target.Zip(prediction, (y, f) => precision * (y - f))],
            0.5 * (prediction.Length - (precision * Squares(prediction, target))));
    }

    private static double Squares(double[] prediction, double[] target) =>
        target.Zip(prediction, (y, f) => (y - f) * (y - f)).Sum();

    private static void Check(double[] prediction, double[] target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        Guard.NotEmpty<double>(prediction);
        Guard.SameLength<double, double>(nameof(prediction), prediction, nameof(target), target);
        Guard.Finite(prediction);
        Guard.Finite(target);
    }
}
