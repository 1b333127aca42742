using System.Globalization;
using BayesBench.Reference.Numerics;
using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Probability;

/// <summary>
/// The normal law of two coordinates X and Y. The deck's rho is their covariance, not their correlation: it must be smaller in
/// size than the product of the standard deviations, not than 1.
/// </summary>
/// <remarks><para>Source: the deck, F25 to F28; Bishop (2006), section 2.3.</para></remarks>
public static class BivariateNormal
{
    /// <summary>ln p(x, y) = ln p(y) + ln p(x | y).</summary>
    /// <remarks>
    /// <para>Formula: <c>-((y - meanY)^2 / varianceY + (x - m)^2 / v + ln varianceY + ln v) / 2 - ln(2 pi)</c>, m and v the mean and
    /// the variance of <see cref="Conditional"/>.</para>
    /// </remarks>
    /// <param name="x">Where, finite.</param>
    /// <param name="y">Where, finite.</param>
    /// <param name="meanX">The mean of X, finite.</param>
    /// <param name="meanY">The mean of Y, finite.</param>
    /// <param name="varianceX">The variance of X, positive and finite.</param>
    /// <param name="varianceY">The variance of Y, positive and finite.</param>
    /// <param name="covariance">Their covariance: its square is below the product of the variances.</param>
    /// <returns>The log-density, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double LogDensity(
        double x, double y, double meanX, double meanY, double varianceX, double varianceY, double covariance)
    {
        Guard.Finite(x);
        MeanAndVariance given = Conditional(meanX, meanY, varianceX, varianceY, covariance, y);
        double square = ((y - meanY) / varianceY * (y - meanY))
            + ((x - given.Mean) / given.Variance * (x - given.Mean));
        return (-0.5 * (square + Math.Log(varianceY) + Math.Log(given.Variance))) - LogTwoPi;
    }

    /// <summary>The law of X, whatever Y is.</summary>
    /// <remarks>
    /// <para>Formula: <c>N(meanX, varianceX)</c>. The law of Y is that with the coordinates in the other order.</para>
    /// <para>Source: the deck, F26.</para>
    /// </remarks>
    /// <param name="meanX">The mean of X, finite.</param>
    /// <param name="meanY">The mean of Y, finite.</param>
    /// <param name="varianceX">The variance of X, positive and finite.</param>
    /// <param name="varianceY">The variance of Y, positive and finite.</param>
    /// <param name="covariance">Their covariance: its square is below the product of the variances.</param>
    /// <returns>A mean and a variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static MeanAndVariance Marginal(
        double meanX, double meanY, double varianceX, double varianceY, double covariance)
    {
        Check(meanX, meanY, varianceX, varianceY, covariance);
        return new MeanAndVariance(meanX, varianceX);
    }

    /// <summary>The law of X given that Y = y.</summary>
    /// <remarks>
    /// <para>Formula: mean <c>meanX + covariance / varianceY (y - meanY)</c>, variance
    /// <c>varianceX - covariance^2 / varianceY</c>, which does not depend on y.</para>
    /// <para>Source: the deck, F27, which divides by the variance of X where it must be that of Y, and F28.</para>
    /// </remarks>
    /// <param name="meanX">The mean of X, finite.</param>
    /// <param name="meanY">The mean of Y, finite.</param>
    /// <param name="varianceX">The variance of X, positive and finite.</param>
    /// <param name="varianceY">The variance of Y, positive and finite.</param>
    /// <param name="covariance">Their covariance: its square is below the product of the variances.</param>
    /// <param name="y">What Y is, finite.</param>
    /// <returns>A mean and a variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static MeanAndVariance Conditional(
        double meanX, double meanY, double varianceX, double varianceY, double covariance, double y)
    {
        double variance = Check(meanX, meanY, varianceX, varianceY, covariance);
        Guard.Finite(y);
        return new MeanAndVariance(meanX + (covariance / varianceY * (y - meanY)), variance);
    }

    // The conditional variance is positive where the covariance is one.
    private static double Check(double meanX, double meanY, double varianceX, double varianceY, double covariance)
    {
        Guard.Finite(meanX);
        Guard.Finite(meanY);
        Guard.Positive(varianceX);
        Guard.Positive(varianceY);
        Guard.Finite(covariance);
        double variance = varianceX - (covariance / varianceY * covariance);
        if (!(variance > 0.0))
        {
            double most = Math.Sqrt(varianceX) * Math.Sqrt(varianceY);
            throw new ArgumentOutOfRangeException(nameof(covariance), string.Create(
                CultureInfo.InvariantCulture,
                $"covariance is {covariance}; it must be smaller in size than the root of varianceX varianceY, {most}."));
        }

        return variance;
    }
}
