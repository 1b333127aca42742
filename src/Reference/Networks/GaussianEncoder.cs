using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Networks;

/// <summary>
/// What an encoder says of Z latent numbers: <c>q(z | x) = N(mean, L L^T)</c>. Its outputs for an example are a row
/// <c>(mean, logVariance, lower)</c> of a code: <c>L[i][i] = exp(logVariance[i] / 2)</c>, and <c>L[i][j]</c> below the diagonal is
/// number <c>i (i - 1) / 2 + j</c> of lower. A row of 2 Z numbers has no lower: L is diagonal.
/// </summary>
/// <remarks>
/// <para>Noise is a pure function of (key, step, draw, element): the standard normal number of latent j of example b is element
/// <c>b Z + j</c>, which is component <c>element % 4</c> of the Philox block with counter (element / 4, 0xE00, step, draw). It is
/// never stored: the backward pass draws it again. Draw k of example b is row <c>b K + k</c>.</para>
/// <para>Source: Kingma and Welling (2014), "Auto-encoding variational Bayes", section 2.4 and appendix B; for the factor,
/// Kingma and Welling (2019), "An introduction to variational autoencoders", section 2.5.1; the deck, F88 and F92.</para>
/// </remarks>
public static partial class GaussianEncoder
{
    private const uint Stream = 0x0E00;

    /// <summary>Reparametrised draws of the latent numbers.</summary>
    /// <remarks>Formula: <c>z = mean + L e</c>, <c>e ~ N(0, I)</c>.</remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one example.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <param name="draws">K, draws of every example, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Shape [B K, Z].</returns>
    /// <exception cref="ArgumentException">There is no example, or the code has another width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[][] Draw(double[][] code, int latents, int draws, PhiloxKey key, int step)
    {
        EncodedLaw[] laws = Laws(code, latents);
        double[][] noise = Noise(laws.Length, latents, draws, key, step);
        return [.. noise.Select((e, row) => laws[row / draws].At(e))];
    }

    /// <summary>ln q of latent numbers.</summary>
    /// <remarks>
    /// Formula: <c>-(|e|^2 + sum_i logVariance[i] + Z ln(2 pi)) / 2</c>, <c>L e = z - mean</c>.
    /// </remarks>
    /// <param name="latent">z, shape [B, Z], finite: one row an example.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one example.</param>
    /// <returns>Shape [B], in nats.</returns>
    /// <exception cref="ArgumentException">There is no example, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static double[] LogDensity(double[][] latent, double[][] code)
    {
        Guard.Matrix(latent);
        EncodedLaw[] laws = Laws(code, latent[0].Length);
        Guard.Rows(latent, code.Length);
        return [.. laws.Zip(latent, (law, z) =>
            -0.5 * (Squares(law.NoiseOf(z)) + law.LogVariance.Sum() + (z.Length * LogTwoPi)))];
    }

    /// <summary>KL(q || N(0, I)) of every example.</summary>
    /// <remarks>
    /// Formula: <c>sum_i (mean[i]^2 + exp(logVariance[i]) - 1 - logVariance[i]) / 2 + sum lower^2 / 2</c>: with L diagonal,
    /// that of <see cref="KullbackLeibler.ToStandardNormal"/>.
    /// </remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one example.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <returns>Shape [B], in nats.</returns>
    /// <exception cref="ArgumentException">There is no example, or the code has another width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Divergence(double[][] code, int latents) =>
    [
        .. Laws(code, latents).Select(law =>
            KullbackLeibler.ToStandardNormal(law.Mean, law.LogVariance) + (0.5 * Squares(law.Lower))),
    ];

    /// <summary>An unbiased estimate of <see cref="Divergence"/> from draws of q.</summary>
    /// <remarks>
    /// Formula: <c>(1 / K) sum_k ln q(z_k) - ln p(z_k) = (1 / K) sum_k (|z_k|^2 - |e_k|^2 - sum_i logVariance[i]) / 2</c>.
    /// </remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one example.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <param name="draws">K, draws of every example, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Shape [B], in nats; it may be negative.</returns>
    /// <exception cref="ArgumentException">There is no example, or the code has another width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] MonteCarloDivergence(double[][] code, int latents, int draws, PhiloxKey key, int step)
    {
        EncodedLaw[] laws = Laws(code, latents);
        double[][] noise = Noise(laws.Length, latents, draws, key, step);
        return [.. laws.Zip(noise.Chunk(draws), (law, own) => own.Average(e => -law.LogRatio(e)))];
    }

    /// <summary>The laws that a code's rows describe.</summary>
    internal static EncodedLaw[] Laws(double[][] code, int latents)
    {
        Guard.AtLeast(latents, 1);
        Guard.Matrix(code);
        int diagonal = 2 * latents;
        Guard.Length(
            code[0].Length,
            code[0].Length == diagonal ? diagonal : diagonal + (latents * (latents - 1) / 2),
            Guard.RowOf(nameof(code), 0));
        return Array.ConvertAll(code, row => new EncodedLaw(row, latents));
    }

    /// <summary>The noise of all draws, row b K + k.</summary>
    internal static double[][] Noise(int examples, int latents, int draws, PhiloxKey key, int step)
    {
        Guard.AtLeast(draws, 1);
        Guard.AtLeast(step, 0);
        double[][][] byDraw = [.. Enumerable.Range(0, draws).Select(draw =>
            LayerNoise.Normals(examples, latents, key, Stream, (uint)step | ((ulong)(uint)draw << 32)))];
        return [.. Enumerable.Range(0, examples * draws).Select(row => byDraw[row % draws][row / draws])];
    }

    private static double Squares(double[] numbers) => LinearAlgebra.Dot(numbers, numbers);
}
