using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Reparametrised rejection sampling with one step of shape augmentation on a device.</summary>
public static class AugmentedRejectionPathwiseKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientSampler Gamma(float shape, float rate) => GammaCalls<GammaAugmentedPath>.Sampler(shape, rate);

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="noise">Accepted normal numbers and logarithms of uniform ones, shape [N, 2].</param>
    /// <param name="gradient">Shape [N, 2], written: (shape, rate).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Gamma(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> noise, ArrayView<float> gradient) =>
        GammaCalls<GammaAugmentedPath>.Launch(device, shape, rate, noise, gradient);

    /// <summary>Exact gradient, and variance of one call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (shape, rate).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void GammaMoments(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> gradient, ArrayView<float> variance) =>
        GammaPoints<GammaPathVariance<GammaAugmentedPath>>.Launch(device, shape, rate, gradient, variance);
}

/// <summary>The path of the accepted proposal of shape + 1, its noise's score, and the boost's own path: in double, rounded once.</summary>
internal readonly struct GammaAugmentedPath : IGammaEstimator, IGammaPath
{
    public static float Lift => 1f;

    public static int Numbers => 2;

    /// <summary>The square of 1 / (1 + t).</summary>
    public static double Growth => 2.0 / 3.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GammaNoise Given(float first, float second) => new(first, 0f, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(GammaProblem problem, GammaNoise noise)
    {
        DeviceAcceptedStep step = DeviceAcceptedStep.OfNoise(problem, noise.Normal);
        double boost = noise.LogBoost / problem.Shape;
        double byShape = step.Path - (boost / problem.Shape) + ((step.F + boost) * step.Score);
        return new DeviceGradient((float)byShape, problem.ByRate);
    }

    /// <summary>On average over the boost, in which a gradient is linear: an exponential number, of mean and variance 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SquareAbout(GammaProblem problem, double logDraw, double mean)
    {
        DeviceAcceptedStep step = DeviceAcceptedStep.OfDraw(problem, logDraw);
        double slope = ((1.0 / problem.Shape) - step.Score) / problem.Shape;
        double off = step.Path + (step.F * step.Score) + slope - mean;
        return (off * off) + (slope * slope);
    }
}
