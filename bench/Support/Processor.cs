using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BayesBench.Support;

/// <summary>What the processor is, as far as a peak rate needs it.</summary>
public static class Processor
{
    private const int DefaultCache = 32 << 20;
    private const string Devices = "/sys/devices/system/cpu";

    /// <summary>The model's name.</summary>
    public static string Name { get; } =
        Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Cores that this process may use: threads of one core share its arithmetic.</summary>
    public static int Cores { get; } = Math.Min(Environment.ProcessorCount, Math.Max(1, PhysicalCores()));

    /// <summary>Floats in a vector register.</summary>
    public static int Lanes { get; } = Avx512F.IsSupported ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Sizes of the caches of one core, by level, in bytes.</summary>
    public static IReadOnlyDictionary<string, long> Caches { get; } = ReadCaches();

    /// <summary>Size of the last-level cache in bytes, all its parts together.</summary>
    public static long LastLevelCache { get; } = LastLevelCacheOf(Devices, Environment.ProcessorCount);

    /// <summary>
    /// The last-level cache by what the kernel tells of every processor: large ones have a part for every few cores, of which
    /// so many threads reach no more than one each.
    /// </summary>
    public static long LastLevelCacheOf(string devices, int threads)
    {
        if (!Directory.Exists(devices))
        {
            return DefaultCache;
        }

        var parts = Directory
            .EnumerateFiles(devices, "shared_cpu_list", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
            .Select(file => Path.GetDirectoryName(file)!)
            .Select(cache => (
                Level: int.Parse(Text(cache, "level"), CultureInfo.InvariantCulture), Size: Text(cache, "size"), Sharing: Text(cache, "shared_cpu_list")))
            .GroupBy(cache => cache.Level)
            .MaxBy(level => level.Key)?.Distinct().ToList() ?? [];
        return parts.Count > 0 ? BytesOf(parts[0].Size) * Math.Min(parts.Count, threads) : DefaultCache;
    }

    /// <summary>
    /// The clock under load, in cycles a second: a 64-bit multiplication takes three cycles on every x64
    /// processor of the last ten years, and a chain of them cannot overlap. Null elsewhere.
    /// </summary>
    public static double? MeasureClock()
    {
        const int Multiplications = 8 * 200_000;
        const int CyclesEach = 3;
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return null;
        }

        double best = double.PositiveInfinity;
        ulong x = (ulong)Stopwatch.GetTimestamp() | 1;
        for (int repetition = 0; repetition < 60; repetition++)
        {
            long start = Stopwatch.GetTimestamp();
            x = Chain(x, x | 3, Multiplications / 8);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        GC.KeepAlive(x);
        return CyclesEach * Multiplications / best;
    }

    private static ulong Chain(ulong x, ulong factor, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
            x *= factor;
        }

        return x;
    }

    private static int PhysicalCores() => !Directory.Exists(Devices) ? Environment.ProcessorCount : Directory
        .EnumerateFiles(Devices, "thread_siblings_list", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
        .Select(file => File.ReadAllText(file).Trim())
        .Distinct()
        .Count();

    private static Dictionary<string, long> ReadCaches()
    {
        var caches = new Dictionary<string, long>();
        string folder = $"{Devices}/cpu0/cache";
        if (!Directory.Exists(folder))
        {
            return caches;
        }

        foreach (string index in Directory.EnumerateDirectories(folder, "index*").Order(StringComparer.Ordinal))
        {
            if (Text(index, "type") != "Instruction")
            {
                caches[$"L{Text(index, "level")}"] = BytesOf(Text(index, "size"));
            }
        }

        return caches;
    }

    private static string Text(string folder, string file) => File.ReadAllText(Path.Combine(folder, file)).Trim();

    // The kernel writes 32768K.
    private static long BytesOf(string size) => 1024 * long.Parse(size.TrimEnd('K'), CultureInfo.InvariantCulture);

    private static string? Line(string file, string name) => !File.Exists(file) ? null : File.ReadLines(file)
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => line.Split(':', 2)[^1].Trim())
        .FirstOrDefault();
}
