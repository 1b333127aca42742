using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The measure-valued (weak derivative) estimator with independent draws: as <see cref="MeasureValued"/>, but the two values of f
/// that are subtracted share no noise. Unbiased for any f, and not always worse.
/// </summary>
/// <remarks>
/// Source: Pflug (1989), "Sampling derivatives of probabilities"; Mohamed, Rosca, Figurnov and Mnih (2020), section 6. A call
/// takes two numbers W, V of Rayleigh's law and two normal ones, N and one that makes M with V. So both parts share V: each
/// has its exact moments, but they are not independent of one another.
/// </remarks>
public static class MeasureValuedUncoupled
{
    /// <summary>Numbers of noise that one call takes.</summary>
    private const int NoiseNumbers = 4;

    private static readonly double RootOfTwoPi = Math.Sqrt(2.0 * Math.PI);

    /// <summary>One call of the estimator on given noise.</summary>
    /// <remarks>
    /// Formula: <c>(f(m + s W) - f(m - s V)) / (s sqrt(2 pi))</c>, <c>(f(m + s M) - f(m + s N)) / s</c>, with m the mean, s the
    /// standard deviation, <c>M = sign(Z) sqrt(V^2 + Z^2)</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">W, N, V, Z: numbers of Rayleigh's law (W, V) and standard normal ones (N, Z).</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">The noise is not four numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double[] noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, NoiseNumbers, nameof(noise));
        double F(double e) => Objectives.Value(objective, k, mean + (standardDeviation * e));
        return
        [
            (F(noise[0]) - F(-noise[2])) / (standardDeviation * RootOfTwoPi),
            (F(MeasureNoise.Maxwell(noise[2], noise[3])) - F(noise[1])) / standardDeviation,
        ];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalReplicate(
        Objective objective, double k, double mean, double standardDeviation, PhiloxKey key, uint replicate)
    {
        return [.. new ReplicateNoise(key, NoiseNumbers).RayleighNormals(replicate)
            .SelectMany(noise => Normal(objective, k, mean, standardDeviation, noise))];
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalBlock(
        Objective objective, double k, double mean, double standardDeviation, PhiloxKey key, uint block)
    {
        double[] centre = NormalMoments(objective, k, mean, standardDeviation).Gradient;
        var noises = new ReplicateNoise(key, NoiseNumbers);
        return noises.PowerSums(block, centre, replicate =>
            [.. noises.RayleighNormals(replicate).SelectMany(noise => Normal(objective, k, mean, standardDeviation, noise))]);
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: <c>(Var f(x+) + Var f(x-)) / c^2</c>, c the divisor of the call, in closed form. Where the exponential is nearly
    /// constant its variance keeps 1e-15 of <c>E f^2 / standardDeviation^2</c>, not of itself.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(Objective objective, double k, double mean, double standardDeviation)
    {
        ObjectiveMoments moments = Objectives.Moments(objective, k, mean, standardDeviation);
        return new GradientMoments(
            moments.Gradient.ToArray(), UncoupledVariance.Of(objective, k, mean, standardDeviation, moments.Variance).ToArray());
    }
}
