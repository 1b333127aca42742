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

    /// <summary>Size of the last-level cache in bytes.</summary>
    public static long LastLevelCache => Caches.Count > 0 ? Caches.Values.Max() : DefaultCache;

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
            string type = File.ReadAllText($"{index}/type").Trim();
            string size = File.ReadAllText($"{index}/size").Trim();
            if (type != "Instruction" && size.EndsWith('K'))
            {
                caches[$"L{File.ReadAllText($"{index}/level").Trim()}"] =
                    1024 * long.Parse(size[..^1], CultureInfo.InvariantCulture);
            }
        }

        return caches;
    }

    private static string? Line(string file, string name) => !File.Exists(file) ? null : File.ReadLines(file)
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => line.Split(':', 2)[^1].Trim())
        .FirstOrDefault();
}
