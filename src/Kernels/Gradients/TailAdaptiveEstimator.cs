using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// <c>sum l_i / (r_i H)</c>, <c>sum l_i e_i / (r_i H)</c>, l the slopes of the log weights and r the weights' ranks. A call keeps its
/// noise, that of the largest weight first: each sample that comes moves what is below it one place on.
/// </summary>
internal readonly struct BoundTailAdaptive(float e0, float e1, float e2, float e3, float e4, float e5, float e6, float e7) :
    IEstimator<BoundTailAdaptive, ElboProblem>
{
    /// <summary>The places.</summary>
    public const int MostSamples = 8;

    private readonly float _e0 = e0;
    private readonly float _e1 = e1;
    private readonly float _e2 = e2;
    private readonly float _e3 = e3;
    private readonly float _e4 = e4;
    private readonly float _e5 = e5;
    private readonly float _e6 = e6;
    private readonly float _e7 = e7;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    // Whether the sample goes before a place is true from one place on: the weights there fall.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BoundTailAdaptive Add(BoundTailAdaptive call, ElboProblem problem, float noise, int sample)
    {
        float log = LogWeight(problem, noise);
        bool before0 = (sample <= 0) | (log > LogWeight(problem, call._e0));
        bool before1 = (sample <= 1) | (log > LogWeight(problem, call._e1));
        bool before2 = (sample <= 2) | (log > LogWeight(problem, call._e2));
        bool before3 = (sample <= 3) | (log > LogWeight(problem, call._e3));
        bool before4 = (sample <= 4) | (log > LogWeight(problem, call._e4));
        bool before5 = (sample <= 5) | (log > LogWeight(problem, call._e5));
        bool before6 = (sample <= 6) | (log > LogWeight(problem, call._e6));
        bool before7 = (sample <= 7) | (log > LogWeight(problem, call._e7));
        return new BoundTailAdaptive(
            before0 ? noise : call._e0,
            Place(before0, before1, call._e0, call._e1, noise),
            Place(before1, before2, call._e1, call._e2, noise),
            Place(before2, before3, call._e2, call._e3, noise),
            Place(before3, before4, call._e3, call._e4, noise),
            Place(before4, before5, call._e4, call._e5, noise),
            Place(before5, before6, call._e5, call._e6, noise),
            Place(before6, before7, call._e6, call._e7, noise));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BoundTailAdaptive call) => call._e0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BoundTailAdaptive call, ElboProblem problem, int samples)
    {
        var sums = new RankedSums(problem);
        sums = sums.Add(call._e0, 1f);
        sums = sums.Add(call._e1, samples > 1 ? 1f / 2f : 0f);
        sums = sums.Add(call._e2, samples > 2 ? 1f / 3f : 0f);
        sums = sums.Add(call._e3, samples > 3 ? 1f / 4f : 0f);
        sums = sums.Add(call._e4, samples > 4 ? 1f / 5f : 0f);
        sums = sums.Add(call._e5, samples > 5 ? 1f / 6f : 0f);
        sums = sums.Add(call._e6, samples > 6 ? 1f / 7f : 0f);
        sums = sums.Add(call._e7, samples > 7 ? 1f / 8f : 0f);
        return sums.Means;
    }

    // What was a place before, if the sample goes before that; else the sample, if it goes before this.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Place(bool beforeLast, bool beforeThis, float last, float own, float noise)
    {
        float moved = beforeLast ? last : noise;
        return beforeThis ? moved : own;
    }

    // But for a constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LogWeight(ElboProblem problem, float noise) => ((problem.Square * noise) + problem.Linear) * noise;
}

/// <summary>Sums of weights, and of weighted slopes with and without the noise.</summary>
internal readonly struct RankedSums(float start, float rise, float weights, float first, float second)
{
    private readonly float _start = start;
    private readonly float _rise = rise;
    private readonly float _weights = weights;
    private readonly float _first = first;
    private readonly float _second = second;

    public RankedSums(ElboProblem problem)
        : this(problem.ByMean, problem.ByStandardDeviation, 0f, 0f, 0f)
    {
    }

    public DeviceGradient Means
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            float inverse = 1f / _weights;
            return new DeviceGradient(_first * inverse, _second * inverse);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RankedSums Add(float noise, float weight)
    {
        float slope = weight * (_start + (_rise * noise));
        return new RankedSums(_start, _rise, _weights + weight, _first + slope, _second + (slope * noise));
    }
}
