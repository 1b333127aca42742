using BayesBench.Kernels;
using ILGPU;

namespace BayesBench.Properties.Numerics;

/// <summary>Calls of a device function from the host.</summary>
internal static class DeviceFunctions
{
    /// <summary>Numbers of either sign and many sizes.</summary>
    public static float[] Numbers { get; } =
        [.. from power in Enumerable.Range(-140, 266) from part in Enumerable.Range(0, 3)
            select MathF.ScaleB(1f + (part * 0.37f), power)];

    public static float[] Apply(
        this Device device, Action<Device, ArrayView<float>, ArrayView<float>> function, IEnumerable<float> numbers)
    {
        float[] all = [.. numbers];
        using DeviceArray<float> x = device.Upload<float>(all);
        using DeviceArray<float> y = device.Allocate<float>(all.Length);
        function(device, x, y);
        return y.ToArray();
    }

    public static uint[] Bits(IEnumerable<float> numbers) => [.. numbers.Select(BitConverter.SingleToUInt32Bits)];
}
