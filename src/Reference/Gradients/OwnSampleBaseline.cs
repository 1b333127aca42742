using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The score-function estimator of K samples with the mean of all their objectives as baseline: the classic mistake. The mean
/// holds the sample's own objective, so the baseline is not independent of the score, and the gradient comes out too short
/// by one part in K. <see cref="LeaveOneOut"/> is the remedy.
/// </summary>
/// <remarks>Source: Kool, van Hoof and Welling (2019) for the estimator that it falls short of.</remarks>
public static class OwnSampleBaseline
{
    /// <summary>One call of the estimator on given noise, for <c>x_i = mean + standardDeviation e_i</c>.</summary>
    /// <remarks>
    /// Formula: <c>1/K sum_i (f(x_i) - 1/K sum_j f(x_j)) s_i</c> with the scores <c>s_i = e_i / standardDeviation</c> and
    /// <c>(e_i^2 - 1) / standardDeviation</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">Standard normal numbers, shape [K], K at least 2.</param>
    /// <returns>The estimate by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double[] noise)
    {
        Guard.AtLeastLong<double>(noise, 2);
        double[] f = [.. noise.Select(e => Objectives.Value(objective, k, mean + (standardDeviation * e)))];
        return
        [
            Estimate(f, [.. noise.Select(e => e / standardDeviation)]),
            Estimate(f, [.. noise.Select(e => ((e * e) - 1.0) / standardDeviation)]),
        ];
    }

    /// <summary>One call of the estimator on given uniform numbers, for <c>b_i = uniform_i &lt; p</c> and
    /// <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: as for the normal, with the score <c>b - p</c>, p the logistic function of the logit.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniforms">Uniform numbers, shape [K], K at least 2.</param>
    /// <returns>The estimate by the logit.</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double Bernoulli(double target, double logit, double[] uniforms)
    {
        Guard.AtLeastLong<double>(uniforms, 2);
        var objective = BernoulliObjective.At(target, logit);
        bool[] b = [.. uniforms.Select(objective.Draw)];
        return Estimate([.. b.Select(objective.Value)], [.. b.Select(objective.Score)]);
    }

    /// <summary>The estimates that one replicate of the noise makes.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalReplicate(
        Objective objective, double k, double mean, double standardDeviation, int samples, PhiloxKey key, uint replicate)
    {
        Guard.AtLeast(samples, 2);
        return ReplicateNoise.OfNormals(key, samples, replicate, noise => Normal(objective, k, mean, standardDeviation, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact mean)</c> over the estimates g of one block of a study.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalBlock(
        Objective objective, double k, double mean, double standardDeviation, int samples, PhiloxKey key, uint block)
    {
        double[] centre = NormalMoments(objective, k, mean, standardDeviation, samples).Mean;
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples, block, centre, noise => Normal(objective, k, mean, standardDeviation, noise));
    }

    /// <summary>The estimates that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliReplicate(
        double target, double logit, int samples, PhiloxKey key, uint replicate)
    {
        Guard.AtLeast(samples, 2);
        return [.. new ReplicateNoise(key, samples).Uniforms(replicate).Select(noise => Bernoulli(target, logit, noise))];
    }

    /// <summary>Sums of the first four powers of <c>g - (exact mean)</c> over the estimates g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBlock(double target, double logit, int samples, PhiloxKey key, uint block)
    {
        double[] centre = BernoulliMoments(target, logit, samples).Mean;
        var noises = new ReplicateNoise(key, samples);
        return noises.PowerSums(block, centre, replicate =>
            [.. noises.Uniforms(replicate).Select(noise => Bernoulli(target, logit, noise))]);
    }

    /// <summary>Exact gradient, and exact variance and mean of one call of K samples.</summary>
    /// <remarks>
    /// Formula: a call is <c>1 - 1/K</c> times one of <see cref="LeaveOneOut"/>, the gradient g times that in the mean, a bias
    /// of <c>-g / K</c>; and a variance that looks the smaller by <c>(1 - 1/K)^2</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient, variance and mean by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static BiasedGradientMoments NormalMoments(
        Objective objective, double k, double mean, double standardDeviation, int samples) =>
        Shortened(LeaveOneOut.NormalMoments(objective, k, mean, standardDeviation, samples), samples);

    /// <summary>Exact gradient, and exact variance and mean of one call of K samples.</summary>
    /// <remarks>Formula: as for the normal.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient, variance and mean by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or an argument is not finite.</exception>
    public static BiasedGradientMoments BernoulliMoments(double target, double logit, int samples) =>
        Shortened(LeaveOneOut.BernoulliMoments(target, logit, samples), samples);

    private static BiasedGradientMoments Shortened(GradientMoments unbiased, int samples)
    {
        double share = 1.0 - (1.0 / samples);
        return new BiasedGradientMoments(
            unbiased.Gradient,
            [.. unbiased.Variance.Select(variance => share * share * variance)],
            [.. unbiased.Gradient.Select(gradient => share * gradient)]);
    }

    private static double Estimate(double[] f, double[] score)
    {
        double baseline = f.Average();
        return f.Zip(score, (value, s) => (value - baseline) * s).Average();
    }
}
