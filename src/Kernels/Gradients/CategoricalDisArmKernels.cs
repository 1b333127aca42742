using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>DisARM for categories by breaking a stick, on a device.</summary>
public static class CategoricalDisArmKernels
{
    /// <summary>The estimator for three categories at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">Logit of the first category.</param>
    /// <param name="secondLogit">Logit of the second category; the third's is 0.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler Categorical(float target, float firstLogit, float secondLogit) =>
        CategoricalHosts<CategoricalDisArmCall>.Sampler(target, firstLogit, secondLogit, 2);

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
        CategoricalHosts<CategoricalDisArmCall>.Launch(device, target, firstLogit, secondLogit, 2, uniforms, gradient);

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
        // Nine pairs of draws: a stick's two draws differ one way, the other way, or are both the likelier one.
        public static DeviceGradient Of(CategoricalProblem problem, DeviceGradient gradient, int samples)
        {
            float first = 0f;
            float second = 0f;
            for (int ofFirst = 0; ofFirst < 3; ofFirst++)
            {
                for (int ofSecond = 0; ofSecond < 3; ofSecond++)
                {
                    StickPair stick1 = StickPair.Of(ofFirst, problem.First, problem.OthersOfFirst);
                    StickPair stick2 = StickPair.Of(ofSecond, problem.SecondOfRest, problem.ThirdOfRest);
                    DeviceGradient g = CategoricalDisArmCall.OfSticks(problem, stick1.B, stick1.C, stick2.B, stick2.C);
                    float weight = stick1.Chance * stick2.Chance;
                    first += weight * (g.First - gradient.First) * (g.First - gradient.First);
                    second += weight * (g.Second - gradient.Second) * (g.Second - gradient.Second);
                }
            }

            return new DeviceGradient(first, second);
        }
    }
}

/// <summary>The two draws of a stick, 0 or 1, and their chance.</summary>
internal readonly struct StickPair(float b, float c, float chance)
{
    public readonly float B = b;
    public readonly float C = c;
    public readonly float Chance = chance;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StickPair Of(int which, float one, float zero)
    {
        float rarer = one < zero ? one : zero;
        float likelier = one > zero ? 1f : 0f;
        float more = one < zero ? zero - one : one - zero;
        float b = which == 0 ? 1f : 0f;
        float c = which == 1 ? 1f : 0f;
        return new StickPair(which == 2 ? likelier : b, which == 2 ? likelier : c, which == 2 ? more : rarer);
    }
}

/// <summary>Two coupled categories by two sticks; the first stick's uniform number waits for the second's.</summary>
internal readonly struct CategoricalDisArmCall(float drawn, float first, float second) :
    IEstimator<CategoricalDisArmCall, CategoricalProblem>
{
    private readonly float _drawn = drawn;
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalDisArmCall Add(CategoricalDisArmCall call, CategoricalProblem problem, float noise, int sample) =>
        sample == 0 ? new(noise, noise, 0f) : OfNumbers(problem, call._drawn, noise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(CategoricalDisArmCall call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(CategoricalDisArmCall call, CategoricalProblem problem, int samples) =>
        new(call._first, call._second);

    /// <summary>The gradient of draws b and c of both sticks, 0 or 1 each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient OfSticks(CategoricalProblem p, float b1, float c1, float b2, float c2)
    {
        float ofB = b1 > 0f ? p.FirstLess : (1f - b2) * p.ThirdLess;
        float ofC = c1 > 0f ? p.FirstLess : (1f - c2) * p.ThirdLess;
        float half = 0.5f * (ofB - ofC);
        float first = half * ((b1 - c1) * Larger(p.First, p.OthersOfFirst));
        // b or c has come to the second stick where the first draws a 0; what has not come multiplies by 0.
        float alone = (b2 - p.SecondOfRest) * ((1f - b1) * c1);
        float aloneToo = (p.SecondOfRest - c2) * (b1 * (1f - c1));
        float both = (b2 - c2) * ((1f - b1) * (1f - c1)) * Larger(p.SecondOfRest, p.ThirdOfRest);
        return new DeviceGradient(first, (half * (both + (alone + aloneToo))) - (p.SecondOfRest * first));
    }

    // On the grid of the uniform numbers 1 less one is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CategoricalDisArmCall OfNumbers(CategoricalProblem p, float drawn, float noise)
    {
        DeviceGradient g = OfSticks(
            p,
            drawn < p.FirstThreshold ? 1f : 0f,
            1f - drawn < p.FirstThreshold ? 1f : 0f,
            noise < p.BesideFirst ? 1f : 0f,
            1f - noise < p.BesideFirst ? 1f : 0f);
        return new CategoricalDisArmCall(drawn, g.First, g.Second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Larger(float a, float b) => a > b ? a : b;
}
