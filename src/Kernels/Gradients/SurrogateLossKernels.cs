using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The surrogate loss on a device.</summary>
public static class SurrogateLossKernels
{
    /// <summary>Second derivatives for the chain at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">The first node's logit.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0.</param>
    /// <param name="coupling">What a one of the first node adds to it.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler ChainHessian(float target, float firstLogit, float secondLogit, float coupling) =>
        ChainHosts<ChainSurrogateHessian>.Sampler(target, firstLogit, secondLogit, coupling);

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
        ChainHosts<ChainSurrogateHessian>.Launch(device, target, firstLogit, secondLogit, coupling, uniforms, hessian);

    /// <summary>Exact second derivatives, variance and mean of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="coupling">Shape [N].</param>
    /// <param name="hessian">Shape [N, 2], written.</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <param name="mean">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ChainHessianMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> hessian,
        ArrayView<float> variance,
        ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        ChainPoints.Check(target, firstLogit, secondLogit, coupling, hessian, nameof(hessian));
        DeviceGuard.Length(2 * target.Length, variance, nameof(variance));
        DeviceGuard.Length(2 * target.Length, mean, nameof(mean));
        device.Launch(MomentsOfOne, (int)target.Length, target, firstLogit, secondLogit, coupling, hessian, variance, mean);
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> hessian,
        ArrayView<float> variance,
        ArrayView<float> mean)
    {
        ChainProblem problem = ChainProblem.At(target[i], firstLogit[i], secondLogit[i], coupling[i]);
        float first = 0f;
        for (int outcome = 0; outcome < 4; outcome++)
        {
            ChainDraw draw = ChainDraw.Of(problem, outcome >> 1, outcome & 1);
            first += draw.Chance * ChainSurrogateHessian.Of(draw).First;
        }

        DeviceGradient exact = ChainCurvature.Of(problem);
        DeviceGradient v = ChainPoints.Spread<ChainSurrogateHessian>(problem, new DeviceGradient(first, 0f));
        hessian[2 * i] = exact.First;
        hessian[(2 * i) + 1] = exact.Second;
        variance[2 * i] = v.First;
        variance[(2 * i) + 1] = v.Second;
        mean[2 * i] = first;
        mean[(2 * i) + 1] = 0f;
    }
}
