using BayesBench.Reference.Numerics;
using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Probability;

/// <summary>The gamma law on the positive numbers, of density <c>rate^shape x^(shape-1) exp(-rate x) / Gamma(shape)</c>.
/// </summary>
/// <remarks>Source: Johnson, Kotz and Balakrishnan (1994), Continuous Univariate Distributions 1, chapter 17.</remarks>
public static partial class Gamma
{
    /// <summary>From here on Stirling's series joins the huge logarithms of a large shape.</summary>
    private const double LargeShape = 10.0;

    /// <summary>ln p(x).</summary>
    /// <remarks>
    /// <para>Formula: <c>ln rate + (shape - 1) ln y - y - ln Gamma(shape)</c>, y = rate x; from shape ten on
    /// <c>-D(shape, y) - delta(shape) + ln(shape / (2 pi)) / 2 - ln x</c>, <c>D(a, y) = a ln(a / y) + y - a</c>, delta what
    /// Stirling's formula lacks: its terms are as small as the logarithm itself.</para>
    /// <para>At x = 0: plus infinity for a shape below 1, ln rate for 1, minus infinity above. Minus infinity below 0 and at
    /// infinity; NaN stays NaN.</para>
    /// <para>Source: Loader (2000), Fast and accurate computation of binomial probabilities, for the second form.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The log-density, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double LogDensity(double x, double shape, double rate)
    {
        Guard.Positive(shape);
        Guard.Positive(rate);
        if (double.IsNaN(x) || x < 0.0 || double.IsInfinity(x))
        {
            return double.IsNaN(x) ? x : double.NegativeInfinity;
        }

        double y = rate * x;
        if (shape >= LargeShape && double.IsNormal(y))
        {
            return (0.5 * Math.Log(shape)) - HalfLogTwoPi - Math.Log(x) - SpecialFunctions.StirlingCorrection(shape)
                - SpecialFunctions.Deviance(shape, y);
        }

        double power = shape == 1.0 ? 0.0 : (shape - 1.0) * (Math.Log(rate) + Math.Log(x));
        return Math.Log(rate) + power - y - SpecialFunctions.LogGamma(shape);
    }

    /// <summary>Pr[X &lt;= x], small values to full relative accuracy.</summary>
    /// <remarks>
    /// <para>Formula: the lower regularised incomplete gamma function P(shape, rate x), 0 below 0. NaN stays NaN.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Cdf(double x, double shape, double rate)
    {
        Guard.Positive(shape);
        Guard.Positive(rate);
        return double.IsNaN(x) ? x : SpecialFunctions.RegularizedGammaP(shape, rate * Math.Max(x, 0.0));
    }

    /// <summary>The x below which a given probability lies: the inverse of <see cref="Cdf"/>.</summary>
    /// <remarks><para>Formula: P^-1(shape, probability) / rate. Quantile(0) = 0, Quantile(1) = +inf.</para></remarks>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Quantile(double probability, double shape, double rate)
    {
        Guard.Probability(probability);
        Guard.Positive(shape);
        Guard.Positive(rate);
        return SpecialFunctions.RegularizedGammaPInverse(shape, probability) / rate;
    }

    /// <summary>E X.</summary>
    /// <remarks><para>Formula: <c>shape / rate</c>.</para></remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Mean(double shape, double rate)
    {
        Guard.Positive(shape);
        Guard.Positive(rate);
        return shape / rate;
    }

    /// <summary>V X.</summary>
    /// <remarks><para>Formula: <c>shape / rate^2</c>.</para></remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Variance(double shape, double rate) => Mean(shape, rate) / rate;

    /// <summary>The differential entropy, <c>-E ln p(X)</c>.</summary>
    /// <remarks>
    /// <para>Formula: <c>shape - ln rate + ln Gamma(shape) + (1 - shape) psi(shape)</c>; from shape ten on Stirling's series
    /// of both, whose large terms join to <c>ln(2 pi shape) / 2</c>.</para>
    /// </remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The entropy, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Entropy(double shape, double rate)
    {
        Guard.Positive(shape);
        Guard.Positive(rate);
        if (shape < LargeShape)
        {
            return shape - Math.Log(rate) + SpecialFunctions.LogGamma(shape) + ((1.0 - shape) * SpecialFunctions.Digamma(shape));
        }

        double beyondLogarithm = (0.5 / shape) + SpecialFunctions.DigammaCorrection(shape);
        return (0.5 * Math.Log(shape)) + HalfLogTwoPi + SpecialFunctions.StirlingCorrection(shape)
            + ((shape - 1.0) * beyondLogarithm) - Math.Log(rate);
    }
}
