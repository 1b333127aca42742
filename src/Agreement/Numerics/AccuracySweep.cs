using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using ILGPU;

namespace BayesBench.Agreements.Numerics;

/// <summary>A function of one float on a device, with what it should be and the error it promises.</summary>
/// <param name="Id">The formula's id.</param>
/// <param name="Reference">The function in double, whose own error does not count beside a float's.</param>
/// <param name="Kernel">The function on a device.</param>
/// <param name="Bound">The largest error promised, in spacings of floats.</param>
public sealed record SweptFunction(
    string Id, Func<double, double> Reference, Action<Device, ArrayView<float>, ArrayView<float>> Kernel, double Bound);

/// <summary>What a sweep saw.</summary>
/// <param name="Count">Number of floats compared.</param>
/// <param name="WorstError">The largest error in spacings of floats; infinite where a special value is wrong.</param>
/// <param name="WorstAt">Where.</param>
/// <param name="Answer">The device's answer there.</param>
public sealed record SweepResult(long Count, double WorstError, float WorstAt, float Answer)
{
    /// <summary>The worse of two.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Both counts, the larger error.</returns>
    public SweepResult Merge(SweepResult other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (other.WorstError > WorstError ? other : this) with { Count = Count + other.Count };
    }
}

/// <summary>
/// Compares a device function with its reference over the floats themselves, bit pattern by bit pattern: every
/// exponent of either sign gets its equal share, NaN and the infinities included.
/// </summary>
public static class AccuracySweep
{
    /// <summary>Number of bit patterns.</summary>
    public const long AllFloats = 1L << 32;

    private const int ChunkLength = 1 << 20;

    /// <summary>The functions whose errors are promised.</summary>
    public static IReadOnlyList<SweptFunction> Functions { get; } =
    [
        new("elementary.log", Elementary.Log, ElementaryKernels.Log, UlpBounds.Log),
        new("log-one-plus.value", LogOnePlus.Value, LogOnePlusKernels.Value, UlpBounds.LogOnePlus),
        new("elementary.exp", Elementary.Exp, ElementaryKernels.Exp, UlpBounds.Exp),
        new("elementary.sin", Elementary.Sin, ElementaryKernels.Sin, UlpBounds.SinCos),
        new("elementary.cos", Elementary.Cos, ElementaryKernels.Cos, UlpBounds.SinCos),
        new("elementary.tanh", Elementary.Tanh, ElementaryKernels.Tanh, UlpBounds.Tanh),
        new("softplus.value", Softplus.Value, SoftplusKernels.Value, UlpBounds.Softplus),
        new("sigmoid.value", Sigmoid.Value, SigmoidKernels.Value, UlpBounds.Sigmoid),
    ];

    /// <summary>Sweeps so many floats, evenly over the bit patterns; with <see cref="AllFloats"/>, every one.</summary>
    /// <param name="device">Where the function runs.</param>
    /// <param name="function">The function.</param>
    /// <param name="count">How many, a power of two from 1 to 2^32.</param>
    /// <param name="progress">Told the number of floats done.</param>
    /// <param name="cancellation">Ends the sweep between chunks.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is no such power of two.</exception>
    public static SweepResult Run(
        Device device,
        SweptFunction function,
        long count,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(function);
        if (count is < 1 or > AllFloats || !long.IsPow2(count))
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), $"count is {count}; it must be a power of two from 1 to 2^32.");
        }

        int length = (int)Math.Min(count, ChunkLength);
        var numbers = new float[length];
        using DeviceArray<float> x = device.Allocate<float>(length);
        using DeviceArray<float> y = device.Allocate<float>(length);
        var seen = new SweepResult(0, 0, 0, 0);
        for (long first = 0; first < count; first += length)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < length; i++)
            {
                numbers[i] = Number(first + i, AllFloats / count);
            }

            x.CopyFrom(numbers);
            function.Kernel(device, x, y);
            seen = seen.Merge(Compare(function.Reference, numbers, y.ToArray()));
            progress?.Report(seen.Count);
        }

        return seen;
    }

    /// <summary>The error of an answer.</summary>
    /// <param name="exact">What it should be.</param>
    /// <param name="answer">What it is.</param>
    /// <returns>In spacings of floats at the exact result; infinite where one of them is special and the other is not.</returns>
    public static double Error(double exact, float answer)
    {
        float nearest = (float)exact;
        if (answer.Equals(nearest) && (nearest != 0f || float.IsNegative(answer) == float.IsNegative(nearest)))
        {
            return float.IsFinite(nearest) ? Math.Abs(answer - exact) / ErrorBound.SpacingAt(exact) : 0;
        }

        // An exact zero must keep its sign; elsewhere a device may flush what is below the normal numbers.
        bool isFlushed = answer == 0f && exact != 0 && Math.Abs(exact) < ErrorBound.Tiny;
        if (isFlushed)
        {
            return 0;
        }

        return float.IsFinite(nearest) && float.IsFinite(answer) && exact != 0
            ? Math.Abs(answer - exact) / ErrorBound.SpacingAt(exact)
            : double.PositiveInfinity;
    }

    // One number of each stratum of neighbouring bit patterns, at a place that wanders through the stratum.
    private static float Number(long stratum, long width)
    {
        long place = (stratum * 0x9E3779B1) % width;
        return BitConverter.UInt32BitsToSingle((uint)((stratum * width) + place));
    }

    private static SweepResult Compare(Func<double, double> reference, float[] x, float[] y)
    {
        int threads = Environment.ProcessorCount;
        var parts = new SweepResult[threads];
        Parallel.For(0, threads, thread =>
        {
            int start = (int)((long)x.Length * thread / threads), end = (int)((long)x.Length * (thread + 1) / threads);
            double worst = 0;
            int at = start;
            for (int i = start; i < end; i++)
            {
                double error = Error(reference(x[i]), y[i]);
                if (error > worst)
                {
                    (worst, at) = (error, i);
                }
            }

            parts[thread] = new SweepResult(end - start, worst, start < end ? x[at] : 0, start < end ? y[at] : 0);
        });
        return parts.Aggregate((a, b) => a.Merge(b));
    }
}
