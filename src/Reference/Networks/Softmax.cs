using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>Class probabilities from logits, and what they cost.</summary>
/// <remarks>Source: the deck, F48 and F71; Bishop (2006), equations 4.104 and 4.108.</remarks>
public static class Softmax
{
    /// <summary>The probabilities of all classes.</summary>
    /// <remarks>
    /// <para>Formula: <c>exp(logits[k] - m) / sum_j exp(logits[j] - m)</c>, m the largest logit: nothing overflows.</para>
    /// </remarks>
    /// <param name="logits">Shape [K], finite; at least one.</param>
    /// <returns>Shape [K], of sum 1 up to rounding.</returns>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite.</exception>
    public static double[] Probabilities(double[] logits)
    {
        CheckLogits(logits);
        double largest = logits[LogSumExp.IndexOfLargest(logits)];
        var probabilities = new double[logits.Length];
        double sum = 0.0;
        for (int k = 0; k < logits.Length; k++)
        {
            probabilities[k] = Math.Exp(logits[k] - largest);
            sum += probabilities[k];
        }

        for (int k = 0; k < logits.Length; k++)
        {
            probabilities[k] /= sum;
        }

        return probabilities;
    }

    /// <summary>Minus the log-probability of one class.</summary>
    /// <remarks>
    /// <para>Formula: <c>(m - logits[label]) + ln(1 + sum over the others of exp(logits[k] - m))</c>, m the largest logit:
    /// both terms are never negative, so the small loss of a confident right answer keeps its digits.</para>
    /// </remarks>
    /// <param name="logits">Shape [K], finite; at least one.</param>
    /// <param name="label">The class, counted from 0.</param>
    /// <returns>The cross-entropy, in nats, not negative.</returns>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite, or there is no such class.</exception>
    public static double CrossEntropy(double[] logits, int label)
    {
        CheckLogits(logits);
        Guard.Within(label, 0, logits.Length - 1);
        int largest = LogSumExp.IndexOfLargest(logits);
        return logits[largest] - logits[label] + LogSumExp.LogOfSumOverLargest(logits, largest);
    }

    /// <summary>The derivative of <see cref="CrossEntropy"/> by the logits.</summary>
    /// <remarks>
    /// <para>Formula: <c>probabilities[k] - [k = label]</c>; at the label it is minus the sum of the others, which keeps its
    /// digits where the label is all but certain.</para>
    /// </remarks>
    /// <param name="logits">Shape [K], finite; at least one.</param>
    /// <param name="label">The class, counted from 0.</param>
    /// <returns>Shape [K], of sum 0 up to rounding.</returns>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite, or there is no such class.</exception>
    public static double[] CrossEntropyGradient(double[] logits, int label)
    {
        CheckLogits(logits);
        Guard.Within(label, 0, logits.Length - 1);
        double[] gradient = Probabilities(logits);
        gradient[label] = 0.0;
        gradient[label] = -gradient.Sum();
        return gradient;
    }

    private static void CheckLogits(double[] logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        Guard.NotEmpty<double>(logits);
        Guard.Finite(logits);
    }
}
