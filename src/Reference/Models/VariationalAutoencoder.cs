using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>
/// A variational autoencoder of binary or grey images: prior <c>z ~ N(0, I)</c>, decoder
/// <c>x[d] ~ Bernoulli(sigmoid(a[d]))</c> with logits a = decoder(z), encoder <c>q(z | x) = N(mean, L L^T)</c> with the code
/// (mean, logVariance, lower) = encoder(x) that <see cref="GaussianEncoder"/> explains, noise and rows of draws included.
/// </summary>
/// <remarks>
/// <para>Here is what stands between encoder and decoder, whatever networks they are; the log-likelihood is that of
/// <see cref="BernoulliLikelihood"/>, in nats.</para>
/// <para>Source: Kingma and Welling (2014), "Auto-encoding variational Bayes"; Rezende, Mohamed and Wierstra (2014),
/// "Stochastic backpropagation and approximate inference in deep generative models"; the deck, F87 to F95.</para>
/// </remarks>
public static partial class VariationalAutoencoder
{
    /// <summary>What the evidence lower bound of an image is the mean of over its draws, the divergence in closed form.</summary>
    /// <remarks>Formula: <c>ln p(x | z_k) - KL(q(z | x) || p(z))</c>. Source: Kingma and Welling (2014), equation 10; the deck, F93.</remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one image.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <param name="logits">The decoder's at every draw, shape [B K, D], finite; row b K + k of draw k of image b.</param>
    /// <param name="images">Shape [B, D], each in [0, 1].</param>
    /// <returns>Shape [B K], in nats.</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BoundTerms(double[][] code, int latents, double[][] logits, double[][] images)
    {
        double[] divergence = GaussianEncoder.Divergence(code, latents);
        int draws = DrawsOf(code, logits, images);
        return [.. logits.Select((a, row) => BernoulliLikelihood.Value(a, images[row / draws]) - divergence[row / draws])];
    }

    /// <summary>The logarithms of importance weights, from draws of q that are drawn again.</summary>
    /// <remarks>
    /// Formula: <c>ln w_k = ln p(x | z_k) + ln p(z_k) - ln q(z_k | x)</c>. Their mean is the evidence lower bound, too, the
    /// logarithm of the mean of their exponentials the importance-weighted one. Source: Burda, Grosse and Salakhutdinov (2016),
    /// "Importance weighted autoencoders", equation 8.
    /// </remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one image.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <param name="logits">The decoder's at every draw, shape [B K, D], finite; row b K + k of draw k of image b.</param>
    /// <param name="images">Shape [B, D], each in [0, 1].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Shape [B K], in nats.</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] LogWeights(
        double[][] code, int latents, double[][] logits, double[][] images, PhiloxKey key, int step)
    {
        EncodedLaw[] laws = GaussianEncoder.Laws(code, latents);
        int draws = DrawsOf(code, logits, images);
        double[][] noise = GaussianEncoder.Noise(laws.Length, latents, draws, key, step);
        return
        [
            .. logits.Select((a, row) =>
                BernoulliLikelihood.Value(a, images[row / draws]) + laws[row / draws].LogRatio(noise[row])),
        ];
    }

    private static int DrawsOf(double[][] code, double[][] logits, double[][] images)
    {
        Guard.Matrix(logits);
        Guard.Matrix(images);
        Guard.Rows(images, code.Length);
        Guard.Length(logits[0].Length, images[0].Length, Guard.RowOf(nameof(logits), 0));
        int draws = Math.Max(1, logits.Length / code.Length);
        Guard.Rows(logits, code.Length * draws);
        return draws;
    }
}
