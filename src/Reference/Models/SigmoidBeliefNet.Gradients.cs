using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>The gradient of a batch's evidence lower bounds, added up, by the model's parameters.</summary>
/// <param name="Prior">By the prior's log-odds, shape [H].</param>
/// <param name="Decoder">By W and c, shape [D, H + 1].</param>
public sealed record BeliefNetGradient(double[] Prior, double[] Decoder);

/// <content>
/// Unbiased estimates of the gradient of <c>E f(b)</c>, <c>f = ln p(x, b) - ln q(b | x)</c>, by the encoder's logits. What f itself
/// depends on them has the mean 0, so that f counts as fixed. An evaluation of f is one pass of the decoder.
/// </content>
public static partial class SigmoidBeliefNet
{
    /// <summary>Score function: one evaluation times the score.</summary>
    /// <remarks>Formula: <c>f(b) (b[h] - q[h])</c>. Source: Williams (1992); the deck, F67 and F68.</remarks>
    /// <param name="prior">The prior's log-odds, shape [H], finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="logits">The encoder's, shape [B, H], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Of each image's bound by its own logits, shape [B, H].</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] ScoreFunctionGradient(
        double[] prior, double[] decoder, double[] logits, double[] images, PhiloxKey key, int step) =>
        ByLogits(Checked(prior, decoder, logits, images, step), (image, b) =>
        {
            double[] states = image.Draw(Uniforms(image, b, key, step, 0));
            double f = image.Objective(states);
            return h => f * image.Score(states, h);
        });

    /// <summary>Leave-one-out: the sample covariance of f and the score over S draws.</summary>
    /// <remarks>Formula: <c>1/(S-1) sum_s (f(b_s) - mean f) (b_s[h] - q[h])</c>; each draw's baseline is the mean of the others.
    /// Source: Kool, van Hoof and Welling (2019).</remarks>
    /// <param name="prior">The prior's log-odds, shape [H], finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="logits">The encoder's, shape [B, H], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <param name="draws">S, at least 2.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Of each image's bound by its own logits, shape [B, H].</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] LeaveOneOutGradient(
        double[] prior, double[] decoder, double[] logits, double[] images, int draws, PhiloxKey key, int step)
    {
        BeliefNetImage[] batch = Checked(prior, decoder, logits, images, step);
        Guard.AtLeast(draws, 2);
        return ByLogits(batch, (image, b) =>
        {
            double[][] states = [.. Enumerable.Range(0, draws).Select(draw => image.Draw(Uniforms(image, b, key, step, draw)))];
            double[] f = [.. states.Select(image.Objective)];
            double average = f.Average();
            return h => f.Zip(states, (value, own) => (value - average) * image.Score(own, h)).Sum() / (draws - 1);
        });
    }

    /// <summary>ARM: two evaluations, at both ends of the same uniform numbers, of which each weighs its unit.</summary>
    /// <remarks>
    /// Formula: <c>(f(c) - f(b)) (u[h] - 1/2)</c> with <c>b[h] = 1[u[h] &lt; q[h]]</c> and <c>c[h] = 1[1 - u[h] &lt; q[h]]</c>.
    /// Source: Yin and Zhou (2019), theorem 1.
    /// </remarks>
    /// <param name="prior">The prior's log-odds, shape [H], finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="logits">The encoder's, shape [B, H], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Of each image's bound by its own logits, shape [B, H].</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] AugmentReinforceMergeGradient(
        double[] prior, double[] decoder, double[] logits, double[] images, PhiloxKey key, int step) =>
        ByLogits(Checked(prior, decoder, logits, images, step), (image, b) =>
        {
            double[] uniforms = Uniforms(image, b, key, step, 0);
            double change = image.Objective(image.DrawFromAbove(uniforms)) - image.Objective(image.Draw(uniforms));
            return h => change * (uniforms[h] - 0.5);
        });

    /// <summary>DisARM: ARM's two evaluations, averaged over all uniform numbers that give the same bits.</summary>
    /// <remarks>
    /// Formula: <c>1/2 (f(b) - f(c)) (b[h] - c[h]) max(q[h], 1 - q[h])</c>. Source: Dong, Mnih and Tucker (2020), equation 5.
    /// </remarks>
    /// <param name="prior">The prior's log-odds, shape [H], finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="logits">The encoder's, shape [B, H], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Of each image's bound by its own logits, shape [B, H].</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] DisArmGradient(
        double[] prior, double[] decoder, double[] logits, double[] images, PhiloxKey key, int step) =>
        ByLogits(Checked(prior, decoder, logits, images, step), (image, b) =>
        {
            double[] uniforms = Uniforms(image, b, key, step, 0);
            (double[] from, double[] to) = (image.Draw(uniforms), image.DrawFromAbove(uniforms));
            double change = 0.5 * (image.Objective(from) - image.Objective(to));
            return h => change * (from[h] - to[h]) * Sigmoid.Value(Math.Abs(image.Logits[h]));
        });

    private static double[] ByLogits(BeliefNetImage[] batch, Func<BeliefNetImage, int, Func<int, double>> estimate) =>
        [.. batch.SelectMany((image, b) => Enumerable.Range(0, image.Latents).Select(estimate(image, b)))];
}
