using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>A normal law, an objective's parameter, and a surrogate <c>Constant + Line d + Square d^2</c>, d = x - mean.</summary>
internal readonly struct NormalSurrogateProblem(
    float k, float mean, float standardDeviation, float constant, float line, float square)
{
    public readonly float K = k;
    public readonly float Mean = mean;
    public readonly float StandardDeviation = standardDeviation;
    public readonly float Inverse = 1f / standardDeviation;
    public readonly float Constant = constant;
    public readonly float Line = line;
    public readonly float Square = square;

    /// <summary>The call on a number of noise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceGradient Call<TObjective>(float noise)
        where TObjective : unmanaged, INormalFunction
    {
        float move = StandardDeviation * noise;
        float surrogate = Constant + (move * (Line + (Square * move)));
        float slope = Line + (2f * Square * move);
        float rest = (TObjective.Value(Mean + move, K) - surrogate) * Inverse;
        return new DeviceGradient((rest * noise) + slope, (rest * ((noise * noise) - 1f)) + (slope * noise));
    }
}

/// <summary><c>(f - c) e / s + c'</c>, <c>(f - c) (e^2 - 1) / s + c' e</c>.</summary>
internal readonly struct NormalLax<TObjective>(float first, float second) : IEstimator<NormalLax<TObjective>, NormalSurrogateProblem>
    where TObjective : unmanaged, INormalFunction
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalLax<TObjective> Add(NormalLax<TObjective> call, NormalSurrogateProblem problem, float noise, int sample)
    {
        DeviceGradient g = problem.Call<TObjective>(noise);
        return new NormalLax<TObjective>(g.First, g.Second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalLax<TObjective> call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalLax<TObjective> call, NormalSurrogateProblem problem, int samples) =>
        new(call._first, call._second);
}
