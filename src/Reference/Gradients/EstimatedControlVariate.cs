using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The score function with the delta method's control variate, whose coefficient is estimated: one of K samples makes the gradient,
/// the others the coefficient of least variance, a mean product over the control variate's known variance. As these are other
/// samples, the mean stays the gradient; but what the delta method knows to be 1, for a quadratic, is now noise.
/// </summary>
/// <remarks>
/// Source: Mohamed, Rosca, Figurnov and Mnih (2020), section 7, where the variance is estimated too; known, it leaves the
/// coefficient exact moments.
/// </remarks>
public static class EstimatedControlVariate
{
    /// <summary>One call of the estimator on given noise, for <c>x_i = mean + standardDeviation e_i</c>.</summary>
    /// <remarks>
    /// Formula: <c>g_0 - c (h_0 - E h)</c> with <c>c = 1/(K - 1) sum_(i &gt; 0) g_i (h_i - E h) / Var h</c>, g the score function's
    /// call, h the second-order Taylor polynomial of f at the mean times the score; a c of each component, 0 where h does not vary.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">Standard normal numbers, shape [K], K at least 2.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double[] noise)
    {
        Guard.AtLeastLong<double>(noise, 2);
        var control = ScoreControl.Of(objective, k, mean, standardDeviation);
        double[][] g = [.. noise.Select(e => ScoreFunction.Normal(objective, k, mean, standardDeviation, e))];
        double[][] h = [.. noise.Select(control.Centred)];
        double[] variance = control.Variance();
        return [.. variance.Select((ofControl, component) =>
        {
            double product = Enumerable.Range(1, noise.Length - 1).Average(i => g[i][component] * h[i][component]);
            return g[0][component] - (Over(product, ofControl) * h[0][component]);
        })];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
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

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
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
        double[] centre = NormalMoments(objective, k, mean, standardDeviation, samples).Gradient;
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples, block, centre, noise => Normal(objective, k, mean, standardDeviation, noise));
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: with <c>b = E c = Cov(g, h) / Var h</c>, <c>Var = Var[g - b h] + Var[g (h - E h)] / ((K - 1) Var h)</c>: what the best
    /// coefficient leaves, and the price of estimating it. Both are integrals of squares, by the trapezoidal rule, which for these
    /// objectives errs by rounding alone.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(
        Objective objective, double k, double mean, double standardDeviation, int samples)
    {
        Guard.AtLeast(samples, 2);
        double[] gradient = Objectives.Moments(objective, k, mean, standardDeviation).Gradient.ToArray();
        var control = ScoreControl.Of(objective, k, mean, standardDeviation);
        (double Weight, double[] G, double[] H)[] nodes =
        [
            .. NormalNodes.For(Objectives.Of(objective).Steepness(k) * standardDeviation).Select(node => (
                node.Weight, ScoreFunction.Normal(objective, k, mean, standardDeviation, node.At), control.Centred(node.At))),
        ];
        double Variance(double ofControl, int i)
        {
            double covariance = nodes.Sum(node => node.Weight * (node.G[i] - gradient[i]) * node.H[i]);
            double best = Over(covariance, ofControl);
            double rest = nodes.Sum(node => node.Weight * Square(node.G[i] - gradient[i] - (best * node.H[i])));
            double product = nodes.Sum(node => node.Weight * Square((node.G[i] * node.H[i]) - covariance));
            return rest + Over(product / (samples - 1), ofControl);
        }

        return new GradientMoments(gradient, [.. control.Variance().Select(Variance)]);
    }

    private static double Square(double x) => x * x;

    private static double Over(double x, double variance) => variance > 0.0 ? x / variance : 0.0;
}
