using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>(f(c) - f(b)) (u - 1/2)</c> with b drawn by u, c by 1 - u.</summary>
internal readonly struct BernoulliAugmentReinforceMerge(float gradient) : IEstimator<BernoulliAugmentReinforceMerge, BernoulliProblem>
{
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliAugmentReinforceMerge Add(
        BernoulliAugmentReinforceMerge call, BernoulliProblem problem, float noise, int sample)
    {
        // One choice at a time keeps these selects: a conditional inside a conditional becomes a branch.
        float below = noise < problem.Threshold ? -problem.Difference : 0f;
        float above = noise > problem.Complement ? problem.Difference : 0f;
        return new BernoulliAugmentReinforceMerge((above + below) * (noise - 0.5f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliAugmentReinforceMerge call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliAugmentReinforceMerge call, BernoulliProblem problem, int samples) =>
        new(call._gradient, 0f);
}

/// <summary><c>1/2 (f(1) - f(0)) max(p, 1 - p)</c> where b, drawn by u, differs from c, drawn by 1 - u.</summary>
internal readonly struct BernoulliDisArm(float gradient) : IEstimator<BernoulliDisArm, BernoulliProblem>
{
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliDisArm Add(BernoulliDisArm call, BernoulliProblem problem, float noise, int sample)
    {
        float b = noise < problem.Threshold ? 1f : 0f;
        float c = noise > problem.Complement ? 1f : 0f;
        float commoner = problem.Success > problem.Failure ? problem.Success : problem.Failure;
        return new BernoulliDisArm((b - c) * (b - c) * (0.5f * problem.Difference * commoner));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliDisArm call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliDisArm call, BernoulliProblem problem, int samples) =>
        new(call._gradient, 0f);
}
