using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>Applies a function of two numbers to the elements of two arrays, of lengths that were checked.</summary>
internal static class ElementwisePairs
{
    private const int LoopingItems = 1 << 18;

    public static void LaunchForEachPair<TFunction>(
        this Device device, ArrayView<float> x, ArrayView<float> y, ArrayView<float> z)
        where TFunction : IBinaryFunction
    {
        ArgumentNullException.ThrowIfNull(device);
        int count = (int)x.Length;
        if (device.PrefersLoops)
        {
            int items = Math.Min(count, device.Kind == DeviceKind.Cpu ? Environment.ProcessorCount : LoopingItems);
            device.Launch(ManyPairs<TFunction>, items, x, y, z, count, items);
        }
        else
        {
            device.Launch(OnePair<TFunction>, count, x, y, z);
        }
    }

    // One work item: one pair.
    private static void OnePair<TFunction>(Index1D i, ArrayView<float> x, ArrayView<float> y, ArrayView<float> z)
        where TFunction : IBinaryFunction => z[i] = TFunction.Of(x[i], y[i]);

    // One work item: every items-th pair, so that neighbours read and write neighbours.
    private static void ManyPairs<TFunction>(
        Index1D i, ArrayView<float> x, ArrayView<float> y, ArrayView<float> z, int count, int items)
        where TFunction : IBinaryFunction
    {
        for (int element = i; element < count; element += items)
        {
            z[element] = TFunction.Of(x[element], y[element]);
        }
    }
}
