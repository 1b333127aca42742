using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>A function of one number, for kernels that apply it to every element.</summary>
internal interface IUnaryFunction
{
    static abstract float Of(float x);
}

/// <summary>Applies a function to every element of an array.</summary>
internal static class Elementwise
{
    private const int LoopingItems = 1 << 18;

    public static void LaunchForEach<TFunction>(this Device device, ArrayView<float> x, ArrayView<float> y)
        where TFunction : IUnaryFunction
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, y, nameof(y));
        int count = (int)x.Length;
        if (device.PrefersLoops)
        {
            int items = Math.Min(count, device.Kind == DeviceKind.Cpu ? Environment.ProcessorCount : LoopingItems);
            device.Launch(ManyElements<TFunction>, items, x, y, count, items);
        }
        else
        {
            device.Launch(OneElement<TFunction>, count, x, y);
        }
    }

    // One work item: one element.
    private static void OneElement<TFunction>(Index1D i, ArrayView<float> x, ArrayView<float> y)
        where TFunction : IUnaryFunction => y[i] = TFunction.Of(x[i]);

    // One work item: every items-th element, so that neighbours read and write neighbours.
    private static void ManyElements<TFunction>(
        Index1D i, ArrayView<float> x, ArrayView<float> y, int count, int items)
        where TFunction : IUnaryFunction
    {
        for (int element = i; element < count; element += items)
        {
            y[element] = TFunction.Of(x[element]);
        }
    }
}
