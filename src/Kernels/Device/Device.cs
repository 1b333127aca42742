using System.Diagnostics.CodeAnalysis;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace BayesBench.Kernels;

/// <summary>
/// An open device: it allocates memory and launches kernel bodies. It may be used from many threads;
/// launches are serialised inside it, because a kernel's arguments are shared state in ILGPU.
/// </summary>
public sealed partial class Device : IDisposable
{
    // Two contexts created at the same time fail now and then; see docs/decisions.
    private static readonly Lock ContextGate = new();

    private readonly Context _context;
    private readonly int _index;
    private readonly ThreadLocal<long> _launches = new();

    private readonly MemoryBuffer1D<uint, Stride1D.Dense>?[] _scratch = new MemoryBuffer1D<uint, Stride1D.Dense>?[2];

    private Device(Context context, Accelerator accelerator, DeviceKind kind, int index)
    {
        (_context, _index) = (context, index);
        Accelerator = accelerator;
        Kind = kind;
        Name = accelerator.Name.Trim();
    }

    /// <summary>What kind of device this is.</summary>
    public DeviceKind Kind { get; }

    /// <summary>The name the driver gives.</summary>
    public string Name { get; }

    /// <summary>The driver and its version, as far as it tells.</summary>
    public string Driver => Accelerator switch
    {
        CLAccelerator { Device: CLDevice device } => $"{device.PlatformName} {CLAPI.CurrentAPI.GetDeviceInfo(device.DeviceId, CLDeviceInfoType.CL_DRIVER_VERSION)}",
        CudaAccelerator cuda => $"CUDA {cuda.DriverVersion}",
        _ => $"ILGPU {typeof(Context).Assembly.GetName().Version}",
    };

    /// <summary>Bytes of memory on the device.</summary>
    public long MemorySize => Accelerator.MemorySize;

    /// <summary>
    /// Whether a body should loop over its draws with register accumulators (GPUs, ILGPU's CPU
    /// accelerator) rather than be straight-line code with one small piece per work item, which is what
    /// an OpenCL compiler for processors vectorises.
    /// </summary>
    public bool PrefersLoops => Kind != DeviceKind.OpenClCpu;

    /// <summary>How many kernels the thread that asks has launched so far.</summary>
    public long Launches => _launches.Value;

    internal Accelerator Accelerator { get; }

    internal Lock Gate { get; } = new();

    private int DefaultGroupSize => Kind switch
    {
        DeviceKind.OpenClCpu => Math.Min(1024, Accelerator.MaxNumThreadsPerGroup),
        DeviceKind.Cpu => 1,
        _ => 256,
    };

    /// <summary>Opens a device.</summary>
    /// <param name="choice">
    /// <c>auto</c>, <c>cuda</c>, <c>opencl</c> or <c>cpu</c>, with <c>:n</c> for the n-th of its kind.
    /// Null reads <c>BAYESBENCH_DEVICE</c>, and is <c>auto</c> when that is not set.
    /// </param>
    /// <returns>The open device; dispose of it.</returns>
    /// <exception cref="ArgumentException">The choice is not of that form.</exception>
    /// <exception cref="DeviceNotFoundException">There is no such device here.</exception>
    public static Device Open(string? choice = null)
    {
        var wanted = DeviceChoice.Parse(
            choice ?? Environment.GetEnvironmentVariable("BAYESBENCH_DEVICE") ?? "auto");
        NativeLibraries.Register();
        lock (ContextGate)
        {
            int index = wanted.Index;
            foreach (DeviceKind kind in wanted.Kinds)
            {
                if (TryOpen(kind, ref index, out Device? device))
                {
                    return device;
                }
            }
        }

        throw new DeviceNotFoundException(wanted, DeviceSurvey.ReasonsFor(wanted));
    }

    /// <summary>
    /// Opens the same device once more: with kernels and memory of its own, so that what is compiled for one does not wait for
    /// the other.
    /// </summary>
    /// <returns>The open device; dispose of it.</returns>
    /// <exception cref="InvalidOperationException">The driver opens it no second time.</exception>
    public Device OpenAgain()
    {
        lock (ContextGate)
        {
            int index = _index;
            return TryOpen(Kind, ref index, out Device? device)
                ? device
                : throw new InvalidOperationException($"{this} cannot be opened once more.");
        }
    }

    /// <summary>Allocates an array with undefined content.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="length">Number of elements, 0 allowed.</param>
    /// <returns>The array.</returns>
    public DeviceArray<T> Allocate<T>(int length)
        where T : unmanaged
    {
        DeviceGuard.AtLeast(0, length, nameof(length));
        lock (Gate)
        {
            // A zero-sized buffer has no address on OpenCL, and a kernel argument needs one.
            return new DeviceArray<T>(this, Accelerator.Allocate1D<T>(Math.Max(1, length)), length);
        }
    }

    /// <summary>
    /// Memory for what one launch hands to the next, of elements of 32 or 64 bits; whoever uses it holds <see cref="Gate"/> for
    /// both. It is kept, because a processor pays for every fresh page.
    /// </summary>
    /// <param name="length">Elements.</param>
    /// <param name="depth">0, and 1 where launches between the two use memory of depth 0 themselves.</param>
    internal ArrayView<T> Scratch<T>(int length, int depth = 0)
        where T : unmanaged
    {
        long words = (long)length * Interop.SizeOf<T>() / sizeof(uint);
        MemoryBuffer1D<uint, Stride1D.Dense>? buffer = _scratch[depth];
        if (buffer is null || buffer.Length < words)
        {
            // OpenCL frees a buffer when the launches that use it are done.
            buffer?.Dispose();
            buffer = _scratch[depth] = Accelerator.Allocate1D<uint>(words);
        }

        return buffer.View.BaseView.Cast<T>();
    }

    /// <summary>Copies host elements into a new array on the device.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The elements.</param>
    /// <returns>The array.</returns>
    public DeviceArray<T> Upload<T>(ReadOnlySpan<T> source)
        where T : unmanaged
    {
        DeviceArray<T> array = Allocate<T>(source.Length);
        array.CopyFrom(source);
        return array;
    }

    /// <summary>Waits until everything launched so far is done.</summary>
    public void Synchronize()
    {
        lock (Gate)
        {
            Accelerator.Synchronize();
        }
    }

    /// <inheritdoc />
    public override string ToString() => $"{Kind} {Name}";

    /// <inheritdoc />
    public void Dispose()
    {
        lock (Gate)
        {
            Array.ForEach(_scratch, buffer => buffer?.Dispose());
            Accelerator.Dispose();
            _context.Dispose();
        }

        _launches.Dispose();
    }

    private static bool TryOpen(DeviceKind kind, ref int index, [NotNullWhen(true)] out Device? device)
    {
        device = null;
        Context? context = null;
        try
        {
            context = DeviceSurvey.CreateContext(kind);
            var found = DeviceSurvey.Devices(context, kind).ToList();
            if (index < found.Count)
            {
                Accelerator accelerator = kind == DeviceKind.Cpu
                    ? ((CPUDevice)found[index]).CreateCPUAccelerator(context, CPUAcceleratorMode.Auto)
                    : found[index].CreateAccelerator(context);
                device = new Device(context, accelerator, kind, index);
            }

            index -= found.Count;
        }
        catch (Exception e) when (DeviceSurvey.IsDriverFailure(e))
        {
            device = null;
        }

        if (device is null)
        {
            context?.Dispose();
        }

        return device is not null;
    }
}
