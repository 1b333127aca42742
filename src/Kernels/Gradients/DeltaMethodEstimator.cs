using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>The second-order Taylor polynomial of an objective at a mean.</summary>
internal readonly struct DeviceTaylor(float value, float slope, float curvature)
{
    public readonly float Slope = slope;
    public readonly float Curvature = curvature;
    private readonly float _value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Remainder(float f, float move) => f - (_value + (move * (Slope + (0.5f * Curvature * move))));

    // With the polynomial as a + b e + c e^2: E f^2 w - 2 E f (a + b e + c e^2) w + E (a + b e + c e^2)^2 w, where w is e^2
    // or (e^2 - 1)^2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceGradient RemainderSquares(NormalExpectations f, NoiseMoments n, float standardDeviation)
    {
        float a = _value;
        float b = standardDeviation * Slope;
        float c = 0.5f * standardDeviation * standardDeviation * Curvature;
        float first = (a * n.N2) + (b * n.N3) + (c * n.N4);
        float second = (a * (n.N4 - (2f * n.N2) + n.N0)) + (b * (n.N5 - (2f * n.N3) + n.N1)) + (c * (n.N6 - (2f * n.N4) + n.N2));
        float middle = (b * b) + (2f * a * c);
        return new DeviceGradient(
            f.SquareFirst - (2f * first) + ((a * a) + (3f * middle) + (15f * c * c)),
            f.SquareSecond - (2f * second) + ((2f * a * a) + (10f * middle) + (78f * c * c)));
    }
}

/// <summary><c>E f e^n</c>.</summary>
internal struct NoiseMoments
{
    public float N0;
    public float N1;
    public float N2;
    public float N3;
    public float N4;
    public float N5;
    public float N6;
}

/// <summary>A problem of the normal law with the objective's polynomial at the mean.</summary>
internal readonly struct NormalTaylorProblem(NormalProblem problem, DeviceTaylor polynomial)
{
    public readonly NormalProblem Problem = problem;
    public readonly DeviceTaylor Polynomial = polynomial;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalTaylorProblem At<TObjective>(float k, float mean, float standardDeviation)
        where TObjective : unmanaged, INormalObjective => new(
            new NormalProblem(k, mean, standardDeviation),
            new DeviceTaylor(TObjective.Value(mean, k), TObjective.Derivative(mean, k), TObjective.SecondDerivative(mean, k)));
}

/// <summary><c>(f - h) e / s + f'(mean)</c>, <c>(f - h) (e^2 - 1) / s + f''(mean) s</c>.</summary>
internal readonly struct NormalDeltaMethod<TObjective>(float first, float second) :
    IEstimator<NormalDeltaMethod<TObjective>, NormalTaylorProblem>
    where TObjective : unmanaged, INormalObjective
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalDeltaMethod<TObjective> Add(
        NormalDeltaMethod<TObjective> call, NormalTaylorProblem problem, float noise, int sample)
    {
        NormalProblem law = problem.Problem;
        float move = law.StandardDeviation * noise;
        float rest = TObjective.Remainder(TObjective.Value(law.Mean + move, law.K), move, problem.Polynomial) * law.Inverse;
        return new NormalDeltaMethod<TObjective>(
            (rest * noise) + problem.Polynomial.Slope,
            (rest * ((noise * noise) - 1f)) + (problem.Polynomial.Curvature * law.StandardDeviation));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalDeltaMethod<TObjective> call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalDeltaMethod<TObjective> call, NormalTaylorProblem problem, int samples) =>
        new(call._first, call._second);
}
