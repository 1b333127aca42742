using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>One draw of the weights for a minibatch: two weights and two examples on a device.</summary>
public static class SharedWeightNoiseKernels
{
    /// <summary>The estimator for one layer, ready to draw from.</summary>
    /// <param name="inputs">Two examples of two inputs.</param>
    /// <param name="targets">Two.</param>
    /// <param name="means">The two weights' means.</param>
    /// <param name="standardDeviations">Their standard deviations.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static GradientSampler Layer(float[][] inputs, float[] targets, float[] means, float[] standardDeviations) =>
        GradientSampler.Of<LayerShared, LayerProblem>(LayerProblem.Of(inputs, targets, means, standardDeviations), 2);

    /// <summary>One call of the estimator on given noise for every layer.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="inputs">Shape [N, 2, 2]: each layer's examples, two inputs each.</param>
    /// <param name="targets">Shape [N, 2].</param>
    /// <param name="means">The weights' means, shape [N, 2].</param>
    /// <param name="standardDeviations">The weights' standard deviations, shape [N, 2].</param>
    /// <param name="noise">Standard normal numbers, shape [N, 2].</param>
    /// <param name="gradient">Shape [N, 2], written: by (mean, variance) of the first weight.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Layer(
        Device device,
        ArrayView<float> inputs,
        ArrayView<float> targets,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        ArrayView<float> noise,
        ArrayView<float> gradient) =>
        new LayerBatch(device, inputs, targets, means, standardDeviations).LaunchCall<LayerShared>(2, noise, gradient);

    /// <summary>Exact gradient and variance of one call for every layer.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="inputs">Shape [N, 2, 2]: each layer's examples, two inputs each.</param>
    /// <param name="targets">Shape [N, 2].</param>
    /// <param name="means">The weights' means, shape [N, 2].</param>
    /// <param name="standardDeviations">The weights' standard deviations, shape [N, 2].</param>
    /// <param name="gradient">Shape [N, 2], written: by (mean, variance) of the first weight.</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LayerMoments(
        Device device,
        ArrayView<float> inputs,
        ArrayView<float> targets,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        new LayerBatch(device, inputs, targets, means, standardDeviations).LaunchMoments<Variance>(gradient, variance);

    private readonly struct Variance : ILayerVariance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of(LayerProblem problem)
        {
            float constant = problem.Constant0 + problem.Constant1;
            float first = problem.First0 + problem.First1;
            float second = problem.Second0 + problem.Second1;
            float byMean = (first * first) + (second * second);
            float byVariance = (constant * constant) + (byMean + (first * first));
            return new DeviceGradient(byMean, byVariance * (problem.PerVariance * problem.PerVariance));
        }
    }
}
