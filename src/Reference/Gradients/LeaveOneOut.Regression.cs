using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of linear regression with normal weights: f is the log weight <c>ln p(theta, y) - ln q(theta)</c>.</content>
public static partial class LeaveOneOut
{
    /// <summary>One call of the estimator on given noise e, a row of it for each sample <c>theta = m + s e</c>.</summary>
    /// <remarks>
    /// Formula: as for the normal, with the scores <c>e_j / s_j</c> and <c>(e_j^2 - 1) / s_j</c> and f that of the score function.
    /// </remarks>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <param name="noise">Standard normal e, shape [K, D], K at least 2.</param>
    /// <returns>The gradient by (mean, standardDeviation) of the weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or a number breaks its rule.</exception>
    public static double[] Regression(
        double[][] design,
        double[] targets,
        double noiseDeviation,
        double priorDeviation,
        double[] means,
        double[] standardDeviations,
        int coordinate,
        double[] noise)
    {
        var regression = RegressionObjective.At(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate);
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, Math.Max(2, noise.Length / regression.Weights) * regression.Weights, nameof(noise));
        return Call(regression, noise);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation) of the weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or a number breaks its rule.</exception>
    public static double[] RegressionReplicate(
        double[][] design,
        double[] targets,
        double noiseDeviation,
        double priorDeviation,
        double[] means,
        double[] standardDeviations,
        int coordinate,
        int samples,
        PhiloxKey key,
        uint replicate)
    {
        Guard.AtLeast(samples, 2);
        var regression = RegressionObjective.At(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate);
        return ReplicateNoise.OfNormals(key, samples * regression.Weights, replicate, noise => Call(regression, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation) of the weight, powers 1 to 4.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or a number breaks its rule.</exception>
    public static double[] RegressionBlock(
        double[][] design,
        double[] targets,
        double noiseDeviation,
        double priorDeviation,
        double[] means,
        double[] standardDeviations,
        int coordinate,
        int samples,
        PhiloxKey key,
        uint block)
    {
        Guard.AtLeast(samples, 2);
        var regression = RegressionObjective.At(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate);
        return ReplicateNoise.PowerSumsOfNormals(key, samples * regression.Weights, block, regression.Gradient, noise => Call(regression, noise));
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: as for the normal. About its mean f has the variances of the score function with <c>d = -A_jj</c>;
    /// <c>Var f = sum_k s_k^2 b_k^2 + 2 sum_kl A_kl^2</c>, and the scores vary by <c>1 / s_j^2</c> and <c>2 / s_j^2</c>.
    /// </remarks>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation) of the weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or a number breaks its rule.</exception>
    public static GradientMoments RegressionMoments(
        double[][] design,
        double[] targets,
        double noiseDeviation,
        double priorDeviation,
        double[] means,
        double[] standardDeviations,
        int coordinate,
        int samples)
    {
        Guard.AtLeast(samples, 2);
        var regression = RegressionObjective.At(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate);
        double[] gradient = regression.Gradient;
        double[] centred = regression.ScoreVariances(-regression.Own());
        double spread = regression.Variance() / regression.Deviation / regression.Deviation;
        return new GradientMoments(
            gradient,
            [Variance(samples, centred[0], spread, gradient[0]), Variance(samples, centred[1], 2.0 * spread, gradient[1])]);
    }

    private static double[] Call(RegressionObjective regression, double[] noise)
    {
        double[][] samples = [.. noise.Chunk(regression.Weights)];
        double[] f = [.. samples.Select(regression.LogWeight)];
        double[] own = [.. samples.Select(e => e[regression.Coordinate])];
        return
        [
            Estimate(f, [.. own.Select(e => e / regression.Deviation)]),
            Estimate(f, [.. own.Select(e => ((e * e) - 1.0) / regression.Deviation)]),
        ];
    }
}
