using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Reparametrised rejection sampling on a device.</summary>
public static class RejectionPathwiseKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="shape">The shape, finite and at least 1.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientSampler Gamma(float shape, float rate)
    {
        DeviceGuard.Within(shape, 1f, float.MaxValue, nameof(shape));
        return GammaCalls<GammaRejectionPath>.Sampler(shape, rate);
    }

    /// <summary>One call of the estimator on given accepted noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N], at least 1.</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="noise">Accepted standard normal numbers, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (shape, rate).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Gamma(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> noise, ArrayView<float> gradient) =>
        GammaCalls<GammaRejectionPath>.Launch(device, shape, rate, noise, gradient);

    /// <summary>Exact gradient, and variance of one call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N], at least 1.</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (shape, rate).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void GammaMoments(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> gradient, ArrayView<float> variance) =>
        GammaPoints<GammaPathVariance<GammaRejectionPath>>.Launch(device, shape, rate, gradient, variance);
}

/// <summary>The path of the accepted proposal and the score of the noise that was accepted: in double, rounded once.</summary>
internal readonly struct GammaRejectionPath : IGammaEstimator, IGammaPath
{
    public static float Lift => 0f;

    public static int Numbers => 1;

    /// <summary>The square of 1 / (1 + t).</summary>
    public static double Growth => 2.0 / 3.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GammaNoise Given(float first, float second) => new(first, 0f, 0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(GammaProblem problem, GammaNoise noise) =>
        new((float)ByShape(DeviceAcceptedStep.OfNoise(problem, noise.Normal)), problem.ByRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SquareAbout(GammaProblem problem, double logDraw, double mean)
    {
        double off = ByShape(DeviceAcceptedStep.OfDraw(problem, logDraw)) - mean;
        return off * off;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ByShape(DeviceAcceptedStep step) => step.Path + (step.F * step.Score);
}
