using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>The pathwise estimator averaged over a noise and its mirror image: unbiased for differentiable f, two evaluations.</summary>
/// <remarks>Source: Hammersley and Morton (1956), "A new Monte Carlo technique: antithetic variates".</remarks>
public static partial class AntitheticPathwise
{
    /// <summary>One call of the estimator on given noise e, for <c>x = mean + standardDeviation e</c> and its mirror image.</summary>
    /// <remarks>Formula: <c>(f'(x+) + f'(x-)) / 2</c>, <c>(f'(x+) - f'(x-)) e / 2</c>.</remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">A standard normal number.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double noise)
    {
        double plus = Objectives.Derivative(objective, k, mean + (standardDeviation * noise));
        double minus = Objectives.Derivative(objective, k, mean - (standardDeviation * noise));
        return [0.5 * (plus + minus), 0.5 * (plus - minus) * noise];
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
        return ReplicateNoise.OfNormals(
            key, samples: 1, replicate, noise => Normal(objective, k, mean, standardDeviation, noise[0]));
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
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples: 1, block, centre, noise => Normal(objective, k, mean, standardDeviation, noise[0]));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>Formula: half of <c>Var g(e) + Cov(g(e), g(-e))</c>, g the call of <see cref="Pathwise"/>, in closed form.</remarks>
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
            moments.Gradient.ToArray(), AntitheticVariance.OfPathwise(objective, k, mean, standardDeviation, moments).ToArray());
    }
}
