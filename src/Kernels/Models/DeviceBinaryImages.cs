using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Models;

/// <summary>
/// Binary images from grey ones in the memory of a device: every pixel is 1 with its grey value for probability, drawn anew for every
/// pass, and every pass has an order of its own.
/// </summary>
/// <remarks>
/// A pass is drawn at once, so that its batches lie ready: their steps launch nothing for it. Number j of the pass, counted along its
/// order, is compared with the uniform number of word j % 4 of block <c>pass ceil(N D / 4) + j / 4</c>.
/// </remarks>
public sealed class DeviceBinaryImages : IDisposable
{
    /// <summary>The second word of the counter.</summary>
    public const uint Stream = 0x0F00;

    private readonly Device _device;
    private readonly DeviceArray<float> _grey, _ordered, _binary;
    private readonly DeviceArray<int> _order;
    private readonly int _pixels;

    /// <summary>Uploads grey images.</summary>
    /// <param name="device">Where they live.</param>
    /// <param name="images">Shape [N, D], each in [0, 1]; at least one.</param>
    /// <param name="pixels">D, at least 1.</param>
    /// <exception cref="ArgumentException">The images are no whole rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are none.</exception>
    public DeviceBinaryImages(Device device, ReadOnlySpan<float> images, int pixels)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(pixels, nameof(pixels));
        DeviceGuard.AtLeastOne(images.Length, nameof(images));
        Count = images.Length / pixels;
        DeviceGuard.SameLength(Count * pixels, images.Length, nameof(images));
        (_device, _pixels) = (device, pixels);
        _grey = device.Upload(images);
        _ordered = device.Allocate<float>(images.Length);
        _binary = device.Allocate<float>(images.Length);
        _order = device.Allocate<int>(Count);
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>Draws a pass.</summary>
    /// <param name="key">The noise's key.</param>
    /// <param name="pass">Which; at least 0.</param>
    /// <param name="order">Shape [N]: which grey image is the next.</param>
    /// <returns>Shape [N, D]: memory of this object's own, good until the next pass.</returns>
    /// <exception cref="ArgumentException">The order has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The pass is negative, or the order names an image that there is not.</exception>
    public DeviceArray<float> Draw(DeviceKey key, int pass, ReadOnlySpan<int> order)
    {
        DeviceGuard.AtLeast(0, pass, nameof(pass));
        DeviceGuard.SameLength(Count, order.Length, nameof(order));
        foreach (int place in order)
        {
            DeviceGuard.Within(place, 0, Count - 1, nameof(order));
        }

        _order.CopyFrom(order);
        ClassifierNetworkKernels.Gather(_device, _pixels, _grey, _order, _ordered);
        ulong blocks = ((ulong)_grey.Length + 3) / 4;
        UnitIntervalKernels.Fill(_device, key, Stream, (ulong)pass * blocks, _binary);
        _device.LaunchForEachPair<IsBelow>(_binary, _ordered, _binary);
        return _binary;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _grey.Dispose();
        _ordered.Dispose();
        _binary.Dispose();
        _order.Dispose();
    }

    private readonly struct IsBelow : IBinaryFunction
    {
        public static float Of(float x, float y) => x < y ? 1f : 0f;
    }
}
