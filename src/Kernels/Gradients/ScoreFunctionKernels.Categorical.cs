using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>The score function for three categories.</content>
public static partial class ScoreFunctionKernels
{
    /// <summary>The estimator for three categories at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">Logit of the first category.</param>
    /// <param name="secondLogit">Logit of the second category; the third's is 0.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler Categorical(float target, float firstLogit, float secondLogit) =>
        CategoricalHosts<CategoricalScoreFunction>.Sampler(target, firstLogit, secondLogit, 1);

    /// <summary>One call of the estimator for three categories on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="uniforms">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (first logit, second logit).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Categorical(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> uniforms,
        ArrayView<float> gradient) =>
        CategoricalHosts<CategoricalScoreFunction>.Launch(device, target, firstLogit, secondLogit, 1, uniforms, gradient);

    /// <summary>Exact gradient and variance of one call for three categories for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (first logit, second logit).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void CategoricalMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        CategoricalPoints.Launch<CategoricalVariance>(device, target, firstLogit, secondLogit, 1, gradient, variance);

    private readonly struct CategoricalVariance : ICategoricalVariance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of(CategoricalProblem problem, DeviceGradient gradient, int samples) => new(
            CategoricalGradient.Spread(
                problem,
                problem.OfFirst * problem.OthersOfFirst,
                -problem.OfSecond * problem.First,
                -problem.OfThird * problem.First,
                gradient.First),
            CategoricalGradient.Spread(
                problem,
                -problem.OfFirst * problem.Second,
                problem.OfSecond * problem.OthersOfSecond,
                -problem.OfThird * problem.Second,
                gradient.Second));
    }
}
