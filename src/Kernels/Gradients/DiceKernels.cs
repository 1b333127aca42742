using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>DiCE on a device.</summary>
public static class DiceKernels
{
    /// <summary>First derivatives on given uniform numbers for every point.</summary>
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
        ChainHosts<ChainDice>.Launch(device, target, firstLogit, secondLogit, coupling, uniforms, gradient);

    /// <summary>Second derivatives for the chain at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">The first node's logit.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0.</param>
    /// <param name="coupling">What a one of the first node adds to it.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler ChainHessian(float target, float firstLogit, float secondLogit, float coupling) =>
        ChainHosts<ChainDiceHessian>.Sampler(target, firstLogit, secondLogit, coupling);

    /// <summary>Second derivatives, by the first logit twice and by both, on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="coupling">Shape [N].</param>
    /// <param name="uniforms">Shape [N, 2].</param>
    /// <param name="hessian">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ChainHessian(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> uniforms,
        ArrayView<float> hessian) =>
        ChainHosts<ChainDiceHessian>.Launch(device, target, firstLogit, secondLogit, coupling, uniforms, hessian);

    /// <summary>Exact second derivatives and the variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="coupling">Shape [N].</param>
    /// <param name="hessian">Shape [N, 2], written.</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ChainHessianMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> hessian,
        ArrayView<float> variance) =>
        ChainPoints.Launch<ChainDiceHessian, ChainCurvature>(device, target, firstLogit, secondLogit, coupling, hessian, variance);
}
