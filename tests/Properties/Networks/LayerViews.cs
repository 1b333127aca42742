using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Tests.Support;
using ILGPU;

namespace BayesBench.Properties.Networks;

/// <summary>Views of any length for calls that a layer's kernels refuse.</summary>
internal static class LayerViews
{
    public static readonly DeviceKey Key = new(1, 2);

    /// <summary>Calls with a maker of views on the fastest device.</summary>
    public static void With(Action<Device, Func<int, ArrayView<float>>> call)
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> numbers = device.Allocate<float>(64);
        call(device, length => numbers.View.SubView(0, length));
    }
}
