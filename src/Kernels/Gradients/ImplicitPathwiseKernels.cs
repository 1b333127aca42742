using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Implicit reparametrisation on a device.</summary>
public static class ImplicitPathwiseKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientSampler Gamma(float shape, float rate) => GammaCalls<GammaImplicitPath>.Sampler(shape, rate);

    /// <summary>One call of the estimator on a given draw for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="logDraw">Logarithms of draws of rate 1, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (shape, rate).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Gamma(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> logDraw, ArrayView<float> gradient) =>
        GammaCalls<GammaImplicitPath>.Launch(device, shape, rate, logDraw, gradient);

    /// <summary>Exact gradient, and variance of one call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (shape, rate).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void GammaMoments(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> gradient, ArrayView<float> variance) =>
        GammaPoints<GammaPathVariance<GammaImplicitPath>>.Launch(device, shape, rate, gradient, variance);
}

/// <summary>How the logarithm of a draw moves with the shape where its probability stays: in double, rounded once.</summary>
internal readonly struct GammaImplicitPath : IGammaEstimator, IGammaPath
{
    public static float Lift => 0f;

    public static int Numbers => 1;

    public static double Growth => 0.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GammaNoise Given(float first, float second) => new(0f, first, 0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(GammaProblem problem, GammaNoise noise) =>
        new((float)DeviceIncompleteGammaByShape.LogQuantile(problem.Shape, noise.LogDraw), problem.ByRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SquareAbout(GammaProblem problem, double logDraw, double mean)
    {
        double off = DeviceIncompleteGammaByShape.LogQuantile(problem.Shape, logDraw) - mean;
        return off * off;
    }
}
