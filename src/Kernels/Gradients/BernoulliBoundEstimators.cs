using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>A gradient of the bound that depends on how many of the samples are ones, inside a kernel.</summary>
internal interface IGradientByOnes
{
    /// <summary>Of a call.</summary>
    static abstract float Of(BernoulliBoundProblem problem, float ones, float zeros);

    /// <summary>The same, in double, for the exact moments.</summary>
    static abstract double Of(BernoulliBoundLaw law, int ones);
}

/// <summary>An estimator that counts ones.</summary>
internal readonly struct BernoulliBoundByOnes<TGradient>(float ones) :
    IEstimator<BernoulliBoundByOnes<TGradient>, BernoulliBoundProblem>
    where TGradient : unmanaged, IGradientByOnes
{
    private readonly float _ones = ones;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliBoundByOnes<TGradient> Add(
        BernoulliBoundByOnes<TGradient> call, BernoulliBoundProblem problem, float noise, int sample) =>
        new(call._ones + (noise < problem.Threshold ? 1f : 0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliBoundByOnes<TGradient> call) => call._ones;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliBoundByOnes<TGradient> call, BernoulliBoundProblem problem, int samples) =>
        new(TGradient.Of(problem, call._ones, samples - call._ones), 0f);
}

/// <summary><c>sum_k (L - v_k) (b_k - p)</c>, L the logarithm of the mean weight.</summary>
internal readonly struct MultiSampleScore : IGradientByOnes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(BernoulliBoundProblem problem, float ones, float zeros)
    {
        float log = DeviceMath.Log(problem.Sum(ones, zeros) / (ones + zeros));
        return (log * ((ones * problem.Failure) - (zeros * problem.Success))) + problem.Direct(ones, zeros);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(BernoulliBoundLaw law, int ones)
    {
        double log = DeviceDouble.Log(law.Sum(ones) / law.Samples);
        return (log * (ones - (law.Samples * law.Success))) + law.Direct(ones);
    }
}

/// <summary><c>sum_k (ln(S / S_k) - v_k) (b_k - p)</c>, S_k with the geometric mean of the others' weights for k's own.</summary>
internal readonly struct GeometricSwap : IGradientByOnes
{
    // Where there is no one, or no zero, what its signal would be is multiplied by zero: counts are held where it is a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(BernoulliBoundProblem problem, float ones, float zeros)
    {
        float others = ones + zeros - 1f;
        float rate = problem.LogRatio / others;
        float sum = problem.Sum(ones, zeros);
        float unlike = XMath.Min(zeros, others);
        float ofOne = problem.Sum(others - unlike, unlike) + (problem.OfOne * DeviceMath.Exp(-rate * unlike));
        float like = XMath.Min(ones, others);
        float ofZero = problem.Sum(like, others - like) + (problem.OfZero * DeviceMath.Exp(rate * like));
        return (ones * problem.Failure * DeviceMath.Log(sum / ofOne))
            - (zeros * problem.Success * DeviceMath.Log(sum / ofZero))
            + problem.Direct(ones, zeros);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(BernoulliBoundLaw law, int ones)
    {
        int zeros = law.Samples - ones;
        double rate = law.LogRatio / (law.Samples - 1);
        double sum = law.Sum(ones);
        double withoutOne = sum - law.OfOne + (law.OfOne * DeviceDouble.Exp(-rate * zeros));
        double withoutZero = sum - law.OfZero + (law.OfZero * DeviceDouble.Exp(rate * ones));
        double ofOnes = ones > 0 ? ones * law.Failure * DeviceDouble.Log(sum / withoutOne) : 0.0;
        double ofZeros = zeros > 0 ? zeros * law.Success * DeviceDouble.Log(sum / withoutZero) : 0.0;
        return ofOnes - ofZeros + law.Direct(ones);
    }
}

/// <summary>
/// <c>max(p, 1 - p) / 2</c> times what the pairs that differ make of the logarithm of the mean weight, one at a time.
/// </summary>
internal readonly struct BernoulliBoundLocalDisArm(float ones, float fallen, float risen) :
    IEstimator<BernoulliBoundLocalDisArm, BernoulliBoundProblem>
{
    private readonly float _ones = ones;
    private readonly float _fallen = fallen; // pairs of a one and a zero
    private readonly float _risen = risen; // of a zero and a one

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliBoundLocalDisArm Add(
        BernoulliBoundLocalDisArm call, BernoulliBoundProblem problem, float noise, int sample)
    {
        float b = noise < problem.Threshold ? 1f : 0f;
        float c = noise > problem.Complement ? 1f : 0f;
        float both = b * c;
        return new BernoulliBoundLocalDisArm(call._ones + b, call._fallen + (b - both), call._risen + (c - both));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliBoundLocalDisArm call) => call._ones;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliBoundLocalDisArm call, BernoulliBoundProblem problem, int samples)
    {
        float ones = call._ones;
        float zeros = samples - ones;
        float sum = problem.Sum(ones, zeros);
        // Where nothing can fall, or rise, it is multiplied by zero.
        float down = XMath.Min(ones, 1f);
        float up = XMath.Min(zeros, 1f);
        float ofFallen = DeviceMath.Log(sum / problem.Sum(ones - down, zeros + down));
        float ofRisen = DeviceMath.Log(problem.Sum(ones + up, zeros - up) / sum);
        float commoner = problem.Success > problem.Failure ? problem.Success : problem.Failure;
        float score = 0.5f * commoner * ((call._fallen * ofFallen) + (call._risen * ofRisen));
        return new DeviceGradient(score + problem.Direct(ones, zeros), 0f);
    }
}
