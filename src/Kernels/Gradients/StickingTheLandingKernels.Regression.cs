using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>Of linear regression with normal weights.</content>
public static partial class StickingTheLandingKernels
{
    /// <summary>The estimator for one regression and one of its weights, ready to draw from.</summary>
    /// <param name="design">Examples of the same number of inputs: at most four of at most eight.</param>
    /// <param name="targets">One an example.</param>
    /// <param name="noiseDeviation">The targets' standard deviation.</param>
    /// <param name="priorDeviation">The prior's standard deviation.</param>
    /// <param name="means">The weights' means.</param>
    /// <param name="standardDeviations">Their standard deviations.</param>
    /// <param name="coordinate">The weight that the gradient is by.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too many examples or weights, or no weight is the coordinate.</exception>
    public static GradientSampler Regression(
        float[][] design,
        float[] targets,
        float noiseDeviation,
        float priorDeviation,
        float[] means,
        float[] standardDeviations,
        int coordinate) =>
        RegressionBatch.OfWeights<RegressionCall<RegressionStickingTheLanding>>(
            design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate, 1);

    /// <summary>One call of the estimator on given noise for every regression.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="design">Shape [N, examples, weights], at most four and at most eight.</param>
    /// <param name="targets">Shape [N, examples].</param>
    /// <param name="noiseDeviation">The targets' standard deviation, shape [N].</param>
    /// <param name="priorDeviation">The prior's standard deviation, shape [N].</param>
    /// <param name="means">The weights' means, shape [N, weights].</param>
    /// <param name="standardDeviations">Their standard deviations, shape [N, weights].</param>
    /// <param name="coordinate">The weight that all gradients are by.</param>
    /// <param name="noise">Standard normal numbers, shape [N, weights].</param>
    /// <param name="gradient">Shape [N, 2], written: by (mean, standard deviation) of the weight.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too many examples or weights, or no weight is the coordinate.</exception>
    public static void Regression(
        Device device,
        ArrayView<float> design,
        ArrayView<float> targets,
        ArrayView<float> noiseDeviation,
        ArrayView<float> priorDeviation,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        int coordinate,
        ArrayView<float> noise,
        ArrayView<float> gradient) =>
        new RegressionBatch(device, design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate)
            .LaunchCall<RegressionCall<RegressionStickingTheLanding>>(1, noise, gradient);

    /// <summary>Exact gradient and variance of one call for every regression.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="design">Shape [N, examples, weights], at most four and at most eight.</param>
    /// <param name="targets">Shape [N, examples].</param>
    /// <param name="noiseDeviation">The targets' standard deviation, shape [N].</param>
    /// <param name="priorDeviation">The prior's standard deviation, shape [N].</param>
    /// <param name="means">The weights' means, shape [N, weights].</param>
    /// <param name="standardDeviations">Their standard deviations, shape [N, weights].</param>
    /// <param name="coordinate">The weight that all gradients are by.</param>
    /// <param name="gradient">Shape [N, 2], written: by (mean, standard deviation) of the weight.</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too many examples or weights, or no weight is the coordinate.</exception>
    public static void RegressionMoments(
        Device device,
        ArrayView<float> design,
        ArrayView<float> targets,
        ArrayView<float> noiseDeviation,
        ArrayView<float> priorDeviation,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        int coordinate,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        new RegressionBatch(device, design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate)
            .LaunchMoments<RegressionStickingTheLanding>(1, gradient, variance);
}
