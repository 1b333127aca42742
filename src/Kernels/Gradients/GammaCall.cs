using System.Runtime.CompilerServices;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>What an accepted attempt makes: its normal number, the logarithm of the draw, that of the uniform number for a boost.</summary>
internal readonly struct GammaNoise(float normal, float logDraw, float logBoost)
{
    public readonly float Normal = normal;
    public readonly float LogDraw = logDraw;
    public readonly float LogBoost = logBoost;
}

/// <summary>An estimator for a gamma law.</summary>
internal interface IGammaEstimator : IGammaLift
{
    /// <summary>How many numbers a call takes: 1 or 2.</summary>
    static abstract int Numbers { get; }

    /// <summary>The numbers that a call takes, where they are given; of one number both are that.</summary>
    static abstract GammaNoise Given(float first, float second);

    /// <summary>The call on that noise.</summary>
    static abstract DeviceGradient Of(GammaProblem problem, GammaNoise noise);
}

/// <summary>The fold over an attempt: a normal number, then the logarithms of the verdict's and the boost's uniform numbers.</summary>
internal readonly struct GammaCall<TEstimator>(float normal, float logUniform, float logBoost, float logDraw, float margin) :
    IEstimator<GammaCall<TEstimator>, GammaProblem>
    where TEstimator : unmanaged, IGammaEstimator
{
    private readonly float _normal = normal;
    private readonly float _logUniform = logUniform;
    private readonly float _logBoost = logBoost;
    private readonly float _logDraw = logDraw;
    private readonly float _margin = margin;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => new(
        DeviceNormal.FromWords(words.W0, words.W1).Z0,
        (float)DeviceGammaAttempt.LogUniform(words.W2),
        (float)DeviceGammaAttempt.LogUniform(words.W3),
        0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GammaCall<TEstimator> Add(GammaCall<TEstimator> call, GammaProblem problem, float noise, int sample)
    {
        if (sample < 2)
        {
            return new GammaCall<TEstimator>(sample == 0 ? noise : call._normal, noise, 0f, 0f, 0f);
        }

        DeviceGammaAttempt made = DeviceGammaAttempt.Of(problem.Attempt, call._normal, call._logUniform, noise);
        return new GammaCall<TEstimator>(
            call._normal, call._logUniform, noise, (float)made.LogDraw, (float)made.Margin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(GammaCall<TEstimator> call) => call._margin;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(GammaCall<TEstimator> call, GammaProblem problem, int samples) =>
        TEstimator.Of(problem, new GammaNoise(call._normal, call._logDraw, call._logBoost));
}

/// <summary>An estimator for a gamma law as the host asks for it: ready to draw from, or on noise that was given.</summary>
internal static class GammaCalls<TEstimator>
    where TEstimator : unmanaged, IGammaEstimator
{
    public static GradientSampler Sampler(float shape, float rate)
    {
        DeviceGuard.Positive(shape, nameof(shape)); // no attempt of another would ever be accepted
        DeviceGuard.Positive(rate, nameof(rate));
        return new GradientSampler<GammaCall<TEstimator>, GammaProblem, UntilAccepted>(
            new GammaProblem(shape, rate, TEstimator.Lift), 1);
    }

    public static void Launch(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> noise, ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(shape.Length, rate, nameof(rate));
        DeviceGuard.Length(TEstimator.Numbers * shape.Length, noise, nameof(noise));
        DeviceGuard.Length(2 * shape.Length, gradient, nameof(gradient));
        device.Launch(OneCall, (int)shape.Length, shape, rate, noise, gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> noise, ArrayView<float> gradient)
    {
        int first = TEstimator.Numbers * i.X;
        GammaNoise given = TEstimator.Given(noise[first], noise[first + TEstimator.Numbers - 1]);
        DeviceGradient g = TEstimator.Of(new GammaProblem(shape[i], rate[i], TEstimator.Lift), given);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }
}
