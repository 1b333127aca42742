using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Local reparametrisation: two weights and two examples on a device.</summary>
public static partial class LocalWeightNoiseKernels
{
    /// <summary>The estimator for one layer, ready to draw from.</summary>
    /// <param name="inputs">Two examples of two inputs.</param>
    /// <param name="targets">Two.</param>
    /// <param name="means">The two weights' means.</param>
    /// <param name="standardDeviations">Their standard deviations.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static GradientSampler Layer(float[][] inputs, float[] targets, float[] means, float[] standardDeviations) =>
        GradientSampler.Of<LayerLocal, LayerProblem>(LayerProblem.Of(inputs, targets, means, standardDeviations), 2);

    /// <summary>One call of the estimator on given noise for every layer.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="inputs">Shape [N, 2, 2]: each layer's examples, two inputs each.</param>
    /// <param name="targets">Shape [N, 2].</param>
    /// <param name="means">The weights' means, shape [N, 2].</param>
    /// <param name="standardDeviations">The weights' standard deviations, shape [N, 2].</param>
    /// <param name="noise">Standard normal numbers, shape [N, 2], one an example.</param>
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
        new LayerBatch(device, inputs, targets, means, standardDeviations).LaunchCall<LayerLocal>(2, noise, gradient);

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
            float square0 = problem.Spread0 * problem.Spread0;
            float square1 = problem.Spread1 * problem.Spread1;
            float product0 = (problem.Constant0 * problem.Constant0) + (2f * square0);
            float product1 = (problem.Constant1 * problem.Constant1) + (2f * square1);
            return new DeviceGradient(
                square0 + square1,
                (product0 * (problem.PerSpread0 * problem.PerSpread0)) + (product1 * (problem.PerSpread1 * problem.PerSpread1)));
        }
    }
}
