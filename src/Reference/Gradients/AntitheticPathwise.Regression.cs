using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of the evidence lower bound of linear regression with normal weights: two of <see cref="TotalPathwise"/>'s calls.</content>
public static partial class AntitheticPathwise
{
    /// <summary>One call of the estimator on given noise e, for <c>theta = m + s e</c> and its mirror image.</summary>
    /// <remarks>
    /// Formula: half the sum of what <see cref="TotalPathwise"/> makes of e and of -e. Slopes are linear in e, so by the mean every call is
    /// the exact gradient.
    /// </remarks>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <param name="noise">Standard normal e, shape [D].</param>
    /// <returns>The gradient by (mean, standardDeviation) of the weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
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
        return Call(regression, regression.Given(noise));
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation) of the weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] RegressionReplicate(
        double[][] design,
        double[] targets,
        double noiseDeviation,
        double priorDeviation,
        double[] means,
        double[] standardDeviations,
        int coordinate,
        PhiloxKey key,
        uint replicate)
    {
        var regression = RegressionObjective.At(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate);
        return ReplicateNoise.OfNormals(key, regression.Weights, replicate, noise => Call(regression, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation) of the weight, powers 1 to 4.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] RegressionBlock(
        double[][] design,
        double[] targets,
        double noiseDeviation,
        double priorDeviation,
        double[] means,
        double[] standardDeviations,
        int coordinate,
        PhiloxKey key,
        uint block)
    {
        var regression = RegressionObjective.At(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate);
        return ReplicateNoise.PowerSumsOfNormals(key, regression.Weights, block, regression.Gradient, noise => Call(regression, noise));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: <c>Var = 0</c>, <c>2 P_jj^2 s_j^2 + sum_(k != j) P_jk^2 s_k^2</c>: that of <see cref="TotalPathwise"/> without b_j^2. Two
    /// independent calls halve all three; by the standard deviation the pair is better only where b_j^2 is more than the other two.
    /// </remarks>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation) of the weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static GradientMoments RegressionMoments(
        double[][] design,
        double[] targets,
        double noiseDeviation,
        double priorDeviation,
        double[] means,
        double[] standardDeviations,
        int coordinate)
    {
        var regression = RegressionObjective.At(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate);
        GradientMoments path = regression.MomentsOfPath(constant: 0.0, regression.Fall);
        return path with { Variance = [0.0, path.Variance[1]] };
    }

    private static double[] Call(RegressionObjective regression, double[] noise)
    {
        double plus = regression.JointSlope(noise);
        double minus = regression.JointSlope(Array.ConvertAll(noise, e => -e));
        return [0.5 * (plus + minus), (0.5 * (plus - minus) * noise[regression.Coordinate]) + (1.0 / regression.Deviation)];
    }
}
