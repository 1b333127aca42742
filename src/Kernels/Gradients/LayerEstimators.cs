using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>Both examples see one noise of the weights: numbers 0 and 1.</summary>
internal readonly struct LayerShared(float form0, float form1, float noise) : IEstimator<LayerShared, LayerProblem>
{
    private readonly float _form0 = form0;
    private readonly float _form1 = form1;
    private readonly float _noise = noise; // of the first weight

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LayerShared Add(LayerShared call, LayerProblem problem, float noise, int sample)
    {
        bool begins = sample == 0;
        float before0 = begins ? problem.Constant0 : call._form0;
        float before1 = begins ? problem.Constant1 : call._form1;
        float slope0 = begins ? problem.First0 : problem.Second0;
        float slope1 = begins ? problem.First1 : problem.Second1;
        return new LayerShared(before0 + (slope0 * noise), before1 + (slope1 * noise), begins ? noise : call._noise);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(LayerShared call) => call._form0 + call._form1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(LayerShared call, LayerProblem problem, int samples)
    {
        float form = call._form0 + call._form1;
        return new DeviceGradient(form, form * call._noise * problem.PerVariance);
    }
}

/// <summary>Each example sees its own noise of the weights: numbers 0 and 1, 2 and 3.</summary>
internal readonly struct LayerSeparate(float form, float noise, float first, float second) : IEstimator<LayerSeparate, LayerProblem>
{
    private readonly float _form = form; // of the example that has begun
    private readonly float _noise = noise; // of its first weight
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LayerSeparate Add(LayerSeparate call, LayerProblem problem, float noise, int sample)
    {
        // One choice at a time keeps these selects.
        bool begins = (sample & 1) == 0;
        float constant = sample < 2 ? problem.Constant0 : problem.Constant1;
        float first = sample < 2 ? problem.First0 : problem.First1;
        float second = sample < 2 ? problem.Second0 : problem.Second1;
        float before = begins ? constant : call._form;
        float slope = begins ? first : second;
        float form = before + (slope * noise);
        float whole = begins ? 0f : form;
        return new LayerSeparate(
            form, begins ? noise : call._noise, call._first + whole, call._second + (whole * call._noise));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(LayerSeparate call) => call._form;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(LayerSeparate call, LayerProblem problem, int samples) =>
        new(call._first, call._second * problem.PerVariance);
}

/// <summary>Each example sees the noise of its own pre-activation: numbers 0 and 1.</summary>
internal readonly struct LayerLocal(float first, float second) : IEstimator<LayerLocal, LayerProblem>
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LayerLocal Add(LayerLocal call, LayerProblem problem, float noise, int sample)
    {
        float constant = sample == 0 ? problem.Constant0 : problem.Constant1;
        float spread = sample == 0 ? problem.Spread0 : problem.Spread1;
        float perSpread = sample == 0 ? problem.PerSpread0 : problem.PerSpread1;
        float form = constant + (spread * noise);
        return new LayerLocal(call._first + form, call._second + (form * noise * perSpread));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(LayerLocal call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(LayerLocal call, LayerProblem problem, int samples) => new(call._first, call._second);
}
