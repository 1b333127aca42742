using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>The score function for two nodes in a chain.</content>
public static partial class ScoreFunctionKernels
{
    /// <summary>The estimator for the chain at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">The first node's logit.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0.</param>
    /// <param name="coupling">What a one of the first node adds to it.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler Chain(float target, float firstLogit, float secondLogit, float coupling) =>
        ChainHosts<ChainScoreFunction>.Sampler(target, firstLogit, secondLogit, coupling);

    /// <summary>One call of the estimator for the chain on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="coupling">Shape [N].</param>
    /// <param name="uniforms">Shape [N, 2].</param>
    /// <param name="gradient">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Chain(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> uniforms,
        ArrayView<float> gradient) =>
        ChainHosts<ChainScoreFunction>.Launch(device, target, firstLogit, secondLogit, coupling, uniforms, gradient);

    /// <summary>Exact gradient and variance of one call for the chain for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="coupling">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written.</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ChainMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        ChainPoints.Launch<ChainScoreFunction, ChainGradient>(device, target, firstLogit, secondLogit, coupling, gradient, variance);
}
