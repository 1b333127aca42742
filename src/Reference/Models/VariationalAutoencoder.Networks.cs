using BayesBench.Reference.Inference;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>What an autoencoder is trained to raise, and how the gradient by its encoder's code is estimated.</summary>
public enum AutoencoderBound
{
    /// <summary><see cref="VariationalAutoencoder.ElboGradient"/>.</summary>
    Elbo,

    /// <summary><see cref="VariationalAutoencoder.PathwiseGradient"/>.</summary>
    ImportanceWeighted,

    /// <summary><see cref="VariationalAutoencoder.StickingTheLandingGradient"/>.</summary>
    StickingTheLanding,

    /// <summary><see cref="VariationalAutoencoder.DoublyReparameterizedGradient"/>.</summary>
    DoublyReparameterized,
}

/// <summary>The derivative of a loss by the parameters of both networks.</summary>
/// <param name="Encoder">Shape of the encoder's parameters.</param>
/// <param name="Decoder">Shape of the decoder's.</param>
public sealed record AutoencoderGradient(double[] Encoder, double[] Decoder);

/// <content>
/// The whole model: encoder and decoder are stacks of layers. Noise of their own, if they have any, has the replicate (step, 0) in
/// the encoder and (step, 1) in the decoder.
/// </content>
public static partial class VariationalAutoencoder
{
    /// <summary>Every image's evidence lower bound, estimated from K draws, the divergence in closed form.</summary>
    /// <remarks>Formula: <c>(1/K) sum_k ln p(x | z_k) - KL(q(z | x) || p(z))</c>. Source: Kingma and Welling (2014), equation 10.</remarks>
    /// <param name="encoder">From D pixels to a code of 2 Z numbers, or 2 Z + Z (Z - 1) / 2 with lower.</param>
    /// <param name="encoderParameters">Its parameters, finite.</param>
    /// <param name="decoder">From Z latent numbers to D log-odds.</param>
    /// <param name="decoderParameters">Its parameters, finite.</param>
    /// <param name="images">Shape [B, D], each in [0, 1]; at least one image.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <param name="draws">K, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Shape [B], in nats.</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Elbo(
        LayerSpecification[] encoder,
        double[] encoderParameters,
        LayerSpecification[] decoder,
        double[] decoderParameters,
        double[][] images,
        int latents,
        int draws,
        PhiloxKey key,
        int step)
    {
        var pass = new AutoencoderPass(encoder, encoderParameters, decoder, decoderParameters, images, latents, draws, key, step);
        return [.. BoundTerms(pass.Code, latents, pass.Logits, images).Chunk(draws).Select(terms => terms.Average())];
    }

    /// <summary>Every image's importance-weighted bound, estimated from K draws.</summary>
    /// <remarks>
    /// Formula: <c>ln((1/K) sum_k w_k)</c>, <c>w_k = p(x, z_k) / q(z_k | x)</c>. Source: Burda, Grosse and Salakhutdinov (2016),
    /// equation 8.
    /// </remarks>
    /// <param name="encoder">From D pixels to a code of 2 Z numbers, or 2 Z + Z (Z - 1) / 2 with lower.</param>
    /// <param name="encoderParameters">Its parameters, finite.</param>
    /// <param name="decoder">From Z latent numbers to D log-odds.</param>
    /// <param name="decoderParameters">Its parameters, finite.</param>
    /// <param name="images">Shape [B, D], each in [0, 1]; at least one image.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <param name="draws">K, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Shape [B], in nats.</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] ImportanceWeightedBound(
        LayerSpecification[] encoder,
        double[] encoderParameters,
        LayerSpecification[] decoder,
        double[] decoderParameters,
        double[][] images,
        int latents,
        int draws,
        PhiloxKey key,
        int step)
    {
        var pass = new AutoencoderPass(encoder, encoderParameters, decoder, decoderParameters, images, latents, draws, key, step);
        return [.. LogWeights(pass.Code, latents, pass.Logits, images, key, step).Chunk(draws).Select(ImportanceWeighted.Bound)];
    }

    /// <summary>The gradient of the loss that training goes down: minus the mean bound of a batch.</summary>
    /// <remarks>
    /// Formula: the decoder's slopes weighted by the draws' shares, back through the decoder to the draws, from these to the code by
    /// the bound's rule, and through the encoder; times <c>-1 / B</c>.
    /// </remarks>
    /// <param name="encoder">From D pixels to a code of 2 Z numbers, or 2 Z + Z (Z - 1) / 2 with lower.</param>
    /// <param name="encoderParameters">Its parameters, finite.</param>
    /// <param name="decoder">From Z latent numbers to D log-odds.</param>
    /// <param name="decoderParameters">Its parameters, finite.</param>
    /// <param name="images">Shape [B, D], each in [0, 1]; at least one image.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <param name="draws">K, at least 1.</param>
    /// <param name="bound">Which bound, and which rule.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>By the parameters of both networks.</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static AutoencoderGradient Gradient(
        LayerSpecification[] encoder,
        double[] encoderParameters,
        LayerSpecification[] decoder,
        double[] decoderParameters,
        double[][] images,
        int latents,
        int draws,
        AutoencoderBound bound,
        PhiloxKey key,
        int step)
    {
        var pass = new AutoencoderPass(encoder, encoderParameters, decoder, decoderParameters, images, latents, draws, key, step);
        double[][] shares = bound == AutoencoderBound.Elbo
            ? [.. images.Select(_ => Enumerable.Repeat(1.0 / draws, draws).ToArray())]
            : [.. LogWeights(pass.Code, latents, pass.Logits, images, key, step).Chunk(draws).Select(Softmax.Probabilities)];
        NetworkGradient ofDecoder = pass.DecoderBackward(LayerGuard.Map(pass.Logits, (row, d) =>
            shares[row / draws][row % draws] * pass.Slopes[row][d]));
        double[][] h = [.. ofDecoder.Input.Chunk(latents)];
        double[][] byCode = bound switch
        {
            AutoencoderBound.Elbo => ElboGradient(pass.Code, h, key, step),
            AutoencoderBound.ImportanceWeighted => PathwiseGradient(pass.Code, shares, h, key, step),
            AutoencoderBound.StickingTheLanding => StickingTheLandingGradient(pass.Code, shares, h, key, step),
            _ => DoublyReparameterizedGradient(pass.Code, shares, h, key, step),
        };
        double[] ofEncoder = pass.EncoderBackward(byCode).Parameters;
        double[] Loss(double[] gradient) => Array.ConvertAll(gradient, g => -g / images.Length);
        return new AutoencoderGradient(Loss(ofEncoder), Loss(ofDecoder.Parameters));
    }
}
