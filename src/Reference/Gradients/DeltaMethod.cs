using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The score function with the second-order Taylor polynomial h of f at the mean as a control variate (the delta method):
/// of <c>h s</c>, s the score, the expectation is known, and only what h leaves over of f is estimated. Unbiased for f that
/// has a second derivative; exact for a quadratic. It takes f, f' and f'' at the mean beside f at the sample.
/// </summary>
/// <remarks>Source: Paisley, Blei and Jordan (2012); Mohamed, Rosca, Figurnov and Mnih (2020), section 7.</remarks>
public static class DeltaMethod
{
    /// <summary>One call of the estimator on given noise e, for <c>x = mean + standardDeviation e</c>.</summary>
    /// <remarks>
    /// Formula: <c>f s - (h s - E[h s])</c>, that is <c>(f(x) - h(x)) e / standardDeviation + f'(mean)</c> and
    /// <c>(f(x) - h(x)) (e^2 - 1) / standardDeviation + f''(mean) standardDeviation</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">A standard normal number.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double noise)
    {
        INormalObjective f = Objectives.Of(objective);
        double rest = f.Remainder(mean, standardDeviation * noise, k);
        return
        [
            (rest * noise / standardDeviation) + f.Derivative(mean, k),
            (rest * ((noise * noise) - 1.0) / standardDeviation) + (f.SecondDerivative(mean, k) * standardDeviation),
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
    /// <remarks>
    /// Formula: <c>Var[(f - h) s] = E f^2 s^2 - 2 E f h s^2 + E h^2 s^2 - (g - E h s)^2</c>, g the gradient, from the moments
    /// <c>E f e^n</c> to n = 6; 0 for the quadratic. Where f is nearly quadratic the terms cancel: the variance then errs by a
    /// few double roundings of the score function's own <c>E f^2 s^2</c>.
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
        ParameterPair variance = Objectives.Of(objective).RemainderVariance(k, mean, standardDeviation);
        return new GradientMoments(moments.Gradient.ToArray(), variance.ToArray());
    }
}
