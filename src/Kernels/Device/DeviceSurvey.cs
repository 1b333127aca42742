using ILGPU;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace BayesBench.Kernels;

/// <summary>A device that is here, or a kind that is not and why.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Choice">How to ask for it (<c>opencl:0</c>), or null when it is not here.</param>
/// <param name="Name">The driver's name for it, or null.</param>
/// <param name="MemorySize">Bytes of memory.</param>
/// <param name="MissingBecause">Why there is none of this kind, or null when there is.</param>
public sealed record DeviceReport(
    DeviceKind Kind, string? Choice, string? Name, long MemorySize, string? MissingBecause);

/// <summary>Looks for devices without opening them for work.</summary>
public static class DeviceSurvey
{
    /// <summary>Every device found and, for each kind that was not, the reason.</summary>
    /// <returns>In the order in which <c>auto</c> would take them.</returns>
    public static IReadOnlyList<DeviceReport> Run()
    {
        NativeLibraries.Register();
        var reports = new List<DeviceReport>();
        int openClBefore = 0; // opencl:n counts GPUs first, then processors
        foreach (DeviceKind kind in Enum.GetValues<DeviceKind>())
        {
            List<DeviceReport> found = Survey(kind, openClBefore, out string? reason);
            openClBefore = kind == DeviceKind.OpenClGpu ? found.Count : 0;
            reports.AddRange(found.Count > 0 ? found : [new DeviceReport(kind, null, null, 0, reason)]);
        }

        return reports;
    }

    internal static IEnumerable<string> ReasonsFor(DeviceChoice choice) =>
        from report in Run()
        where choice.Kinds.Contains(report.Kind)
        select report.MissingBecause is { } reason
            ? $"{report.Kind}: {reason}"
            : $"{report.Kind}: only {report.Choice} ({report.Name})";

    /// <summary>
    /// How ILGPU translates bodies for a kind of device, or for a compiler that has none: its algorithms' functions and the
    /// default mode of its mathematics. Level 2 of its optimiser takes the index of a work item for the same number in a
    /// whole group and tells NVIDIA's assembler that every branch is uniform; so those GPUs have level 1, see docs/decisions/0023.
    /// </summary>
    /// <param name="builder">The builder of a context.</param>
    /// <param name="kind">The kind of device.</param>
    /// <returns>The builder.</returns>
    public static Context.Builder ConfigureTranslation(Context.Builder builder, DeviceKind kind)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Fused.Register(builder);
        return builder.EnableAlgorithms().Optimize(kind == DeviceKind.Cuda ? OptimizationLevel.O1 : OptimizationLevel.O2);
    }

    internal static Context CreateContext(DeviceKind kind) => Context.Create(builder =>
    {
        Context.Builder configured = ConfigureTranslation(builder, kind);
        _ = kind switch
        {
            DeviceKind.Cuda => configured.Cuda(),
            // Two warps of two threads on two processors: simulated threads cost time, loops do not.
            DeviceKind.Cpu => configured.CPU(new CPUDevice(2, 2, Math.Max(2, Environment.ProcessorCount / 4))),
            _ => configured.OpenCL(),
        };
    });

    internal static IEnumerable<ILGPU.Runtime.Device> Devices(Context context, DeviceKind kind) =>
        kind switch
        {
            DeviceKind.Cuda => Every(context.GetCudaDevices()),
            DeviceKind.Cpu => Every(context.GetCPUDevices()),
            DeviceKind.OpenClCpu => Every(context.GetCLDevices()).Where(IsProcessor),
            _ => Every(context.GetCLDevices()).Where(device => !IsProcessor(device)),
        };

    internal static bool IsDriverFailure(Exception e) =>
        e is CudaException or CLException or DllNotFoundException or EntryPointNotFoundException
            or NotSupportedException or InvalidOperationException or TypeInitializationException;

    private static List<T> Every<T>(Context.DeviceCollection<T> devices)
        where T : ILGPU.Runtime.Device
    {
        var list = new List<T>();
        foreach (T device in devices)
        {
            list.Add(device);
        }

        return list;
    }

    private static bool IsProcessor(CLDevice device) =>
        (device.DeviceType & CLDeviceType.CL_DEVICE_TYPE_CPU) != 0;

    private static List<DeviceReport> Survey(DeviceKind kind, int firstIndex, out string? reason)
    {
        reason = MissingLibrary(kind);
        if (reason is not null)
        {
            return [];
        }

        try
        {
            using Context context = CreateContext(kind);
            string name = kind switch { DeviceKind.Cuda => "cuda", DeviceKind.Cpu => "cpu", _ => "opencl" };
            reason = kind switch
            {
                DeviceKind.Cuda => "the CUDA driver reports no GPU",
                DeviceKind.OpenClGpu => "no OpenCL driver reports a GPU",
                _ => "no OpenCL driver reports a processor with OpenCL C 2.0 and the generic address space "
                    + "(PoCL 5 or newer does; tools/install-opencl.sh installs it)",
            };
            return [.. Devices(context, kind).Select((device, i) =>
                new DeviceReport(kind, $"{name}:{firstIndex + i}", device.Name.Trim(), device.MemorySize, null))];
        }
        catch (Exception e) when (IsDriverFailure(e))
        {
            reason = $"the driver failed: {e.Message}";
            return [];
        }
    }

    private static string? MissingLibrary(DeviceKind kind)
    {
        if (!OperatingSystem.IsLinux() || kind == DeviceKind.Cpu)
        {
            return null;
        }

        string soname = kind == DeviceKind.Cuda ? "libcuda.so.1" : "libOpenCL.so.1";
        string cure = kind switch
        {
            DeviceKind.Cuda => "install the NVIDIA driver",
            DeviceKind.OpenClGpu => "install the GPU's OpenCL driver",
            _ => "tools/install-opencl.sh installs PoCL",
        };
        return NativeLibraries.CanLoad(soname) ? null : $"{soname} is not installed ({cure})";
    }
}
