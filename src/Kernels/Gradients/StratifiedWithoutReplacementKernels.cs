using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The stratified draw without replacement on a device.</summary>
public static class StratifiedWithoutReplacementKernels
{
    /// <summary>The estimator for three categories at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">Logit of the first category.</param>
    /// <param name="secondLogit">Logit of the second category; the third's is 0.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler Categorical(float target, float firstLogit, float secondLogit) =>
        CategoricalHosts<CategoricalStratified>.Sampler(target, firstLogit, secondLogit, 1);

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
        CategoricalHosts<CategoricalStratified>.Launch(device, target, firstLogit, secondLogit, 1, uniforms, gradient);

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
        public static DeviceGradient Of(CategoricalProblem problem, DeviceGradient gradient, int samples)
        {
            CategoricalTerms first = CategoricalTerms.ByFirst(problem).Counted(problem);
            CategoricalTerms second = CategoricalTerms.BySecond(problem).Counted(problem);
            return new DeviceGradient(
                first.Spread(problem.LeftFirst, problem.LeftSecond, problem.LeftThird),
                second.Spread(problem.LeftFirst, problem.LeftSecond, problem.LeftThird));
        }
    }
}

/// <summary>The two categories that a uniform number does not leave out, each by what it counts.</summary>
internal readonly struct CategoricalStratified(float first, float second) :
    IEstimator<CategoricalStratified, CategoricalProblem>
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalStratified Add(CategoricalStratified call, CategoricalProblem problem, float noise, int sample)
    {
        bool withoutThird = noise < problem.LeavesThird;
        bool withFirst = noise < problem.LeavesSecond;
        bool withoutSecond = withFirst & !withoutThird;
        float ofFirst = withFirst ? 1f : 0f;
        float ofSecond = withoutSecond ? 0f : 1f;
        float ofThird = withoutThird ? 0f : 1f;
        return new CategoricalStratified(
            CategoricalTerms.ByFirst(problem).Counted(problem).Sum(ofFirst, ofSecond, ofThird),
            CategoricalTerms.BySecond(problem).Counted(problem).Sum(ofFirst, ofSecond, ofThird));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(CategoricalStratified call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(CategoricalStratified call, CategoricalProblem problem, int samples) =>
        new(call._first, call._second);
}
