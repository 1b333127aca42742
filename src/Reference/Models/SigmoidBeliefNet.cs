using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>
/// A sigmoid belief net with one layer of H latent bits over D binary pixels and an encoder: prior
/// <c>b[h] ~ Bernoulli(sigmoid(prior[h]))</c>, decoder <c>x[d] ~ Bernoulli(sigmoid(sum_h W[d, h] b[h] + c[d]))</c>, encoder
/// <c>q(b[h] = 1 | x) = sigmoid(sum_d V[h, d] (x[d] - mean[d]) + a[h])</c>.
/// </summary>
/// <remarks>
/// <para>Weight (d, h) of the decoder is element <c>d (H + 1) + h</c> and weight (h, d) of the encoder is element
/// <c>h (D + 1) + d</c>: the bias is the last of its row.</para>
/// <para>Noise is a pure function of (key, step, draw, element): the uniform number of unit h of image b is element <c>b H + h</c>,
/// which is component <c>element % 4</c> of the Philox block with counter (element / 4, 0xD00, step, draw). A unit is 1 where
/// its number is below <c>q</c>.</para>
/// <para>Source: Neal (1992), "Connectionist learning of belief networks"; Mnih and Gregor (2014), "Neural variational inference and
/// learning in belief networks"; the deck, F87 to F95.</para>
/// </remarks>
public static partial class SigmoidBeliefNet
{
    private const uint StateStream = 0x0D00;

    /// <summary>The encoder's log-odds of every latent unit.</summary>
    /// <remarks>Formula: <c>t[b, h] = sum_d V[h, d] (x[b, d] - mean[d]) + a[h]</c>.</remarks>
    /// <param name="encoder">V and a, shape [H, D + 1], finite.</param>
    /// <param name="pixelMeans">What inputs are centred by, shape [D], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <returns>Shape [B, H].</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] EncoderLogits(double[] encoder, double[] pixelMeans, double[] images)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        double[][] inputs = Inputs(pixelMeans, images);
        int width = inputs[0].Length;
        Guard.NotEmpty<double>(encoder);
        Guard.Finite(encoder);
        Guard.Length(encoder.Length, Math.Max(1, encoder.Length / width) * width, nameof(encoder));
        return [.. inputs.SelectMany(input => encoder.Chunk(width).Select(row => row.Zip(input, (v, x) => v * x).Sum()))];
    }

    /// <summary>The log-joint of images and latent states.</summary>
    /// <remarks>Formula: <c>ln p(x, b) = sum_h ln p(b[h]) + sum_d ln p(x[d] | b)</c>.</remarks>
    /// <param name="prior">The prior's log-odds, shape [H], finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <param name="states">Shape [B, H], each 0 or 1.</param>
    /// <returns>Shape [B], in nats.</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] LogJoint(double[] prior, double[] decoder, double[] images, double[] states)
    {
        var net = new BeliefNet(prior, decoder);
        double[][] rows = net.Rows(images);
        ArgumentNullException.ThrowIfNull(states);
        Guard.ZeroOrOne(states);
        Guard.Length(states.Length, rows.Length * net.Latents, nameof(states));
        return [.. rows.Zip(states.Chunk(net.Latents), net.LogJoint)];
    }

    /// <summary>An estimate of every image's evidence lower bound from independent draws of its latent states.</summary>
    /// <remarks>Formula: <c>(1/S) sum_s ln p(x, b_s) - ln q(b_s | x)</c>.</remarks>
    /// <param name="prior">The prior's log-odds, shape [H], finite.</param>
    /// <param name="decoder">W and c, shape [D, H + 1], finite.</param>
    /// <param name="logits">The encoder's, shape [B, H], finite.</param>
    /// <param name="images">Shape [B, D], each 0 or 1.</param>
    /// <param name="draws">S, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Shape [B], in nats.</returns>
    /// <exception cref="ArgumentException">There is no image or no unit, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Elbo(
        double[] prior, double[] decoder, double[] logits, double[] images, int draws, PhiloxKey key, int step)
    {
        BeliefNetImage[] batch = Checked(prior, decoder, logits, images, step);
        Guard.AtLeast(draws, 1);
        return
        [
            .. batch.Select((image, b) => Enumerable.Range(0, draws)
                .Average(draw => image.Objective(image.Draw(Uniforms(image, b, key, step, draw))))),
        ];
    }

    private static BeliefNetImage[] Checked(double[] prior, double[] decoder, double[] logits, double[] images, int step)
    {
        BeliefNetImage[] batch = new BeliefNet(prior, decoder).Images(images, logits);
        Guard.AtLeast(step, 0);
        return batch;
    }

    // Centred images, each with a constant 1 behind its pixels: what the bias multiplies.
    private static double[][] Inputs(double[] pixelMeans, double[] images)
    {
        ArgumentNullException.ThrowIfNull(pixelMeans);
        ArgumentNullException.ThrowIfNull(images);
        Guard.NotEmpty<double>(pixelMeans);
        Guard.NotEmpty<double>(images);
        Guard.Finite(pixelMeans);
        Guard.ZeroOrOne(images);
        int pixels = pixelMeans.Length;
        Guard.Length(images.Length, Math.Max(1, images.Length / pixels) * pixels, nameof(images));
        return [.. images.Chunk(pixels).Select(row => (double[])[.. row.Zip(pixelMeans, (x, mean) => x - mean), 1.0])];
    }

    private static double[] Uniforms(BeliefNetImage image, int b, PhiloxKey key, int step, int draw) =>
        [.. Enumerable.Range(b * image.Latents, image.Latents).Select(element => Uniform(element, key, step, draw))];

    private static double Uniform(int element, PhiloxKey key, int step, int draw)
    {
        Words block = Philox4x32.Block(
            Words.Counter((uint)element / 4, StateStream, (uint)step | ((ulong)(uint)draw << 32)), key);
        return UnitInterval.FromWord((element % 4) switch { 0 => block.W0, 1 => block.W1, 2 => block.W2, _ => block.W3 });
    }
}
