using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>
/// The log-likelihood of pixels that a decoder gives the log-odds of. A grey pixel is a mean: its log-likelihood is the average over
/// the black and white ones it is the mean of.
/// </summary>
/// <remarks>Source: Kingma and Welling (2014), "Auto-encoding variational Bayes", appendix C.1; the deck, F89.</remarks>
public static class BernoulliLikelihood
{
    /// <summary>sum_d ln p(target[d] | logits[d]).</summary>
    /// <remarks>
    /// Formula: <c>sum_d target[d] logits[d] - ln(1 + exp(logits[d]))</c>; for pixels of 0 and 1 the log-mass of the Bernoulli law.
    /// </remarks>
    /// <param name="logits">The log-odds of 1, shape [D], finite; at least one.</param>
    /// <param name="target">The pixels, shape [D], each in [0, 1].</param>
    /// <returns>The log-likelihood, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Value(double[] logits, double[] target)
    {
        Check(logits, target);
        return target.Zip(logits, (x, a) => (x * a) - Softplus.Value(a)).Sum();
    }

    /// <summary>The derivative of <see cref="Value"/> by the logits.</summary>
    /// <remarks>
    /// Formula: <c>target[d] - s(logits[d]) = target[d] s(-logits[d]) - (1 - target[d]) s(logits[d])</c>, <c>s(a) = 1 / (1 + exp(-a))</c>:
    /// the second form keeps the digits of a black and of a white pixel.
    /// </remarks>
    /// <param name="logits">The log-odds of 1, shape [D], finite; at least one.</param>
    /// <param name="target">The pixels, shape [D], each in [0, 1].</param>
    /// <returns>Shape [D].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double[] Derivative(double[] logits, double[] target)
    {
        Check(logits, target);
        return [.. target.Zip(logits, (x, a) => (x * Sigmoid.Value(-a)) - ((1 - x) * Sigmoid.Value(a)))];
    }

    private static void Check(double[] logits, double[] target)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(target);
        Guard.NotEmpty<double>(logits);
        Guard.SameLength<double, double>(nameof(logits), logits, nameof(target), target);
        Guard.Finite(logits);
        Guard.Probability(target);
    }
}
