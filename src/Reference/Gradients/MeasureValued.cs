using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The measure-valued (weak derivative) estimator with coupled draws: the derivative of a density is a constant times the
/// difference of two densities, so a gradient is a difference of two values of f. Unbiased for any f, differentiable or not.
/// </summary>
/// <remarks>
/// <para>
/// Source: Pflug (1989), "Sampling derivatives of probabilities"; Mohamed, Rosca, Figurnov and Mnih (2020), section 6.
/// </para>
/// <para>
/// By the mean the two draws are <c>mean +- standardDeviation W</c>, W of Rayleigh's law <c>w exp(-w^2/2)</c>; by the standard
/// deviation <c>mean + standardDeviation M</c>, M of the double-sided Maxwell law <c>m^2 exp(-m^2/2) / sqrt(2 pi)</c>, and
/// <c>mean + standardDeviation N</c>, N standard normal, coupled by <c>N = M U</c> with U uniform on (0, 1).
/// </para>
/// <para>
/// A call takes W and N alone: M is <c>sqrt(W^2 + N^2)</c> with the sign of N. For W is the length of two normal numbers, so
/// <c>|M|</c> is that of three, which has Maxwell's law; and the share <c>U = |N| / |M|</c> that one coordinate has of the
/// length of three is uniform (Archimedes: zones of a sphere are as large as they are high) and independent of the length
/// and of the sign. So both parts share W: each has its exact moments, but they are not independent of one another.
/// </para>
/// </remarks>
public static class MeasureValued
{
    /// <summary>Numbers of noise that one call takes.</summary>
    private const int NoiseNumbers = 2;

    private static readonly double RootOfTwoPi = Math.Sqrt(2.0 * Math.PI);

    /// <summary>One call of the estimator on given noise.</summary>
    /// <remarks>
    /// Formula: <c>(f(m + s W) - f(m - s W)) / (s sqrt(2 pi))</c>, <c>(f(m + s M) - f(m + s N)) / s</c>, with m the mean, s the
    /// standard deviation, <c>M = sign(N) sqrt(W^2 + N^2)</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">A number W of Rayleigh's law and a standard normal number N.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">The noise is not two numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double[] noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, NoiseNumbers, nameof(noise));
        double F(double e) => Objectives.Value(objective, k, mean + (standardDeviation * e));
        (double w, double n) = (noise[0], noise[1]);
        return
        [
            (F(w) - F(-w)) / (standardDeviation * RootOfTwoPi),
            (F(MeasureNoise.Maxwell(w, n)) - F(n)) / standardDeviation,
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
    /// Formula: <c>E[(f(x+) - f(x-))^2] / c^2 - (d/d(parameter) E f)^2</c>, c the divisor of the call: in closed form, but for
    /// the exponential's part by the standard deviation, which is one smooth integral over U. That integral is exact to
    /// rounding, 1e-15 of <c>E f^2 / standardDeviation^2</c>, up to <c>k mean^2 = 150</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(Objective objective, double k, double mean, double standardDeviation)
    {
        ParameterPair gradient = Objectives.Moments(objective, k, mean, standardDeviation).Gradient;
        return new GradientMoments(
            gradient.ToArray(), CoupledVariance.Of(objective, k, mean, standardDeviation, gradient).ToArray());
    }
}
