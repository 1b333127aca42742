using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Augment-REINFORCE-swap-merge on a device.</summary>
public static class AugmentReinforceSwapMergeKernels
{
    /// <summary>The estimator for three categories at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">Logit of the first category.</param>
    /// <param name="secondLogit">Logit of the second category; the third's is 0.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler Categorical(float target, float firstLogit, float secondLogit) =>
        CategoricalHosts<CategoricalSwapMerge>.Sampler(target, firstLogit, secondLogit, 2);

    /// <summary>One call of the estimator for three categories on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="firstLogit">Shape [N].</param>
    /// <param name="secondLogit">Shape [N].</param>
    /// <param name="uniforms">Shape [N, 2].</param>
    /// <param name="gradient">Shape [N, 2], written: (first logit, second logit).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Categorical(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> uniforms,
        ArrayView<float> gradient) =>
        CategoricalHosts<CategoricalSwapMerge>.Launch(device, target, firstLogit, secondLogit, 2, uniforms, gradient);

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
        public static DeviceGradient Of(CategoricalProblem problem, DeviceGradient gradient, int samples) =>
            SwapCells.Variance(problem, gradient);
    }
}

/// <summary>The category of three spacings, and of each swap of two.</summary>
internal readonly struct SwappedCategories(int same, int firstSecond, int firstThird, int secondThird)
{
    public readonly int Same = same;
    public readonly int FirstSecond = firstSecond;
    public readonly int FirstThird = firstThird;
    public readonly int SecondThird = secondThird;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SwappedCategories Of(CategoricalProblem p, double x, double y, double z) =>
        new(Least(p, x, y, z), Least(p, y, x, z), Least(p, z, y, x), Least(p, x, z, y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Least(CategoricalProblem p, double x, double y, double z)
    {
        double first = x * p.FirstWeight;
        double second = y * p.SecondWeight;
        double third = z * p.ThirdWeight;
        int later = second <= third ? 1 : 2;
        return first <= second & first <= third ? 0 : later;
    }
}

/// <summary>The gradient of the spacings that two uniform numbers leave; the first number waits for the second.</summary>
internal readonly struct CategoricalSwapMerge(float drawn, float first, float second) :
    IEstimator<CategoricalSwapMerge, CategoricalProblem>
{
    private const float Third = 0.333333343f;

    private readonly float _drawn = drawn;
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalSwapMerge Add(CategoricalSwapMerge call, CategoricalProblem problem, float noise, int sample) =>
        sample == 0 ? new(noise, noise, 0f) : OfNumbers(problem, call._drawn, noise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(CategoricalSwapMerge call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(CategoricalSwapMerge call, CategoricalProblem problem, int samples) =>
        new(call._first, call._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CategoricalSwapMerge OfNumbers(CategoricalProblem p, float drawn, float noise)
    {
        float low = drawn < noise ? drawn : noise;
        float high = drawn < noise ? noise : drawn;
        SwappedCategories z = SwappedCategories.Of(p, low, high - low, 1f - high);
        float same = Less(p, z.Same);
        float firstSecond = Less(p, z.FirstSecond);
        float firstThird = Less(p, z.FirstThird);
        float secondThird = Less(p, z.SecondThird);
        float meanOfFirst = (same + firstSecond + firstThird) * Third;
        float meanOfSecond = (firstSecond + same + secondThird) * Third;
        float meanOfThird = (firstThird + secondThird + same) * Third;
        float offFirst = Third - low;
        float offSecond = Third - (high - low);
        float offThird = Third - (1f - high);
        return new CategoricalSwapMerge(
            drawn,
            ((same - meanOfFirst) * offFirst) + ((firstSecond - meanOfSecond) * offSecond) + ((firstThird - meanOfThird) * offThird),
            ((firstSecond - meanOfFirst) * offFirst) + ((same - meanOfSecond) * offSecond) + ((secondThird - meanOfThird) * offThird));
    }

    // f less that of the second category.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Less(CategoricalProblem p, int category)
    {
        float later = category == 1 ? 0f : p.ThirdLess;
        return category == 0 ? p.FirstLess : later;
    }
}
