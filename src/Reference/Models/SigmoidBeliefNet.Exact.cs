namespace BayesBench.Reference.Models;

/// <content>Exact, by enumeration of all 2^H states: for small nets.</content>
public static partial class SigmoidBeliefNet
{
    /// <summary>Every image's evidence lower bound, exactly.</summary>
    /// <remarks>Formula: <c>sum_b q(b | x) (ln p(x, b) - ln q(b | x))</c> over all 2^H states.</remarks>
    /// <param name="prior">The prior's log-odds, shape [H], H from 1 to 12, finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="logits">The encoder's, shape [B, H], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <returns>Shape [B], in nats.</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 12 units, or a number breaks its rule.</exception>
    public static double[] ExactElbo(double[] prior, double[] decoder, double[] logits, double[] images) =>
        [.. Checked(prior, decoder, logits, images, step: 0).Select(image => BeliefNetOutcomes.Of(image).Elbo)];

    /// <summary>The exact gradient of every image's bound by its encoder's logits.</summary>
    /// <remarks>
    /// Formula: <c>sum_b q(b | x) (f(b) - E f) (b[h] - q[h])</c> over all 2^H states, <c>f = ln p(x, b) - ln q(b | x)</c>.
    /// </remarks>
    /// <param name="prior">The prior's log-odds, shape [H], H from 1 to 12, finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="logits">The encoder's, shape [B, H], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <returns>Shape [B, H].</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 12 units, or a number breaks its rule.</exception>
    public static double[] ExactGradient(double[] prior, double[] decoder, double[] logits, double[] images) =>
        [.. Checked(prior, decoder, logits, images, step: 0).SelectMany(image => BeliefNetOutcomes.Of(image).Gradient)];
}
