using System.Buffers;
using ILGPU;
using ILGPU.Runtime;

namespace BayesBench.Kernels;

/// <summary>An array in the memory of a device. Kernels take it as an <see cref="ArrayView{T}"/>.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public sealed class DeviceArray<T> : IDisposable
    where T : unmanaged
{
    private readonly Device _device;
    private readonly MemoryBuffer1D<T, Stride1D.Dense> _buffer;

    internal DeviceArray(Device device, MemoryBuffer1D<T, Stride1D.Dense> buffer, int length)
    {
        _device = device;
        _buffer = buffer;
        Length = length;
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The whole array as a kernel sees it.</summary>
    public ArrayView<T> View => _buffer.View.BaseView.SubView(0, Length);

    /// <summary>The whole array as a kernel sees it.</summary>
    /// <param name="array">The array.</param>
    public static implicit operator ArrayView<T>(DeviceArray<T> array) => array.View;

    /// <summary>The named form of the conversion to a view.</summary>
    /// <returns>The view.</returns>
    public ArrayView<T> ToArrayView() => View;

    /// <summary>Overwrites the array from the host.</summary>
    /// <param name="source">As many elements as the array has.</param>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        DeviceGuard.SameLength(Length, source.Length, nameof(source));
        if (Length == 0)
        {
            return;
        }

        // ILGPU's span overload wants a writable reference.
        T[] copied = source.ToArray();
        using MemoryHandle pinned = copied.AsMemory().Pin();
        lock (_device.Gate)
        {
            View.CopyFromCPU(copied);
            _device.Accelerator.Synchronize();
        }
    }

    /// <summary>Waits for the device and reads the array back.</summary>
    /// <returns>A copy of the elements.</returns>
    public T[] ToArray()
    {
        var result = new T[Length];
        if (Length > 0)
        {
            // A driver copies behind ILGPU's back, and a collection on another thread moves what is not pinned.
            using MemoryHandle pinned = result.AsMemory().Pin();
            lock (_device.Gate)
            {
                View.CopyToCPU(result);
                _device.Accelerator.Synchronize();
            }
        }

        return result;
    }

    /// <summary>Fills the array with zero bits.</summary>
    public void Clear()
    {
        lock (_device.Gate)
        {
            _buffer.MemSetToZero();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_device.Gate)
        {
            _buffer.Dispose();
        }
    }
}
