using BayesBench.Kernels;

namespace BayesBench.Support;

/// <summary>Where the data of a benchmark's launches lie.</summary>
public enum WorkingSet
{
    /// <summary>In memory: they are larger than the last-level cache.</summary>
    Cold,

    /// <summary>In the last-level cache: the launches of one call go through the same data.</summary>
    Warm,

    /// <summary>In registers: nothing need be read or written.</summary>
    Registers,
}

/// <summary>How large a working set is on a device.</summary>
public static class WorkingSetSize
{
    private const int TimesTheCache = 4;
    private const int PartOfTheCache = 4;

    // The CPU accelerator pays so much for every work item that no cache is felt.
    private const int PartForWorkItems = 16;

    // A GPU copies less than this in the time of a few launches; no cache of a GPU comes near it.
    private const long FewestOnGpu = 1L << 30;
    private const long MostOnProcessor = 1L << 30;

    // Where the driver does not tell; no GPU's last-level cache that is worth a benchmark is smaller.
    private const long UnknownGpuCache = 4L << 20;

    /// <summary>Bytes of the last-level cache, all its parts together.</summary>
    public static long CacheOf(Device device) => IsGpu(device)
        ? RoofKernels.CacheBytes(device) ?? UnknownGpuCache
        : Processor.LastLevelCache;

    /// <summary>Bytes that one launch reads and writes.</summary>
    public static long BytesOf(Device device, WorkingSet workingSet)
    {
        long cache = CacheOf(device);
        return workingSet switch
        {
            WorkingSet.Cold when IsGpu(device) => Math.Max(TimesTheCache * cache, FewestOnGpu),
            WorkingSet.Cold => Math.Min(TimesTheCache * cache, MostOnProcessor),
            WorkingSet.Warm when device.Kind == DeviceKind.Cpu => cache / PartForWorkItems,
            WorkingSet.Warm => cache / PartOfTheCache,
            _ => 0,
        };
    }

    /// <summary>
    /// Launches of one call before it waits: a warm call goes through as many bytes as a cold one, so that waiting counts as
    /// little. The CPU accelerator waits at every launch.
    /// </summary>
    public static int LaunchesOf(Device device, WorkingSet workingSet)
    {
        ArgumentNullException.ThrowIfNull(device);
        return workingSet == WorkingSet.Warm && device.Kind != DeviceKind.Cpu ? TimesTheCache * PartOfTheCache : 1;
    }

    /// <summary>Whether the device is a GPU.</summary>
    public static bool IsGpu(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Kind is DeviceKind.Cuda or DeviceKind.OpenClGpu;
    }
}
