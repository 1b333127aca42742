using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Probability;

/// <summary>The beta law on [0, 1], of density <c>x^(alpha-1) (1-x)^(beta-1) / B(alpha, beta)</c>.</summary>
/// <remarks>Source: the deck, F39; Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 25.
/// </remarks>
public static class Beta
{
    /// <summary>From here on Stirling's series joins the huge logarithms of large shapes.</summary>
    private const double LargeShape = 10.0;

    /// <summary>ln p(x).</summary>
    /// <remarks>
    /// <para>Formula: <c>(alpha - 1) ln x + (beta - 1) ln(1 - x) - ln B(alpha, beta)</c>, 0 ln 0 = 0; for two shapes of ten and
    /// more the same in differences to n = alpha + beta, <c>-D(alpha, n x) - D(beta, n (1 - x))</c> and small terms,
    /// <c>D(a, m) = a ln(a / m) + m - a</c>.</para>
    /// <para>At x = 0: plus infinity for alpha below 1, ln beta for alpha = 1, minus infinity above; at x = 1 likewise with
    /// beta. Minus infinity outside [0, 1]; NaN stays NaN.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>The log-density, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double LogDensity(double x, double alpha, double beta)
    {
        Guard.Positive(alpha);
        Guard.Positive(beta);
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x is < 0.0 or > 1.0)
        {
            return double.NegativeInfinity;
        }

        double y = 1.0 - x;
        if (Math.Min(alpha, beta) >= LargeShape && x > 0.0 && y > 0.0)
        {
            return SpecialFunctions.LogOfLargeBetaMass(alpha, beta, x, y) - Math.Log(x) - SpecialFunctions.LogOfPart(y, x);
        }

        double ofX = alpha == 1.0 ? 0.0 : (alpha - 1.0) * SpecialFunctions.LogOfPart(x, y);
        double ofY = beta == 1.0 ? 0.0 : (beta - 1.0) * SpecialFunctions.LogOfPart(y, x);
        return ofX + ofY - SpecialFunctions.LogBeta(alpha, beta);
    }

    /// <summary>Pr[X &lt;= x], small values to full relative accuracy.</summary>
    /// <remarks>
    /// <para>Formula: the regularised incomplete beta function I_x(alpha, beta) inside, 0 below, 1 above. The upper tail is
    /// I_(1-x)(beta, alpha). NaN stays NaN.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Cdf(double x, double alpha, double beta)
    {
        Guard.Positive(alpha);
        Guard.Positive(beta);
        return double.IsNaN(x) ? x : SpecialFunctions.IncompleteBeta(alpha, beta, Math.Clamp(x, 0.0, 1.0));
    }

    /// <summary>The x below which a given probability lies: the inverse of <see cref="Cdf"/>.</summary>
    /// <remarks>
    /// <para>Formula: the x with I_x(alpha, beta) = probability. Quantile(0) = 0, Quantile(1) = 1.</para>
    /// </remarks>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Quantile(double probability, double alpha, double beta)
    {
        Guard.Probability(probability);
        Guard.Positive(alpha);
        Guard.Positive(beta);
        return SpecialFunctions.IncompleteBetaInverse(alpha, beta, probability);
    }

    /// <summary>E X.</summary>
    /// <remarks><para>Formula: <c>alpha / (alpha + beta)</c>.</para></remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Mean(double alpha, double beta)
    {
        Guard.Positive(alpha);
        Guard.Positive(beta);
        // In halves the sum cannot overflow.
        return 0.5 * alpha / ((0.5 * alpha) + (0.5 * beta));
    }

    /// <summary>V X.</summary>
    /// <remarks><para>Formula: <c>alpha beta / ((alpha + beta)^2 (alpha + beta + 1))</c>.</para></remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>The variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Variance(double alpha, double beta) =>
        Mean(alpha, beta) * Mean(beta, alpha) / (alpha + beta + 1.0);

    /// <summary>The differential entropy, <c>-E ln p(X)</c>.</summary>
    /// <remarks>
    /// <para>Formula: <c>ln B(alpha, beta) - (alpha - 1) psi(alpha) - (beta - 1) psi(beta) + (alpha + beta - 2)
    /// psi(alpha + beta)</c>; never positive, 0 for the uniform law only.</para>
    /// <para>Source: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 25.</para>
    /// </remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>The entropy, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Entropy(double alpha, double beta)
    {
        Guard.Positive(alpha);
        Guard.Positive(beta);
        if (Math.Min(alpha, beta) < LargeShape)
        {
            return SpecialFunctions.LogBeta(alpha, beta)
                + ((alpha - 1.0) * SpecialFunctions.DigammaDifference(alpha, beta))
                + ((beta - 1.0) * SpecialFunctions.DigammaDifference(beta, alpha));
        }

        // Stirling's series of every term: what is left of the large ones is ln(2 pi alpha beta / n^3) / 2.
        double n = alpha + beta;
        double corrections = SpecialFunctions.StirlingCorrection(alpha) + SpecialFunctions.StirlingCorrection(beta)
            - SpecialFunctions.StirlingCorrection(n);
        return HalfLogTwoPi + (0.5 * (Math.Log(alpha / n) + Math.Log(beta / n) - Math.Log(n))) + corrections
            + ((alpha - 1.0) * (BelowLogarithm(alpha) - BelowLogarithm(n)))
            + ((beta - 1.0) * (BelowLogarithm(beta) - BelowLogarithm(n)));
    }

    /// <summary>Independent draws, a pure function of the key, the stream and the first block.</summary>
    /// <remarks>
    /// <para>Formula: <c>G / (G + H)</c> of gamma draws G of shape alpha and H of shape beta, as
    /// <c>1 / (1 + exp(ln H - ln G))</c>, which tiny shapes do not turn into 0 / 0. Draw i comes from block
    /// <c>firstBlock + i</c>: attempt k of G from counter (2k, stream, block), of H from (2k + 1, stream, block).</para>
    /// <para>Source: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 25;
    /// <see cref="GammaAttempt"/>.</para>
    /// </remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first draw comes from.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule, or a block would pass 2^64 - 1.</exception>
    public static double[] Draw(double alpha, double beta, PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        Guard.Positive(alpha);
        Guard.Positive(beta);
        Guard.AtLeast(count, 0);
        Guard.Blocks(firstBlock, (ulong)Math.Max(0, count - 1));
        var draws = new double[count];
        for (int i = 0; i < count; i++)
        {
            ulong block = firstBlock + (ulong)i;
            double logFirst = GammaAttempt.Accepted(alpha, key, stream, block, attempt: 0, stride: 2).LogDraw;
            double logSecond = GammaAttempt.Accepted(beta, key, stream, block, attempt: 1, stride: 2).LogDraw;
            draws[i] = Sigmoid.Value(logFirst - logSecond);
        }

        return draws;
    }

    /// <summary><c>ln x - psi(x)</c> for a large x.</summary>
    private static double BelowLogarithm(double x) => (0.5 / x) + SpecialFunctions.DigammaCorrection(x);
}
