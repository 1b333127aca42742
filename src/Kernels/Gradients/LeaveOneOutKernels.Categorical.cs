using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>Leave-one-out for three categories.</content>
public static partial class LeaveOneOutKernels
{
    /// <summary>The estimator for three categories at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">Logit of the first category.</param>
    /// <param name="secondLogit">Logit of the second category; the third's is 0.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler Categorical(float target, float firstLogit, float secondLogit, int samples)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return CategoricalHosts<CategoricalLeaveOneOut>.Sampler(target, firstLogit, secondLogit, samples);
    }

    /// <summary>One call of the estimator for three categories on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="uniforms">Shape [N, samples].</param>
    /// <param name="gradient">Shape [N, 2], written: (first logit, second logit).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void Categorical(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        CategoricalHosts<CategoricalLeaveOneOut>.Launch(device, target, firstLogit, secondLogit, samples, uniforms, gradient);
    }

    /// <summary>Exact gradient and variance of one call for three categories for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N, 2], written: (first logit, second logit).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void CategoricalMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        CategoricalPoints.Launch<CategoricalVariance>(device, target, firstLogit, secondLogit, samples, gradient, variance);
    }

    private readonly struct CategoricalVariance : ICategoricalVariance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of(CategoricalProblem problem, DeviceGradient gradient, int samples)
        {
            float first = CategoricalGradient.FirstCentred(problem);
            float second = CategoricalGradient.SecondCentred(problem);
            float third = CategoricalGradient.ThirdCentred(problem);
            float spread = CategoricalGradient.Spread(problem, first, second, third, 0f);
            float byFirst = CategoricalGradient.Spread(
                problem, first * problem.OthersOfFirst, -second * problem.First, -third * problem.First, gradient.First);
            float bySecond = CategoricalGradient.Spread(
                problem, -first * problem.Second, second * problem.OthersOfSecond, -third * problem.Second, gradient.Second);
            return new DeviceGradient(
                OfSamples(byFirst, spread * problem.First * problem.OthersOfFirst, gradient.First, samples),
                OfSamples(bySecond, spread * problem.Second * problem.OthersOfSecond, gradient.Second, samples));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static float OfSamples(float centred, float product, float g, int samples) =>
            (centred + ((product + (g * g)) / (samples - 1))) / samples;
    }
}
