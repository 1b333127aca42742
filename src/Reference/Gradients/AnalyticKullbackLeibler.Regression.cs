using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of linear regression with normal weights: the divergence from the prior in closed form.</content>
public static partial class AnalyticKullbackLeibler
{
    /// <summary>One call of the estimator on given noise e, for <c>theta = m + s e</c>.</summary>
    /// <remarks>
    /// Formula: <c>l - m_j / priorDeviation^2</c>, <c>l e_j + 1 / s_j - s_j / priorDeviation^2</c> with
    /// <c>l = d/dtheta_j ln p(y | theta) = sum_n x_nj (y_n - x_n^T theta) / sigma^2</c>; the rest is the gradient of <c>-KL(q || prior)</c>.
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
    /// Formula: with <c>G = X^T X / sigma^2</c> and <c>a = sum_n x_nj (y_n - x_n^T m) / sigma^2</c>, <c>Var = sum_k G_jk^2 s_k^2</c>,
    /// <c>a^2 + 2 G_jj^2 s_j^2 + sum_(k != j) G_jk^2 s_k^2</c>. For the mean that is always less than with the divergence estimated,
    /// <see cref="TotalPathwise"/>: the prior only adds to the diagonal of P.
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
        return regression.MomentsOfPath(regression.LikelihoodByMean, regression.LikelihoodFall);
    }

    private static double[] Call(RegressionObjective regression, double[] noise)
    {
        double slope = regression.LikelihoodSlope(noise);
        (double mean, double deviation, double precision) = (regression.Mean, regression.Deviation, regression.PriorPrecision);
        return
        [
            slope - (precision * mean),
            (slope * noise[regression.Coordinate]) + (1.0 / deviation) - (precision * deviation),
        ];
    }
}
