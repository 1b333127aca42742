using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of linear regression with normal weights: the divergence from the prior in closed form.</content>
public static partial class LocalWeightNoise
{
    /// <summary>One call of the estimator on given noise z of the pre-activations: <c>a_n = x_n^T m + sqrt(v_n) z_n</c>,
    /// <c>v_n = sum_k x_nk^2 s_k^2</c>.</summary>
    /// <remarks>
    /// Formula: <c>sum_n x_nj (y_n - a_n) / sigma^2 - m_j / priorDeviation^2</c>,
    /// <c>sum_n x_nj^2 s_j (y_n - a_n) z_n / (sigma^2 sqrt(v_n)) + 1 / s_j - s_j / priorDeviation^2</c>; an example of zeros adds nothing.
    /// </remarks>
    /// <param name="design">x, shape [N, D], finite.</param>
    /// <param name="targets">y, shape [N], finite.</param>
    /// <param name="noiseDeviation">The targets' standard deviation sigma, positive and finite.</param>
    /// <param name="priorDeviation">The prior's standard deviation, positive and finite.</param>
    /// <param name="means">The weights' means m under q, shape [D], finite.</param>
    /// <param name="standardDeviations">Their standard deviations s under q, shape [D], positive and finite.</param>
    /// <param name="coordinate">The weight j that the gradient is by, from 0 to D - 1.</param>
    /// <param name="noise">Standard normal z, shape [N].</param>
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
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, regression.Examples, nameof(noise));
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
        return ReplicateNoise.OfNormals(key, regression.Examples, replicate, noise => Call(regression, noise));
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
        return ReplicateNoise.PowerSumsOfNormals(key, regression.Examples, block, regression.Gradient, noise => Call(regression, noise));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: <c>Var = sum_n x_nj^2 v_n / sigma^4</c>, <c>sum_n x_nj^4 s_j^2 ((x_n^T m - y_n)^2 / v_n + 2) / sigma^4</c>. By the mean the
    /// weights' own noise, <see cref="AnalyticKullbackLeibler"/>, adds what examples have in common, <c>sum_k x_nk x_ik s_k^2</c> for
    /// every pair n, i of them: that may be more or less than nothing.
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
        (double deviation, double byMean, double byDeviation) = (regression.Deviation, 0.0, 0.0);
        for (int n = 0; n < regression.Examples; n++)
        {
            (double distance, double spread) = regression.Activation(n);
            double x = regression.Input(n);
            double perNoise = OverSpread(x * x * deviation, spread) * distance;
            byMean += x * spread * (x * spread);
            byDeviation += (perNoise * perNoise) + (2.0 * x * x * deviation * (x * x * deviation));
        }

        return new GradientMoments(regression.Gradient, [byMean, byDeviation]);
    }

    private static double[] Call(RegressionObjective regression, double[] noise)
    {
        (double mean, double deviation, double precision) = (regression.Mean, regression.Deviation, regression.PriorPrecision);
        (double byMean, double byDeviation) = (-precision * mean, (1.0 / deviation) - (precision * deviation));
        for (int n = 0; n < regression.Examples; n++)
        {
            (double distance, double spread) = regression.Activation(n);
            double x = regression.Input(n);
            double rest = -(distance + (spread * noise[n])); // (y_n - a_n) / sigma
            byMean += rest * x;
            byDeviation += rest * noise[n] * OverSpread(x * x * deviation, spread);
        }

        return [byMean, byDeviation];
    }

    // 0 where an input of zeros makes both 0.
    private static double OverSpread(double square, double spread) => spread > 0.0 ? square / spread : 0.0;
}
