using BayesBench.Reference.Numerics;
using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Inference;

/// <summary>
/// The evidence lower bound <c>E_q ln(p(y, theta) / q(theta)) = ln p(y) - KL(q || posterior)</c>: estimated from draws,
/// and exactly for a normal mean with a normal prior.
/// </summary>
/// <remarks>
/// <para>The exact model: <c>theta ~ N(priorMean, priorStandardDeviation^2)</c>,
/// <c>y_n ~ N(theta, noiseStandardDeviation^2)</c> independently, <c>q = N(mean, standardDeviation^2)</c>.</para>
/// <para>Source: the deck, F59 and F60; Jordan, Ghahramani, Jaakkola and Saul (1999).</para>
/// </remarks>
public static class Elbo
{
    /// <summary>The bound, averaged over draws of q.</summary>
    /// <remarks><para>Formula: <c>(1 / S) sum_s logJoint[s] - logDensity[s]</c>; unbiased.</para></remarks>
    /// <param name="logJoint">ln p(y, theta_s) at draws theta_s of q, shape [S]; finite or minus infinity; at least one.</param>
    /// <param name="logDensity">ln q(theta_s) at the same draws, shape [S], finite.</param>
    /// <returns>The estimate, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Estimate(double[] logJoint, double[] logDensity)
    {
        ArgumentNullException.ThrowIfNull(logJoint);
        ArgumentNullException.ThrowIfNull(logDensity);
        Guard.NotEmpty<double>(logJoint);
        Guard.SameLength<double, double>(nameof(logJoint), logJoint, nameof(logDensity), logDensity);
        Guard.FiniteOrMinusInfinity(logJoint);
        Guard.Finite(logDensity);
        double sum = 0.0;
        for (int s = 0; s < logJoint.Length; s++)
        {
            sum += logJoint[s] - logDensity[s];
        }

        return sum / logJoint.Length;
    }

    /// <summary>The bound of the exact model.</summary>
    /// <remarks>
    /// <para>Formula: <c>-N (ln(2 pi) / 2 + ln s) - (sum_n (y_n - mean)^2 + N standardDeviation^2) / (2 s^2)
    /// - KL(q || prior)</c>, s the noise's standard deviation.</para>
    /// </remarks>
    /// <param name="y">The data, shape [N], finite; at least one.</param>
    /// <param name="priorMean">The prior's mean, finite.</param>
    /// <param name="priorStandardDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="noiseStandardDeviation">The noise's standard deviation, positive and finite.</param>
    /// <param name="mean">The mean of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation of q, positive and finite.</param>
    /// <returns>The bound, in nats.</returns>
    /// <exception cref="ArgumentException">There are no data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Exact(
        double[] y,
        double priorMean,
        double priorStandardDeviation,
        double noiseStandardDeviation,
        double mean,
        double standardDeviation)
    {
        CheckModel(y, priorMean, priorStandardDeviation, noiseStandardDeviation);
        double divergence = KullbackLeibler.Normal(mean, standardDeviation, priorMean, priorStandardDeviation);
        double spread = standardDeviation / noiseStandardDeviation;
        double squares = y.Length * spread * spread;
        foreach (double value in y)
        {
            double z = (value - mean) / noiseStandardDeviation;
            squares += z * z;
        }

        return (-y.Length * ((0.5 * LogTwoPi) + Math.Log(noiseStandardDeviation))) - (0.5 * squares) - divergence;
    }

    /// <summary>The log evidence ln p(y) of the exact model, which the bound never exceeds.</summary>
    /// <remarks>
    /// <para>Formula: <c>-(N ln(2 pi) + 2 (N - 1) ln s + ln(s^2 + N t^2) + sum_n ((y_n - ybar) / s)^2
    /// + N (ybar - priorMean)^2 / (s^2 + N t^2)) / 2</c>, s the noise's standard deviation, t the prior's, ybar the
    /// data's mean: what the mean does not explain, and what it does.</para>
    /// </remarks>
    /// <param name="y">The data, shape [N], finite; at least one.</param>
    /// <param name="priorMean">The prior's mean, finite.</param>
    /// <param name="priorStandardDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="noiseStandardDeviation">The noise's standard deviation, positive and finite.</param>
    /// <returns>The log evidence, in nats.</returns>
    /// <exception cref="ArgumentException">There are no data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double LogEvidence(
        double[] y, double priorMean, double priorStandardDeviation, double noiseStandardDeviation)
    {
        CheckModel(y, priorMean, priorStandardDeviation, noiseStandardDeviation);
        // Everything is measured from the first datum and the prior's mean, so that a large offset costs no digits.
        double average = 0.0;
        foreach (double value in y)
        {
            average += (value - y[0]) / y.Length;
        }

        double unexplained = 0.0;
        foreach (double value in y)
        {
            double z = (value - y[0] - average) / noiseStandardDeviation;
            unexplained += z * z;
        }

        double rootCount = Math.Sqrt(y.Length);
        // The standard deviation of sqrt(N) ybar under the model.
        double total = double.Hypot(noiseStandardDeviation, rootCount * priorStandardDeviation);
        double shift = rootCount * (y[0] - priorMean + average) / total;
        return (-0.5 * ((y.Length * LogTwoPi) + unexplained + (shift * shift)))
            - ((y.Length - 1) * Math.Log(noiseStandardDeviation)) - Math.Log(total);
    }

    private static void CheckModel(
        double[] y, double priorMean, double priorStandardDeviation, double noiseStandardDeviation)
    {
        ArgumentNullException.ThrowIfNull(y);
        Guard.NotEmpty<double>(y);
        Guard.Finite(y);
        Guard.Finite(priorMean);
        Guard.Positive(priorStandardDeviation);
        Guard.Positive(noiseStandardDeviation);
    }
}
