using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>f(c) (1[c = i] - p_i)</c>.</summary>
internal readonly struct CategoricalScoreFunction(float first, float second) :
    IEstimator<CategoricalScoreFunction, CategoricalProblem>
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalScoreFunction Add(
        CategoricalScoreFunction call, CategoricalProblem problem, float noise, int sample)
    {
        float f = problem.Pick(noise, problem.OfFirst, problem.OfSecond, problem.OfThird);
        return new CategoricalScoreFunction(
            f * problem.Pick(noise, problem.OthersOfFirst, -problem.First, -problem.First),
            f * problem.Pick(noise, -problem.Second, problem.OthersOfSecond, -problem.Second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(CategoricalScoreFunction call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(CategoricalScoreFunction call, CategoricalProblem problem, int samples) =>
        new(call._first, call._second);
}

/// <summary>Leave-one-out for three categories.</summary>
internal readonly struct CategoricalLeaveOneOut(RunningCovariance first, RunningCovariance second) :
    IEstimator<CategoricalLeaveOneOut, CategoricalProblem>
{
    private readonly RunningCovariance _first = first;
    private readonly RunningCovariance _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalLeaveOneOut Add(
        CategoricalLeaveOneOut call, CategoricalProblem problem, float noise, int sample)
    {
        // f less that of the second category, which a covariance does not see.
        float f = problem.Pick(noise, problem.FirstLess, 0f, problem.ThirdLess);
        return new CategoricalLeaveOneOut(
            call._first.Add(f, problem.Pick(noise, problem.OthersOfFirst, -problem.First, -problem.First), sample),
            call._second.Add(f, problem.Pick(noise, -problem.Second, problem.OthersOfSecond, -problem.Second), sample));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(CategoricalLeaveOneOut call) => call._first.Last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(CategoricalLeaveOneOut call, CategoricalProblem problem, int samples) =>
        new(call._first.Result(samples), call._second.Result(samples));
}

/// <summary>All three categories, whatever the noise.</summary>
internal readonly struct CategoricalEnumeration(DeviceGradient gradient) :
    IEstimator<CategoricalEnumeration, CategoricalProblem>
{
    private readonly DeviceGradient _gradient = gradient;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalEnumeration Add(CategoricalEnumeration call, CategoricalProblem problem, float noise, int sample) =>
        new(CategoricalGradient.Of(problem));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(CategoricalEnumeration call) => call._gradient.First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(CategoricalEnumeration call, CategoricalProblem problem, int samples) => call._gradient;
}
