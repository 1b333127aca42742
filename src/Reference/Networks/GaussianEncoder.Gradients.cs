using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <content>Derivatives by the code: through the draws, and of the divergence.</content>
public static partial class GaussianEncoder
{
    /// <summary>From a loss's derivative by draws to that by the code, added up over an example's draws.</summary>
    /// <remarks>
    /// Formula: <c>sum_k g_k[i]</c> by the mean, <c>sum_k g_k[i] e_k[i] exp(logVariance[i] / 2) / 2</c> by the log-variance,
    /// <c>sum_k g_k[i] e_k[j]</c> by L below its diagonal.
    /// </remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one example.</param>
    /// <param name="latentGradient">g, shape [B K, Z], finite.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <returns>Of the code's shape.</returns>
    /// <exception cref="ArgumentException">There is no example, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[][] DrawBackward(double[][] code, double[][] latentGradient, PhiloxKey key, int step)
    {
        Guard.Matrix(latentGradient);
        EncodedLaw[] laws = Laws(code, latentGradient[0].Length);
        int draws = DrawsOf(laws, latentGradient);
        double[][] noise = Noise(laws.Length, latentGradient[0].Length, draws, key, step);
        return Sums(laws, draws, row => laws[row / draws].Backward(noise[row], latentGradient[row]));
    }

    /// <summary>The derivative of every example's <see cref="Divergence"/> by its code.</summary>
    /// <remarks>Formula: <c>mean</c>, <c>(exp(logVariance) - 1) / 2</c>, <c>lower</c>.</remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one example.</param>
    /// <param name="latents">Z, at least 1.</param>
    /// <returns>Of the code's shape.</returns>
    /// <exception cref="ArgumentException">There is no example, or the code has another width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[][] DivergenceGradient(double[][] code, int latents) =>
    [
        .. Laws(code, latents).Select(law => (double[])
        [
            .. law.Mean,
            // exp(v) - 1 without cancellation.
            .. law.LogVariance.Select(v => 0.5 * (v + SpecialFunctions.ExpBeyondLinear(v))),
            .. law.Lower,
        ]),
    ];

    /// <summary>How many draws an example has, from rows of all.</summary>
    internal static int DrawsOf(EncodedLaw[] laws, double[][] latentGradient)
    {
        int draws = Math.Max(1, latentGradient.Length / laws.Length);
        Guard.Rows(latentGradient, laws.Length * draws);
        return draws;
    }

    /// <summary>Rows of draws added up for every example.</summary>
    internal static double[][] Sums(EncodedLaw[] laws, int draws, Func<int, double[]> ofRow) =>
    [
        .. laws.Select((_, b) => Enumerable.Range(b * draws, draws).Select(ofRow).Aggregate(LinearAlgebra.Sum)),
    ];
}
