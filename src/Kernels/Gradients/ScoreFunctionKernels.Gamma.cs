using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>For a gamma law, with f(x) = ln x.</content>
public static partial class ScoreFunctionKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientSampler Gamma(float shape, float rate) => GammaCalls<GammaScoreFunction>.Sampler(shape, rate);

    /// <summary>One call of the estimator on a given draw for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="logDraw">Logarithms of draws of rate 1, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (shape, rate).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Gamma(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> logDraw, ArrayView<float> gradient) =>
        GammaCalls<GammaScoreFunction>.Launch(device, shape, rate, logDraw, gradient);

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (shape, rate).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void GammaMoments(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> gradient, ArrayView<float> variance) =>
        GammaPoints<GammaScoreVariance>.Launch(device, shape, rate, gradient, variance);

    // With c = E f and cumulants k of f: k4 + 2 k2^2 + 2 c k3 + c^2 k2, and (a k2 + 1 + 2 c + a c^2) / rate^2.
    private readonly struct GammaScoreVariance : IGammaVariance
    {
        public static float Lift => 0f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of(GammaProblem problem, double trigamma)
        {
            double c = problem.Digamma - problem.LogRate;
            double third = DevicePolygamma.Value(2, problem.Shape);
            double fourth = DevicePolygamma.Value(3, problem.Shape);
            double byShape = fourth + (2.0 * trigamma * trigamma) + (c * ((2.0 * third) + (c * trigamma)));
            double byRate = (problem.Shape * (trigamma + (c * c))) + 1.0 + (2.0 * c);
            return new DeviceGradient((float)byShape, (float)(byRate * problem.ByRate * problem.ByRate));
        }
    }
}

/// <summary>f times the score, of a draw's logarithm.</summary>
internal readonly struct GammaScoreFunction : IGammaEstimator
{
    public static float Lift => 0f;

    public static int Numbers => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GammaNoise Given(float first, float second) => new(0f, first, 0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(GammaProblem problem, GammaNoise noise)
    {
        float f = noise.LogDraw - (float)problem.LogRate;
        return new DeviceGradient(
            f * (noise.LogDraw - (float)problem.Digamma),
            f * ((DeviceMath.Exp(noise.LogDraw) - (float)problem.Shape) * problem.ByRate));
    }
}
