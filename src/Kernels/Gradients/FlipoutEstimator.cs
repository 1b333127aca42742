using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// Both examples see one noise of the weights, numbers 0 and 1, with signs of their own: the first two bits of number 2 and of
/// number 3, uniform numbers.
/// </summary>
internal readonly struct LayerFlipout(float noise0, float noise1, float first, float second) : IEstimator<LayerFlipout, LayerProblem>
{
    private readonly float _noise0 = noise0;
    private readonly float _noise1 = noise1;
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words)
    {
        DeviceNormalPair pair = DeviceNormal.FromWords(words.W0, words.W1);
        return new FourNumbers(pair.Z0, pair.Z1, DeviceNormal.Uniform(words.W2), DeviceNormal.Uniform(words.W3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LayerFlipout Add(LayerFlipout call, LayerProblem problem, float noise, int sample)
    {
        float constant = sample == 2 ? problem.Constant0 : problem.Constant1;
        float first = sample == 2 ? problem.First0 : problem.First1;
        float second = sample == 2 ? problem.Second0 : problem.Second1;
        float rest = noise < 0.5f ? noise : noise - 0.5f;
        float flipped0 = noise < 0.5f ? call._noise0 : -call._noise0;
        float flipped1 = rest < 0.25f ? call._noise1 : -call._noise1;
        float form = constant + (first * flipped0) + (second * flipped1);
        float whole = sample < 2 ? 0f : form;
        return new LayerFlipout(
            sample == 0 ? noise : call._noise0,
            sample == 1 ? noise : call._noise1,
            call._first + whole,
            call._second + (whole * flipped0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(LayerFlipout call) => call._noise0 + call._noise1 + call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(LayerFlipout call, LayerProblem problem, int samples) =>
        new(call._first, call._second * problem.PerVariance);
}
