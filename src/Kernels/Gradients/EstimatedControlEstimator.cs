using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A problem of the normal law with the delta method's control variate: of <c>h = a + b e + c e^2</c>, the objective's polynomial at
/// the mean, times either score.
/// </summary>
internal readonly struct NormalControlProblem
{
    public readonly NormalProblem Law;

    /// <summary>One over the variance of the control variate; 0 where it does not vary.</summary>
    public readonly float InverseFirst;
    public readonly float InverseSecond;
    private readonly float _a;
    private readonly float _b;
    private readonly float _c;

    private NormalControlProblem(NormalProblem law, float a, float b, float c)
    {
        (Law, _a, _b, _c) = (law, a, b, c);
        float third = a + (3f * c);
        float fifth = a + (5f * c);
        float square = law.StandardDeviation * law.StandardDeviation;
        float first = (third * third) + (2f * b * b) + (6f * c * c);
        float second = (2f * fifth * fifth) + (10f * b * b) + (24f * c * c);
        InverseFirst = first > 0f ? square / first : 0f;
        InverseSecond = second > 0f ? square / second : 0f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalControlProblem At<TObjective>(float k, float mean, float standardDeviation)
        where TObjective : unmanaged, INormalObjective => new(
            new NormalProblem(k, mean, standardDeviation),
            TObjective.Value(mean, k),
            TObjective.Derivative(mean, k) * standardDeviation,
            0.5f * TObjective.SecondDerivative(mean, k) * standardDeviation * standardDeviation);

    /// <summary>The score function's call on a normal number e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceGradient Call<TObjective>(float e)
        where TObjective : unmanaged, INormalObjective
    {
        float f = TObjective.Value(Law.Mean + (Law.StandardDeviation * e), Law.K) * Law.Inverse;
        return new DeviceGradient(f * e, f * ((e * e) - 1f));
    }

    /// <summary>The control variate less its expectation, multiplied out so that nothing but polynomials in e cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceGradient Centred(float e)
    {
        float square = e * e;
        float first = (e * (_a + (_c * square))) + (_b * (square - 1f));
        float second = ((square - 1f) * (_a + (_b * e))) + (_c * ((square - 2f) * (square + 1f)));
        return new DeviceGradient(first * Law.Inverse, second * Law.Inverse);
    }
}

/// <summary>The first sample's gradient and control variate, and the sums of products of the others'.</summary>
internal readonly struct NormalEstimatedControl<TObjective>(DeviceGradient call, DeviceGradient control, DeviceGradient products) :
    IEstimator<NormalEstimatedControl<TObjective>, NormalControlProblem>
    where TObjective : unmanaged, INormalObjective
{
    private readonly DeviceGradient _call = call;
    private readonly DeviceGradient _control = control;
    private readonly DeviceGradient _products = products;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalEstimatedControl<TObjective> Add(
        NormalEstimatedControl<TObjective> call, NormalControlProblem problem, float noise, int sample)
    {
        DeviceGradient g = problem.Call<TObjective>(noise);
        DeviceGradient h = problem.Centred(noise);
        bool own = sample == 0;
        return new NormalEstimatedControl<TObjective>(
            new DeviceGradient(own ? g.First : call._call.First, own ? g.Second : call._call.Second),
            new DeviceGradient(own ? h.First : call._control.First, own ? h.Second : call._control.Second),
            new DeviceGradient(
                own ? 0f : call._products.First + (g.First * h.First), own ? 0f : call._products.Second + (g.Second * h.Second)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalEstimatedControl<TObjective> call) => call._call.First + call._products.First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalEstimatedControl<TObjective> call, NormalControlProblem problem, int samples)
    {
        float others = samples - 1;
        return new DeviceGradient(
            call._call.First - (call._products.First / others * problem.InverseFirst * call._control.First),
            call._call.Second - (call._products.Second / others * problem.InverseSecond * call._control.Second));
    }
}
