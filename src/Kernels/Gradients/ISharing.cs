using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>The gradients of a replicate's calls; those beyond the number of calls are zero.</summary>
internal readonly struct ReplicateGradients(
    DeviceGradient g0, DeviceGradient g1, DeviceGradient g2, DeviceGradient g3)
{
    public readonly DeviceGradient G0 = g0;
    public readonly DeviceGradient G1 = g1;
    public readonly DeviceGradient G2 = g2;
    public readonly DeviceGradient G3 = g3;
}

/// <summary>
/// How the noise of one replicate is shared out among calls. Counter words: (block within the replicate, stream, replicate
/// low, replicate high). Straight-line code where a block serves whole calls: an OpenCL compiler for processors vectorises
/// that and no loop.
/// </summary>
internal interface ISharing
{
    /// <summary>Calls that a replicate serves.</summary>
    static abstract int Calls { get; }

    static abstract ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged;
}

/// <summary>One sample a call: a block serves four calls.</summary>
internal readonly struct Quarters : ISharing
{
    public static int Calls => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        FourNumbers n = Replicate.Noise<TEstimator, TProblem>(key, replicate, 0);
        TEstimator a = Replicate.Add(default(TEstimator), problem, n.N0, 0, ref tie);
        TEstimator b = Replicate.Add(default(TEstimator), problem, n.N1, 0, ref tie);
        TEstimator c = Replicate.Add(default(TEstimator), problem, n.N2, 0, ref tie);
        TEstimator d = Replicate.Add(default(TEstimator), problem, n.N3, 0, ref tie);
        return new ReplicateGradients(
            TEstimator.Result(a, problem, 1),
            TEstimator.Result(b, problem, 1),
            TEstimator.Result(c, problem, 1),
            TEstimator.Result(d, problem, 1));
    }
}

/// <summary>Two samples a call: a block serves two calls.</summary>
internal readonly struct Halves : ISharing
{
    public static int Calls => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        FourNumbers n = Replicate.Noise<TEstimator, TProblem>(key, replicate, 0);
        TEstimator a = Replicate.Add(default(TEstimator), problem, n.N0, 0, ref tie);
        a = Replicate.Add(a, problem, n.N1, 1, ref tie);
        TEstimator b = Replicate.Add(default(TEstimator), problem, n.N2, 0, ref tie);
        b = Replicate.Add(b, problem, n.N3, 1, ref tie);
        return new ReplicateGradients(
            TEstimator.Result(a, problem, 2), TEstimator.Result(b, problem, 2), default, default);
    }
}

/// <summary>Four samples a call: a block serves one.</summary>
internal readonly struct Wholes : ISharing
{
    public static int Calls => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        TEstimator call = Replicate.AddBlock(default(TEstimator), problem, key, replicate, 0, ref tie);
        return new ReplicateGradients(TEstimator.Result(call, problem, 4), default, default, default);
    }
}

/// <summary>Eight samples a call: it takes two blocks.</summary>
internal readonly struct Pairs : ISharing
{
    public static int Calls => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        TEstimator call = Replicate.AddBlock(default(TEstimator), problem, key, replicate, 0, ref tie);
        call = Replicate.AddBlock(call, problem, key, replicate, 1, ref tie);
        return new ReplicateGradients(TEstimator.Result(call, problem, 8), default, default, default);
    }
}

/// <summary>Any number of samples a call: it takes blocks of its own, in a loop.</summary>
internal readonly struct Several : ISharing
{
    public static int Calls => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        TEstimator call = default;
        for (int sample = 0; sample < samples; sample += 4)
        {
            FourNumbers n = Replicate.Noise<TEstimator, TProblem>(key, replicate, (uint)(sample >> 2));
            call = TEstimator.Add(call, problem, n.N0, sample);
            call = sample + 1 < samples ? TEstimator.Add(call, problem, n.N1, sample + 1) : call;
            call = sample + 2 < samples ? TEstimator.Add(call, problem, n.N2, sample + 2) : call;
            call = sample + 3 < samples ? TEstimator.Add(call, problem, n.N3, sample + 3) : call;
        }

        return new ReplicateGradients(TEstimator.Result(call, problem, samples), default, default, default);
    }
}

/// <summary>The noise of a replicate, and how calls take it up.</summary>
internal static class Replicate
{
    private const uint Stream = 0x6772_6164; // gradient estimators

    /// <summary>The call with one more sample, tied to the sample before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TEstimator Add<TEstimator, TProblem>(
        TEstimator call, TProblem problem, float noise, int sample, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        TEstimator added = TEstimator.Add(call, problem, tie.Noise(noise), sample);
        tie.Follow(TEstimator.Last(added));
        return added;
    }

    /// <summary>The call with the four samples of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TEstimator AddBlock<TEstimator, TProblem>(
        TEstimator call, TProblem problem, DeviceKey key, ulong replicate, int block, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        FourNumbers n = Noise<TEstimator, TProblem>(key, replicate, (uint)block);
        call = Add(call, problem, n.N0, 4 * block, ref tie);
        call = Add(call, problem, n.N1, (4 * block) + 1, ref tie);
        call = Add(call, problem, n.N2, (4 * block) + 2, ref tie);
        return Add(call, problem, n.N3, (4 * block) + 3, ref tie);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise<TEstimator, TProblem>(DeviceKey key, ulong replicate, uint block)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged =>
        TEstimator.Noise(DevicePhilox.Block(block, Stream, (uint)replicate, (uint)(replicate >> 32), key));
}
