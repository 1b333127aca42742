using System.Diagnostics;
using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Results;

namespace BayesBench.Support;

/// <summary>What the device does at best when it does one thing; measured in the run that compares with it.</summary>
/// <param name="BytesPerSecond">Copying arrays that no cache holds: bytes read and written.</param>
/// <param name="OperationsPerSecond">Multiplying and adding in registers.</param>
/// <param name="NormalsPerSecond">Drawing normal numbers, added up or kept in cache.</param>
/// <param name="PeakOperations">Cores times clock times vector lanes times two; null for a GPU or where the clock is unknown.</param>
/// <param name="CopyBytes">Size of each array copied.</param>
public sealed record Roofs(
    double BytesPerSecond, double OperationsPerSecond, double NormalsPerSecond, double? PeakOperations, long CopyBytes)
{
    // No common GPU's last-level cache is larger.
    private const long GpuCache = 64L << 20;
    private const long LargestCopy = 512L << 20;
    private const double ShortestLaunch = 1e-3;

    /// <summary>Measures the roofs of a device.</summary>
    public static Roofs Measure(Device device, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        bool isProcessor = device.Kind is DeviceKind.OpenClCpu or DeviceKind.Cpu;
        long copyBytes = BytesBeyondCache(device);
        double? clock = isProcessor ? Processor.MeasureClock() : null;
        return new Roofs(
            Copy(device, copyBytes, cancellation),
            MultiplyAdd(device, cancellation),
            Normals(device, cancellation),
            clock * Processor.Cores * Processor.Lanes * 2,
            copyBytes);
    }

    /// <summary>Four times the last-level cache: an array of that size lives in memory.</summary>
    public static long BytesBeyondCache(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        bool isProcessor = device.Kind is DeviceKind.OpenClCpu or DeviceKind.Cpu;
        return Math.Min(4 * (isProcessor ? Processor.LastLevelCache : GpuCache), LargestCopy);
    }

    /// <summary>The better of two measurements: other work on the machine can only slow one down.</summary>
    public Roofs Or(Roofs other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Roofs(
            Math.Max(BytesPerSecond, other.BytesPerSecond),
            Math.Max(OperationsPerSecond, other.OperationsPerSecond),
            Math.Max(NormalsPerSecond, other.NormalsPerSecond),
            PeakOperations is { } mine && other.PeakOperations is { } theirs ? Math.Max(mine, theirs) : null,
            CopyBytes);
    }

    /// <summary>The roof nearest to a rate of items, and the share of it that the rate reaches.</summary>
    public (string Roof, double Share) NearestTo(Cost cost, double itemsPerSecond) => new[]
    {
        ("memory", cost.Bytes * itemsPerSecond / BytesPerSecond),
        ("arithmetic", cost.Operations * itemsPerSecond / OperationsPerSecond),
        ("random-numbers", cost.Normals * itemsPerSecond / NormalsPerSecond),
    }.MaxBy(roof => roof.Item2);

    public IReadOnlyList<RoofRow> Rows() =>
    [
        new("memory", BytesPerSecond, "B/s", null, Format.Invariant($"copy between arrays of {CopyBytes >> 20} MiB, bytes read and written")),
        new("arithmetic", OperationsPerSecond, "flop/s", PeakOperations, "independent chains of multiply and add in registers; peak: cores x clock x vector lanes x 2"),
        new("random-numbers", NormalsPerSecond, "normals/s", null, "Philox and Box-Muller, numbers added up or kept in cache"),
    ];

    private static double Copy(Device device, long bytes, CancellationToken cancellation)
    {
        int length = (int)(bytes / sizeof(float));
        using DeviceArray<float> source = device.Allocate<float>(length);
        using DeviceArray<float> target = device.Allocate<float>(length);
        source.Clear();
        double seconds = Best(device, () => RoofKernels.Copy(device, source, target), cancellation);
        return 2.0 * length * sizeof(float) / seconds;
    }

    private static double MultiplyAdd(Device device, CancellationToken cancellation)
    {
        // Enough work items to fill a large GPU, or some for each core.
        int items = device.Kind is DeviceKind.Cuda or DeviceKind.OpenClGpu ? 1 << 18 : 16 * Environment.ProcessorCount;
        int length = items * RoofKernels.ChainsPerItem(device);
        using DeviceArray<float> values = device.Allocate<float>(length);
        values.Clear();
        return Rate(device, 256, steps =>
        {
            RoofKernels.MultiplyAdd(device, values, steps);
            return 2L * length * steps;
        }, cancellation);
    }

    private static double Normals(Device device, CancellationToken cancellation)
    {
        int items = device.Kind == DeviceKind.Cpu ? 16 * Environment.ProcessorCount : 1 << 20;
        using DeviceArray<float> sums = device.Allocate<float>(items);
        return Rate(device, 16, blocks => RoofKernels.Normals(device, sums, new DeviceKey(1, 2), blocks), cancellation);
    }

    // Lengthens a launch until its own overhead no longer counts, then takes the best.
    private static double Rate(Device device, int size, Func<int, long> launch, CancellationToken cancellation)
    {
        while (Seconds(device, () => launch(size)) < ShortestLaunch && size < 1 << 20)
        {
            size *= 2;
        }

        return launch(size) / Best(device, () => launch(size), cancellation);
    }

    private static double Best(Device device, Action launch, CancellationToken cancellation)
    {
        const double Budget = 0.25;
        const int Fewest = 5;
        launch();
        device.Synchronize();
        double best = double.PositiveInfinity;
        var total = Stopwatch.StartNew();
        for (int i = 0; i < Fewest || total.Elapsed.TotalSeconds < Budget; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            best = Math.Min(best, Seconds(device, launch));
        }

        return best;
    }

    private static double Seconds(Device device, Action launch)
    {
        long start = Stopwatch.GetTimestamp();
        launch();
        device.Synchronize();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
