using System.Diagnostics;
using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Results;

namespace BayesBench.Support;

/// <summary>Measures the roofs of a device.</summary>
/// <param name="device">The device.</param>
/// <param name="cancellation">Ends the measurement between two launches.</param>
public sealed class RoofMeasurement(Device device, CancellationToken cancellation)
{
    private const double ShortestLaunch = 1e-3;
    private static readonly DeviceKey Key = new(1, 2);

    /// <summary>Measures every roof, each as the best of many launches.</summary>
    public static Roofs Of(Device device, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        var measurement = new RoofMeasurement(device, cancellation);
        int inARow = WorkingSetSize.LaunchesOf(device, WorkingSet.Warm);
        return new Roofs(
        [
            measurement.Traffic(Roofs.Memory, WorkingSet.Cold),
            measurement.Traffic(Roofs.Cache, WorkingSet.Warm),
            measurement.MultiplyAdd(),
            measurement.Draws(Roofs.Words, "Philox4x32-10 alone", RoofDraws.Words),
            measurement.Draws(Roofs.Uniforms, "Philox and the map to (0, 1)", RoofDraws.Uniforms),
            measurement.Draws(Roofs.Normals, "Philox and Box-Muller", RoofDraws.Normals),
            measurement.Launch(Roofs.Launch, 1, "one work item, waited for"),
            measurement.Launch(Roofs.LaunchInARow, inARow, Format.Invariant($"one work item, {inARow} launches before one wait, as in a warm call")),
        ]);
    }

    // Copying, copying in place and reading alone: whichever moves most bytes, a kernel that mixes them cannot beat. A copy to
    // elsewhere fetches what it writes over; one in place, as an optimiser's, has it already.
    private RoofRow Traffic(string roof, WorkingSet workingSet)
    {
        int length = (int)(WorkingSetSize.BytesOf(device, workingSet) / (8 * sizeof(float)) * 8);
        int launches = WorkingSetSize.LaunchesOf(device, workingSet);
        double bytes = (double)length * sizeof(float);
        using DeviceArray<float> all = device.Allocate<float>(length);
        using DeviceArray<int> bits = device.Allocate<int>(RoofKernels.ReadResults(device, length));
        all.Clear();
        var view = all.View;
        double copy = bytes / Best(
            () => RoofKernels.Copy(device, view.SubView(0, length / 2), view.SubView(length / 2, length / 2)), launches);
        double inPlace = 2 * bytes / Best(() => RoofKernels.Copy(device, view, view), launches);
        double read = bytes / Best(() => RoofKernels.Read(device, view, bits), launches);
        double best = Math.Max(Math.Max(copy, inPlace), read);
        string way = best == copy ? "copying within" : best == inPlace ? "copying in place" : "reading";
        return new(roof, best, "B/s", null, Format.Invariant(
            $"{way} {bytes / (1 << 20):0.#} MiB, bytes read and written (copying {Format.WithPrefix(copy, "B/s")}, in place {Format.WithPrefix(inPlace, "B/s")}, reading {Format.WithPrefix(read, "B/s")})"));
    }

    private RoofRow MultiplyAdd()
    {
        // Enough work items to fill a large GPU, or some for each core.
        int items = WorkingSetSize.IsGpu(device) ? 1 << 18 : 16 * Environment.ProcessorCount;
        int length = items * RoofKernels.ChainsPerItem(device);
        using DeviceArray<float> values = device.Allocate<float>(length);
        values.Clear();
        double rate = Rate(256, steps =>
        {
            RoofKernels.MultiplyAdd(device, values, steps);
            return 2L * length * steps;
        });
        double? clock = WorkingSetSize.IsGpu(device) ? null : Processor.MeasureClock();
        return new(Roofs.Arithmetic, rate, "flop/s", clock * Processor.Cores * Processor.Lanes * 2,
            "independent chains of multiply and add in registers; peak: cores x clock x vector lanes x 2");
    }

    private RoofRow Draws(string roof, string how, Func<Device, ILGPU.ArrayView<float>, DeviceKey, int, long> draw)
    {
        int kept = device.Kind == DeviceKind.Cpu ? 16 * Environment.ProcessorCount : 1 << 20;
        using DeviceArray<float> numbers = device.Allocate<float>(kept);
        return new(roof, Rate(4, blocks => draw(device, numbers, Key, blocks)), $"{roof}/s", null, $"{how}, kept in registers or cache");
    }

    private RoofRow Launch(string roof, int launches, string how)
    {
        using DeviceArray<float> one = device.Allocate<float>(1);
        return new(roof, 1 / Best(() => RoofKernels.Nothing(device, one), launches), "launches/s", null, how);
    }

    // Lengthens a launch until its own overhead no longer counts, then takes the best.
    private double Rate(int size, Func<int, long> launch)
    {
        while (Seconds(() => launch(size), 1) < ShortestLaunch && size < 1 << 20)
        {
            size *= 2;
        }

        return launch(size) / Best(() => launch(size), 1);
    }

    private double Best(Action launch, int launches)
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
            best = Math.Min(best, Seconds(launch, launches));
        }

        return best;
    }

    private double Seconds(Action launch, int launches)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < launches; i++)
        {
            launch();
        }

        device.Synchronize();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / launches;
    }
}
