using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <summary>The derivative of a divergence by what a normal posterior learns of one weight.</summary>
/// <param name="Mean">By its mean.</param>
/// <param name="LogStandardDeviation">By the logarithm of its standard deviation.</param>
public sealed record WeightGradient(double Mean, double LogStandardDeviation);

/// <summary>
/// A prior of weights with two scales, a wide one for those that are used and a narrow one for the rest:
/// <c>p(w) = weight N(w; 0, first^2) + (1 - weight) N(w; 0, second^2)</c>.
/// </summary>
/// <remarks>
/// <para>The divergence of a normal law from it has no closed form. Its estimates take standard normal noise from outside,
/// so that a draw can be repeated; their derivatives are those of the estimates themselves, noise held.</para>
/// <para>Source: Blundell, Cornebise, Kavukcuoglu and Wierstra (2015), Weight uncertainty in neural networks, section 3.3.</para>
/// </remarks>
public static class ScaleMixturePrior
{
    /// <summary>ln p(x).</summary>
    /// <remarks>
    /// <para>Formula: the larger of <c>ln weight - ln first - (x / first)^2 / 2</c> and the same of the second, plus
    /// <c>ln(1 + exp(-difference))</c>, less <c>ln(2 pi) / 2</c>: where both densities vanish their logarithms do not.</para>
    /// </remarks>
    /// <param name="x">Finite.</param>
    /// <param name="weight">Of the first law, strictly between 0 and 1.</param>
    /// <param name="firstStandardDeviation">Positive and finite.</param>
    /// <param name="secondStandardDeviation">Positive and finite.</param>
    /// <returns>The log-density, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double LogDensity(
        double x, double weight, double firstStandardDeviation, double secondStandardDeviation)
    {
        Guard.Finite(x);
        Check(weight, firstStandardDeviation, secondStandardDeviation);
        (double first, double second) = Parts(x, weight, firstStandardDeviation, secondStandardDeviation);
        return Math.Max(first, second) + SpecialFunctions.LogOnePlus(Math.Exp(-Math.Abs(first - second))) - Constants.HalfLogTwoPi;
    }

    /// <summary>An unbiased estimate of KL(N(mean, s^2) || p), s = exp(logStandardDeviation).</summary>
    /// <remarks>
    /// <para>Formula: <c>(1/S) sum_s -logStandardDeviation - (ln(2 pi) + noise[s]^2) / 2 - ln p(mean + s noise[s])</c>.</para>
    /// </remarks>
    /// <param name="noise">Standard normal draws, shape [S], finite; at least one.</param>
    /// <param name="mean">Finite.</param>
    /// <param name="logStandardDeviation">Finite.</param>
    /// <param name="weight">Of the prior's first law, strictly between 0 and 1.</param>
    /// <param name="firstStandardDeviation">Positive and finite.</param>
    /// <param name="secondStandardDeviation">Positive and finite.</param>
    /// <returns>The estimate, in nats; it may be negative.</returns>
    /// <exception cref="ArgumentException">There is no noise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Divergence(
        double[] noise,
        double mean,
        double logStandardDeviation,
        double weight,
        double firstStandardDeviation,
        double secondStandardDeviation)
    {
        Check(noise, mean, logStandardDeviation, weight, firstStandardDeviation, secondStandardDeviation);
        double deviation = Math.Exp(logStandardDeviation);
        return noise.Average(e => -logStandardDeviation - Constants.HalfLogTwoPi - (0.5 * e * e)
            - LogDensity(mean + (deviation * e), weight, firstStandardDeviation, secondStandardDeviation));
    }

    /// <summary>The derivative of <see cref="Divergence"/>, noise held.</summary>
    /// <remarks>
    /// <para>Formula: with <c>w = mean + s noise</c>, r the probability of the first law given w and
    /// <c>slope = w (r / first^2 + (1 - r) / second^2) = -d ln p(w) / dw</c>: by the mean the average of <c>slope</c>, by the
    /// logarithm of the standard deviation the average of <c>s noise slope - 1</c>. The density of q at its own draw does not
    /// feel the mean, and of the rest it is the -1.</para>
    /// </remarks>
    /// <param name="noise">Standard normal draws, shape [S], finite; at least one.</param>
    /// <param name="mean">Finite.</param>
    /// <param name="logStandardDeviation">Finite.</param>
    /// <param name="weight">Of the prior's first law, strictly between 0 and 1.</param>
    /// <param name="firstStandardDeviation">Positive and finite.</param>
    /// <param name="secondStandardDeviation">Positive and finite.</param>
    /// <returns>Both derivatives.</returns>
    /// <exception cref="ArgumentException">There is no noise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static WeightGradient DivergenceGradient(
        double[] noise,
        double mean,
        double logStandardDeviation,
        double weight,
        double firstStandardDeviation,
        double secondStandardDeviation)
    {
        Check(noise, mean, logStandardDeviation, weight, firstStandardDeviation, secondStandardDeviation);
        double deviation = Math.Exp(logStandardDeviation);
        double Slope(double e)
        {
            double w = mean + (deviation * e);
            (double first, double second) = Parts(w, weight, firstStandardDeviation, secondStandardDeviation);
            double ofFirst = Sigmoid.Value(first - second) / (firstStandardDeviation * firstStandardDeviation);
            double ofSecond = Sigmoid.Value(second - first) / (secondStandardDeviation * secondStandardDeviation);
            return w * (ofFirst + ofSecond);
        }

        return new WeightGradient(noise.Average(Slope), noise.Average(e => deviation * e * Slope(e)) - 1.0);
    }

    // Logarithms of the weighed densities, both without -ln(2 pi) / 2.
    private static (double First, double Second) Parts(double x, double weight, double first, double second) =>
        (Part(x, Math.Log(weight), first), Part(x, SpecialFunctions.LogOnePlus(-weight), second));

    private static double Part(double x, double logWeight, double deviation)
    {
        double score = x / deviation;
        return logWeight - Math.Log(deviation) - (0.5 * score * score);
    }

    private static void Check(
        double[] noise, double mean, double logStandardDeviation, double weight, double firstStandardDeviation, double secondStandardDeviation)
    {
        ArgumentNullException.ThrowIfNull(noise);
        Guard.NotEmpty<double>(noise);
        Guard.Finite(noise);
        Guard.Finite(mean);
        Guard.Finite(logStandardDeviation);
        Check(weight, firstStandardDeviation, secondStandardDeviation);
    }

    private static void Check(double weight, double firstStandardDeviation, double secondStandardDeviation)
    {
        Guard.OpenProbability(weight);
        Guard.Positive(firstStandardDeviation);
        Guard.Positive(secondStandardDeviation);
    }
}
