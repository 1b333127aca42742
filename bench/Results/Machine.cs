using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using BayesBench.Kernels;
using BayesBench.Support;

namespace BayesBench.Results;

/// <summary>machine.json: where, when and with what the results were made.</summary>
/// <param name="Name">Name of the results folder.</param>
/// <param name="Processor">The processor's model.</param>
/// <param name="Cores">Its cores.</param>
/// <param name="Threads">Its hardware threads that the process may use.</param>
/// <param name="VectorLanes">Floats in a vector register.</param>
/// <param name="CacheBytes">Size of each cache level.</param>
/// <param name="MemoryBytes">Memory that the process may use.</param>
/// <param name="DeviceKind">Kind of the device that ran the kernels.</param>
/// <param name="Device">Its name.</param>
/// <param name="DeviceMemoryBytes">Its memory; null when it is the machine's own.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Configuration">Release or Debug.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Commit">The commit it was built from.</param>
/// <param name="Date">When the run began, UTC.</param>
/// <param name="Profile">full, quick or smoke.</param>
/// <param name="Data">What the model was fitted to.</param>
public sealed record Machine(
    string Name,
    string Processor,
    int Cores,
    int Threads,
    int VectorLanes,
    IReadOnlyDictionary<string, long> CacheBytes,
    long MemoryBytes,
    string DeviceKind,
    string Device,
    long? DeviceMemoryBytes,
    string Driver,
    string OperatingSystem,
    string Runtime,
    string Configuration,
    string Version,
    string Commit,
    DateTime Date,
    string Profile,
    string Data)
{
    /// <summary>Whether the program is optimised; numbers of a Debug build mean nothing.</summary>
    public static bool IsRelease { get; } = ConfigurationOf() == "Release";

    public static Machine Of(Device device, string profile, string data)
    {
        ArgumentNullException.ThrowIfNull(device);
        string[] version = Attribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', 2);
        return new Machine(
            NameOf(device),
            Support.Processor.Name,
            Support.Processor.Cores,
            Environment.ProcessorCount,
            Support.Processor.Lanes,
            Support.Processor.Caches,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Format.Of(device.Kind),
            device.Name,
            device.Kind is Kernels.DeviceKind.Cuda or Kernels.DeviceKind.OpenClGpu ? device.MemorySize : null,
            device.Driver,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            ConfigurationOf(),
            version[0],
            version.Length > 1 ? version[1] : "unknown",
            DateTime.UtcNow,
            profile,
            data);
    }

    /// <summary>A folder's name for a machine: its processor and the device, no host's name.</summary>
    public static string NameOf(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        bool isProcessor = device.Kind is Kernels.DeviceKind.OpenClCpu or Kernels.DeviceKind.Cpu;
        string place = isProcessor
            ? string.Create(CultureInfo.InvariantCulture, $"{Support.Processor.Name} {Support.Processor.Cores} cores {Format.Of(device.Kind)}")
            : device.Name;
        return Slug(place);
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (char c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }

    private static string ConfigurationOf() => Attribute<AssemblyConfigurationAttribute>()?.Configuration ?? "unknown";

    private static T? Attribute<T>()
        where T : Attribute => typeof(Machine).Assembly.GetCustomAttribute<T>();
}
