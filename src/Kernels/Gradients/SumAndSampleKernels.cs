using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Sum and sample on a device.</summary>
public static class SumAndSampleKernels
{
    /// <summary>The estimator for three categories at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="firstLogit">Logit of the first category.</param>
    /// <param name="secondLogit">Logit of the second category; the third's is 0.</param>
    /// <returns>The sampler; its draws are those of chances in full precision.</returns>
    public static GradientSampler Categorical(float target, float firstLogit, float secondLogit) =>
        CategoricalHosts<CategoricalSumAndSample>.Sampler(target, firstLogit, secondLogit, 1);

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
        CategoricalHosts<CategoricalSumAndSample>.Launch(device, target, firstLogit, secondLogit, 1, uniforms, gradient);

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
            float odds = problem.OfLikeliest(
                problem.Second * problem.Third, problem.First * problem.Third, problem.First * problem.Second);
            float first = CategoricalTerms.ByFirst(problem).DifferenceOfOthers(problem);
            float second = CategoricalTerms.BySecond(problem).DifferenceOfOthers(problem);
            return new DeviceGradient(odds * first * first, odds * second * second);
        }
    }
}

/// <summary>The score function's calls of the three categories, by one logit.</summary>
internal readonly struct CategoricalTerms(float first, float second, float third)
{
    private readonly float _first = first;
    private readonly float _second = second;
    private readonly float _third = third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalTerms ByFirst(CategoricalProblem p) =>
        new(p.OfFirst * p.OthersOfFirst, -p.OfSecond * p.First, -p.OfThird * p.First);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalTerms BySecond(CategoricalProblem p) =>
        new(-p.OfFirst * p.Second, p.OfSecond * p.OthersOfSecond, -p.OfThird * p.Second);

    /// <summary>The likeliest category's call in full, and that of another for the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float SumAndSample(CategoricalProblem p, bool lower)
    {
        float summed = p.OfLikeliest(p.First * _first, p.Second * _second, p.Third * _third);
        float others = p.OfLikeliest(p.OthersOfFirst, p.OthersOfSecond, p.OthersOfThird);
        return summed + (others * (lower ? LowerOther(p) : UpperOther(p)));
    }

    /// <summary>The calls of the two categories that are drawn from, one less the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float DifferenceOfOthers(CategoricalProblem p) => LowerOther(p) - UpperOther(p);

    /// <summary>Each by what it counts in a draw of two without replacement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CategoricalTerms Counted(CategoricalProblem p)
    {
        float ofFirst = p.Likeliest == 0 ? p.CountOfLikeliest : p.CountOfOthers;
        float ofSecond = p.Likeliest == 1 ? p.CountOfLikeliest : p.CountOfOthers;
        float ofThird = p.Likeliest == 2 ? p.CountOfLikeliest : p.CountOfOthers;
        return new CategoricalTerms(ofFirst * _first, ofSecond * _second, ofThird * _third);
    }

    /// <summary>Their sum, each multiplied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum(float ofFirst, float ofSecond, float ofThird) =>
        (ofFirst * _first) + (ofSecond * _second) + (ofThird * _third);

    /// <summary>The variance of a number that is each with a chance, or of a sum that lacks it: by their differences.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Spread(float ofFirst, float ofSecond, float ofThird)
    {
        float firstSecond = _first - _second;
        float firstThird = _first - _third;
        float secondThird = _second - _third;
        return (ofFirst * ofSecond * firstSecond * firstSecond)
            + (ofFirst * ofThird * firstThird * firstThird)
            + (ofSecond * ofThird * secondThird * secondThird);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float LowerOther(CategoricalProblem p) => p.OfLikeliest(_second, _first, _first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float UpperOther(CategoricalProblem p) => p.OfLikeliest(_third, _third, _second);
}

/// <summary>The likeliest category, and the one that a uniform number draws of the others.</summary>
internal readonly struct CategoricalSumAndSample(float first, float second) :
    IEstimator<CategoricalSumAndSample, CategoricalProblem>
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalSumAndSample Add(CategoricalSumAndSample call, CategoricalProblem problem, float noise, int sample) =>
        OfOther(problem, noise < problem.OfLikeliest(problem.BesideFirst, problem.BesideSecond, problem.BesideThird));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(CategoricalSumAndSample call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(CategoricalSumAndSample call, CategoricalProblem problem, int samples) =>
        new(call._first, call._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CategoricalSumAndSample OfOther(CategoricalProblem p, bool lower) => new(
        CategoricalTerms.ByFirst(p).SumAndSample(p, lower), CategoricalTerms.BySecond(p).SumAndSample(p, lower));
}
