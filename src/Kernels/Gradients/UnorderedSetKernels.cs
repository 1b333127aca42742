using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The unordered set estimator on a device.</summary>
public static class UnorderedSetKernels
{
    /// <summary>The estimator for three categories at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">Logit of the first category.</param>
    /// <param name="secondLogit">Logit of the second category; the third's is 0.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler Categorical(float target, float firstLogit, float secondLogit) =>
        CategoricalHosts<CategoricalUnorderedSet>.Sampler(target, firstLogit, secondLogit, 2);

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
        CategoricalHosts<CategoricalUnorderedSet>.Launch(device, target, firstLogit, secondLogit, 2, uniforms, gradient);

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
            PairGradients of = PairGradients.At(problem);
            float chance01 = problem.First * problem.Second * Inverses(problem.OthersOfFirst, problem.OthersOfSecond);
            float chance02 = problem.First * problem.Third * Inverses(problem.OthersOfFirst, problem.OthersOfThird);
            float chance12 = problem.Second * problem.Third * Inverses(problem.OthersOfSecond, problem.OthersOfThird);
            return new DeviceGradient(
                (chance01 * Square(of.FirstSecond - gradient.First))
                    + (chance02 * Square(of.FirstThird - gradient.First))
                    + (chance12 * Square(gradient.First)),
                (chance01 * Square(of.FirstSecond + gradient.Second))
                    + (chance02 * Square(gradient.Second))
                    + (chance12 * Square(of.SecondThird - gradient.Second)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static float Inverses(float a, float b) => (a + b) / (a * b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static float Square(float x) => x * x;
    }
}

/// <summary>What each pair of categories gives by the logit of its lower one; by that of its upper one it is the negative.</summary>
internal readonly struct PairGradients(float firstSecond, float firstThird, float secondThird)
{
    public readonly float FirstSecond = firstSecond;
    public readonly float FirstThird = firstThird;
    public readonly float SecondThird = secondThird;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairGradients At(CategoricalProblem p) => new(
        Weight(p.OthersOfFirst, p.OthersOfSecond) * p.FirstLess,
        Weight(p.OthersOfFirst, p.OthersOfThird) * (p.FirstLess - p.ThirdLess),
        -Weight(p.OthersOfSecond, p.OthersOfThird) * p.ThirdLess);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Weight(float othersOfA, float othersOfB) => othersOfA * othersOfB / (othersOfA + othersOfB);
}

/// <summary>The gradient of the pair that two uniform numbers draw; the first number waits for the second.</summary>
internal readonly struct CategoricalUnorderedSet(float drawn, float first, float second) :
    IEstimator<CategoricalUnorderedSet, CategoricalProblem>
{
    private readonly float _drawn = drawn;
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalUnorderedSet Add(CategoricalUnorderedSet call, CategoricalProblem problem, float noise, int sample) =>
        sample == 0 ? new(noise, noise, 0f) : OfPair(problem, call._drawn, noise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(CategoricalUnorderedSet call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(CategoricalUnorderedSet call, CategoricalProblem problem, int samples) =>
        new(call._first, call._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CategoricalUnorderedSet OfPair(CategoricalProblem p, float drawn, float other)
    {
        PairGradients of = PairGradients.At(p);
        bool lower = other < p.Pick(drawn, p.BesideFirst, p.BesideSecond, p.BesideThird);
        float firstOfLower = p.Pick(drawn, of.FirstSecond, of.FirstSecond, of.FirstThird);
        float firstOfUpper = p.Pick(drawn, of.FirstThird, 0f, 0f);
        float secondOfLower = p.Pick(drawn, -of.FirstSecond, -of.FirstSecond, 0f);
        float secondOfUpper = p.Pick(drawn, 0f, of.SecondThird, of.SecondThird);
        return new CategoricalUnorderedSet(
            drawn, lower ? firstOfLower : firstOfUpper, lower ? secondOfLower : secondOfUpper);
    }
}
