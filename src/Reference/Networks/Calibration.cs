using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>How good predictive probabilities are, once the labels are known.</summary>
/// <remarks>
/// The log-likelihood and Brier's score are proper: no other probabilities than the true ones do better on average. The
/// calibration error is none: it is 0 for whoever answers with the frequencies of the classes, whatever the input.
/// </remarks>
public static class Calibration
{
    /// <summary>The mean log-probability of the labels.</summary>
    /// <remarks>
    /// <para>Formula: <c>(1/N) sum_n ln probabilities[n][labels[n]]</c>; minus infinity where a label had none.</para>
    /// <para>Source: Good (1952), Rational decisions.</para>
    /// </remarks>
    /// <param name="probabilities">Shape [N][K], each row in [0, 1] and of sum 1; at least one of either.</param>
    /// <param name="labels">Shape [N], counted from 0.</param>
    /// <returns>The mean, in nats, not positive.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double LogLikelihood(double[][] probabilities, int[] labels)
    {
        Check(probabilities, labels);
        return probabilities.Zip(labels, (row, label) => Math.Log(row[label])).Sum() / labels.Length;
    }

    /// <summary>The mean squared distance of the probabilities from what came.</summary>
    /// <remarks>
    /// <para>Formula: <c>(1/N) sum_n sum_k (probabilities[n][k] - [k = labels[n]])^2</c>, in [0, 2]. Of two classes it is twice
    /// the score that looks at one of them only.</para>
    /// <para>Source: Brier (1950), Verification of forecasts expressed in terms of probability.</para>
    /// </remarks>
    /// <param name="probabilities">Shape [N][K], each row in [0, 1] and of sum 1; at least one of either.</param>
    /// <param name="labels">Shape [N], counted from 0.</param>
    /// <returns>The score, 0 at best.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double BrierScore(double[][] probabilities, int[] labels)
    {
        Check(probabilities, labels);
        return probabilities.Zip(labels, (row, label) => row.Select((p, k) => Square(k == label ? 1.0 - p : p)).Sum()).Sum()
            / labels.Length;
    }

    /// <summary>The expected calibration error: how far confidence is from accuracy, over bins of equal confidence.</summary>
    /// <remarks>
    /// <para>Formula: <c>(1/N) sum_b |sum over bin b of (right[n] - confidence[n])|</c>, where confidence is the largest
    /// probability, right is 1 where the first class of that probability is the label, and bin b holds the confidences in
    /// <c>(b / bins, (b + 1) / bins]</c>.</para>
    /// <para>It is no property of the probabilities alone: with more bins it grows, as fewer errors cancel.</para>
    /// <para>Source: Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning; Guo,
    /// Pleiss, Sun and Weinberger (2017), On calibration of modern neural networks.</para>
    /// </remarks>
    /// <param name="probabilities">Shape [N][K], each row in [0, 1] and of sum 1; at least one of either.</param>
    /// <param name="labels">Shape [N], counted from 0.</param>
    /// <param name="bins">At least 1; 15 is usual.</param>
    /// <returns>The error, in [0, 1].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double ExpectedCalibrationError(double[][] probabilities, int[] labels, int bins)
    {
        Check(probabilities, labels);
        Guard.AtLeast(bins, 1);
        var excess = new double[bins];
        for (int n = 0; n < labels.Length; n++)
        {
            double confidence = probabilities[n].Max();
            double right = Array.IndexOf(probabilities[n], confidence) == labels[n] ? 1.0 : 0.0;
            // Rounded up, so that an edge belongs to the bin below it. A sum of 1 may be a little more, and so may a confidence.
            int bin = Math.Min((int)Math.Ceiling(confidence * bins), bins) - 1;
            excess[bin] += right - confidence;
        }

        return excess.Sum(Math.Abs) / labels.Length;
    }

    private static double Square(double x) => x * x;

    private static void Check(double[][] probabilities, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Guard.Distributions(probabilities);
        Guard.SameLength<double[], int>(nameof(probabilities), probabilities, nameof(labels), labels);
        for (int n = 0; n < labels.Length; n++)
        {
            Guard.Within(labels[n], 0, probabilities[n].Length - 1, Guard.RowOf(nameof(labels), n));
        }
    }
}
