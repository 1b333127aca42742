using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Probability;
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
    /// <summary>The square of 1 / (1 + t).</summary>
    public static double Growth => 2.0 / 3.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Noise(float normal, float logDraw) => normal;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(GammaProblem problem, float noise)
    {
        double t = problem.Attempt.Scale * noise;
        return new DeviceGradient((float)OfStep(problem, t, DeviceDouble.LogOnePlus(t), 1.5 / (1.0 + t)), problem.ByRate);
    }

    /// <summary>The draw tells the step, for d (1 + t)^3 is the draw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ByShape(GammaProblem problem, double logDraw)
    {
        double logOnePlus = (logDraw - problem.Attempt.LogD) * (1.0 / 3.0);
        return OfStep(problem, DeviceDouble.ExpMinusOne(logOnePlus), logOnePlus, 1.5 * DeviceDouble.Exp(-logOnePlus));
    }

    // Rest is 3/2 / (1 + t).
    private static double OfStep(GammaProblem problem, double t, double logOnePlus, double rest)
    {
        double d = problem.Attempt.D;
        double score = problem.Attempt.LogD - (0.16666666666666666 / d) - problem.Digamma
            + (3.0 * DeviceGammaAttempt.BeyondCubic(t, logOnePlus)) + (rest * (t * t) * (t * t));
        double f = problem.Attempt.LogD + (3.0 * logOnePlus) - problem.LogRate;
        return ((1.0 - (rest * t)) / d) + (f * score);
    }
}
