using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <content>The gradient by parameters: the chain rule behind the logits, and the model's own.</content>
public static partial class SigmoidBeliefNet
{
    /// <summary>From the gradient by the encoder's logits to that by its weights, added up over the batch.</summary>
    /// <remarks>Formula: <c>sum_b g[b, h] (x[b, d] - mean[d])</c>, and <c>sum_b g[b, h]</c> for the bias.</remarks>
    /// <param name="logitGradient">g, shape [B, H], finite.</param>
    /// <param name="pixelMeans">What inputs are centred by, shape [D], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <returns>Shape [H, D + 1].</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] EncoderGradient(double[] logitGradient, double[] pixelMeans, double[] images)
    {
        ArgumentNullException.ThrowIfNull(logitGradient);
        double[][] inputs = Inputs(pixelMeans, images);
        Guard.Finite(logitGradient);
        int latents = Math.Max(1, logitGradient.Length / inputs.Length);
        Guard.Length(logitGradient.Length, inputs.Length * latents, nameof(logitGradient));
        return
        [
            .. from h in Enumerable.Range(0, latents)
               from d in Enumerable.Range(0, inputs[0].Length)
               select inputs.Select((input, b) => logitGradient[(b * latents) + h] * input[d]).Sum(),
        ];
    }

    /// <summary>An estimate of the gradient by the model's parameters from independent draws of the latent states.</summary>
    /// <remarks>
    /// Formula: <c>(1/S) sum_(b, s) (x[d] - sigmoid(z[d])) b_s[h]</c>, the bias's state being 1, and
    /// <c>(1/S) sum_(b, s) b_s[h] - sigmoid(prior[h])</c>; q does not depend on either.
    /// </remarks>
    /// <param name="prior">The prior's log-odds, shape [H], finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="logits">The encoder's, shape [B, H], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <param name="draws">S, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>By the prior and the decoder, added up over the batch.</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static BeliefNetGradient ModelGradient(
        double[] prior, double[] decoder, double[] logits, double[] images, int draws, PhiloxKey key, int step)
    {
        BeliefNetImage[] batch = Checked(prior, decoder, logits, images, step);
        Guard.AtLeast(draws, 1);
        var gradient = new BeliefNetGradient(new double[prior.Length], new double[decoder.Length]);
        for (int b = 0; b < batch.Length; b++)
        {
            for (int draw = 0; draw < draws; draw++)
            {
                Add(gradient, prior, batch[b], batch[b].Draw(Uniforms(batch[b], b, key, step, draw)), 1.0 / draws);
            }
        }

        return gradient;
    }

    private static void Add(BeliefNetGradient gradient, double[] prior, BeliefNetImage image, double[] states, double share)
    {
        for (int h = 0; h < prior.Length; h++)
        {
            gradient.Prior[h] += share * (states[h] - Sigmoid.Value(prior[h]));
        }

        double[] inputs = [.. states, 1.0];
        double[] logits = image.Net.PixelLogits(states);
        for (int j = 0; j < gradient.Decoder.Length; j++)
        {
            (int d, int h) = (j / inputs.Length, j % inputs.Length);
            gradient.Decoder[j] += share * (image.Image[d] - Sigmoid.Value(logits[d])) * inputs[h];
        }
    }
}
