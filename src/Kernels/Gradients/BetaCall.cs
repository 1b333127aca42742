using System.Runtime.CompilerServices;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>An estimator for a beta law.</summary>
internal interface IBetaEstimator
{
    /// <summary>How many numbers a call takes where they are given: 1, the log-odds, or 2, the logarithms of both gamma draws.</summary>
    static abstract int Numbers { get; }

    /// <summary>The call on the logarithms of two gamma draws, whose difference are the log-odds.</summary>
    static abstract DeviceGradient Of(BetaProblem problem, double logFirst, double logSecond);
}

/// <summary>
/// The fold over two attempts: a normal number, then the logarithms of the verdict's and the boost's uniform numbers, of each;
/// what stays are the logarithms of the draws.
/// </summary>
internal readonly struct BetaCall<TEstimator>(float normal, float logUniform, double logFirst, double logSecond, float margin) :
    IEstimator<BetaCall<TEstimator>, BetaProblem>
    where TEstimator : unmanaged, IBetaEstimator
{
    private readonly float _normal = normal;
    private readonly float _logUniform = logUniform;
    private readonly double _logFirst = logFirst;
    private readonly double _logSecond = logSecond;
    private readonly float _margin = margin;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => GammaCall<GammaImplicitPath>.Noise(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BetaCall<TEstimator> Add(BetaCall<TEstimator> call, BetaProblem problem, float noise, int sample)
    {
        if (sample == 0 || sample == 3)
        {
            return new BetaCall<TEstimator>(noise, 0f, call._logFirst, 0.0, 0f);
        }

        if (sample == 1 || sample == 4)
        {
            return new BetaCall<TEstimator>(call._normal, noise, call._logFirst, 0.0, 0f);
        }

        if (sample == 2)
        {
            DeviceGammaAttempt first = DeviceGammaAttempt.Of(problem.First, call._normal, call._logUniform, noise);
            return new BetaCall<TEstimator>(0f, 0f, first.LogDraw, 0.0, (float)first.Margin);
        }

        DeviceGammaAttempt second = DeviceGammaAttempt.Of(problem.Second, call._normal, call._logUniform, noise);
        return new BetaCall<TEstimator>(0f, 0f, call._logFirst, second.LogDraw, (float)second.Margin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BetaCall<TEstimator> call) => call._margin;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BetaCall<TEstimator> call, BetaProblem problem, int samples) =>
        TEstimator.Of(problem, call._logFirst, call._logSecond);
}

/// <summary>An estimator for a beta law as the host asks for it: ready to draw from, or on draws that were given.</summary>
internal static class BetaCalls<TEstimator>
    where TEstimator : unmanaged, IBetaEstimator
{
    public static GradientSampler Sampler(float alpha, float beta)
    {
        DeviceGuard.Positive(alpha, nameof(alpha)); // no attempt of another would ever be accepted
        DeviceGuard.Positive(beta, nameof(beta));
        return new GradientSampler<BetaCall<TEstimator>, BetaProblem, BothAccepted>(new BetaProblem(alpha, beta), 1);
    }

    public static void Launch(
        Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> noise, ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(TEstimator.Numbers * alpha.Length, noise, nameof(noise));
        DeviceGuard.Length(2 * alpha.Length, gradient, nameof(gradient));
        device.Launch(OneCall, (int)alpha.Length, alpha, beta, noise, gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> noise, ArrayView<float> gradient)
    {
        int first = TEstimator.Numbers * i.X;
        float second = TEstimator.Numbers == 2 ? noise[first + TEstimator.Numbers - 1] : 0f;
        DeviceGradient g = TEstimator.Of(new BetaProblem(alpha[i], beta[i]), noise[first], second);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }
}
