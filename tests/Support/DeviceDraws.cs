using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Tests.Support;

/// <summary>Draws of a device on the host.</summary>
internal static class DeviceDraws
{
    public static T[] Draw<T>(
        this Device device,
        Action<Device, DeviceKey, uint, ulong, ArrayView<T>> fill,
        PhiloxKey key,
        uint stream,
        ulong firstBlock,
        int count)
        where T : unmanaged
    {
        using DeviceArray<T> values = device.Allocate<T>(count);
        fill(device, new DeviceKey(key.K0, key.K1), stream, firstBlock, values);
        return values.ToArray();
    }
}
