using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of linear regression with normal weights.</content>
public static partial class StickingTheLanding
{
    /// <summary>One call of the estimator on given noise e, for <c>theta = m + s e</c>.</summary>
    /// <remarks>
    /// Formula: <c>l</c>, <c>l e_j</c> with <c>l = d/dtheta_j (ln p(theta, y) - ln q(theta))</c>, that is
    /// <c>b_j + (1 / s_j - s_j P_jj) e_j - sum_(k != j) P_jk s_k e_k</c>; b and P are those of <see cref="TotalPathwise"/>.
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
    /// Formula: with <c>c = 1 / s_j - s_j P_jj</c>, <c>Var = c^2 + o</c>, <c>b_j^2 + 2 c^2 + o</c>, <c>o = sum_(k != j) P_jk^2 s_k^2</c>. Less
    /// than that of <see cref="TotalPathwise"/> where <c>s_j^2 &gt; 1 / (2 P_jj)</c>, more where it is less, whatever the other weights are.
    /// The best q has <c>m = mu</c>, <c>s_j^2 = 1 / P_jj</c>. Both variances are o there, and that is zero only where row j of P is zero
    /// off its diagonal: the landing sticks where q is the posterior, as independent weights are not where the posterior's are correlated.
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
        return regression.MomentsOfPath(regression.ByMean, regression.ByDeviation);
    }

    private static double[] Call(RegressionObjective regression, double[] noise)
    {
        double slope = regression.PathSlope(noise);
        return [slope, slope * noise[regression.Coordinate]];
    }
}
