using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The fold over the uniform numbers of a chain's nodes: each draws its bit, the second one from what the first left.</summary>
internal readonly struct ChainCall<TCall>(float first, float second) : IEstimator<ChainCall<TCall>, ChainProblem>
    where TCall : unmanaged, IChainCall
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChainCall<TCall> Add(ChainCall<TCall> call, ChainProblem problem, float noise, int sample)
    {
        float after = call._first > 0.5f ? problem.ThresholdAfterOne : problem.ThresholdAfterZero;
        float threshold = sample == 0 ? problem.Threshold : after;
        float bit = noise < threshold ? 1f : 0f;
        return new ChainCall<TCall>(sample == 0 ? bit : call._first, bit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ChainCall<TCall> call) => call._second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ChainCall<TCall> call, ChainProblem problem, int samples) =>
        TCall.Of(ChainDraw.Of(problem, call._first, call._second));
}

/// <summary>What estimators for the chain share on a host, but for their exact moments.</summary>
internal static class ChainHosts<TCall>
    where TCall : unmanaged, IChainCall
{
    private const int Numbers = 2;

    public static GradientSampler Sampler(float target, float firstLogit, float secondLogit, float coupling) =>
        GradientSampler.Of<ChainCall<TCall>, ChainProblem>(
            ChainProblem.OnGrid(target, firstLogit, secondLogit, coupling), Numbers);

    /// <summary>A call for every point, on given uniform numbers, shape [N, 2].</summary>
    public static void Launch(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        ChainPoints.Check(target, firstLogit, secondLogit, coupling, gradient, nameof(gradient));
        DeviceGuard.Length(Numbers * target.Length, uniforms, nameof(uniforms));
        device.Launch(OneCall, (int)target.Length, target, firstLogit, secondLogit, coupling, uniforms, gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        ChainProblem problem = ChainProblem.At(target[i], firstLogit[i], secondLogit[i], coupling[i]);
        ChainCall<TCall> call = ChainCall<TCall>.Add(default, problem, uniforms[Numbers * i], 0);
        call = ChainCall<TCall>.Add(call, problem, uniforms[(Numbers * i) + 1], 1);
        DeviceGradient g = ChainCall<TCall>.Result(call, problem, Numbers);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }
}
