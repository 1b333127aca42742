using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A call takes the first points of Sobol's dimension 0 under a scrambling of its own, made normal, in place of an estimator's own
/// noise. Calls are numbered through: call c of replicate r has scrambling r Calls + c.
/// </summary>
internal static class ScrambledPoints
{
    private const float RootTwo = 1.41421356f;
    private const uint LowerHalf = 0x7FFFFFFF;

    /// <summary>The sampler of an estimator, its calls sharing replicates as their samples would allow.</summary>
    public static GradientSampler Sampler<TEstimator, TProblem>(TProblem problem, int samples)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged => samples switch
        {
            1 => new GradientSampler<TEstimator, TProblem, ScrambledQuarters>(problem, samples),
            2 => new GradientSampler<TEstimator, TProblem, ScrambledHalves>(problem, samples),
            _ => new GradientSampler<TEstimator, TProblem, ScrambledWholes>(problem, samples),
        };

    /// <summary>The gradient of one call. The number of samples is no constant: a loop that is unrolled takes compilers long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Call<TEstimator, TProblem>(TProblem problem, DeviceKey key, ulong scrambling, int samples)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        TEstimator call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            uint word = DeviceSobol.Scramble(Reversed((uint)sample), 0, key, scrambling);
            call = TEstimator.Add(call, problem, Normal(word), sample);
        }

        return TEstimator.Result(call, problem, samples);
    }

    // Dimension 0 of Sobol's sequence is the index read backwards.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Reversed(uint index)
    {
        uint pairs = ((index & 0x55555555) << 1) | (index >> 1 & 0x55555555);
        uint fours = ((pairs & 0x33333333) << 2) | (pairs >> 2 & 0x33333333);
        uint bytes = ((fours & 0x0F0F0F0F) << 4) | (fours >> 4 & 0x0F0F0F0F);
        uint halves = ((bytes & 0x00FF00FF) << 8) | (bytes >> 8 & 0x00FF00FF);
        return (halves << 16) | (halves >> 16);
    }

    /// <summary>
    /// The normal quantile of (word + 1/2) 2^-32, by the nearer tail: that rounds once, where the chance itself would lose the
    /// upper tail.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Normal(uint word)
    {
        bool isUpper = word > LowerHalf;
        uint v = isUpper ? ~word : word;
        // Halves, because the conversion of a uint is slow on CUDA.
        float number = ((int)(v >> 16) * 65536f) + ((int)(v & 0xFFFF) + 0.5f);
        float tail = RootTwo * DeviceErrorFunction.ErfcInverse(number * (1f / (1L << 31)));
        return isUpper ? tail : -tail;
    }
}

/// <summary>One sample a call: four calls a replicate.</summary>
internal readonly struct ScrambledQuarters : ISharing
{
    public static int Calls => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged => new(
            ScrambledPoints.Call<TEstimator, TProblem>(problem, key, 4 * replicate, samples),
            ScrambledPoints.Call<TEstimator, TProblem>(problem, key, (4 * replicate) + 1, samples),
            ScrambledPoints.Call<TEstimator, TProblem>(problem, key, (4 * replicate) + 2, samples),
            ScrambledPoints.Call<TEstimator, TProblem>(problem, key, (4 * replicate) + 3, samples));
}

/// <summary>Two samples a call: two calls a replicate.</summary>
internal readonly struct ScrambledHalves : ISharing
{
    public static int Calls => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged => new(
            ScrambledPoints.Call<TEstimator, TProblem>(problem, key, 2 * replicate, samples),
            ScrambledPoints.Call<TEstimator, TProblem>(problem, key, (2 * replicate) + 1, samples),
            default,
            default);
}

/// <summary>More samples a call: a replicate is a call.</summary>
internal readonly struct ScrambledWholes : ISharing
{
    public static int Calls => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged => new(
            ScrambledPoints.Call<TEstimator, TProblem>(problem, key, replicate, samples), default, default, default);
}
