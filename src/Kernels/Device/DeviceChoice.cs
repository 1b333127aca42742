using System.Globalization;

namespace BayesBench.Kernels;

/// <summary>A wish for a device: which kinds, in order, and the how-manieth of its kind.</summary>
/// <param name="Text">As written.</param>
/// <param name="Kinds">Kinds to try, best first.</param>
/// <param name="Index">Position among the devices of a kind, from 0.</param>
public sealed record DeviceChoice(string Text, IReadOnlyList<DeviceKind> Kinds, int Index)
{
    /// <summary>Reads <c>auto|cuda|opencl|cpu[:n]</c>.</summary>
    /// <param name="text">The wish.</param>
    /// <returns>The choice.</returns>
    /// <exception cref="ArgumentException">The text is not of that form.</exception>
    public static DeviceChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Trim().ToLowerInvariant().Split(':');
        IReadOnlyList<DeviceKind>? kinds = parts[0] switch
        {
            "auto" => [DeviceKind.Cuda, DeviceKind.OpenClGpu, DeviceKind.OpenClCpu, DeviceKind.Cpu],
            "cuda" => [DeviceKind.Cuda],
            "opencl" => [DeviceKind.OpenClGpu, DeviceKind.OpenClCpu],
            "cpu" => [DeviceKind.Cpu],
            _ => null,
        };
        int index = 0;
        bool indexIsGood = parts.Length == 1
            || (parts.Length == 2
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index));
        return kinds is not null && indexIsGood
            ? new DeviceChoice(text, kinds, index)
            : throw new ArgumentException(
                $"device is '{text}'; it must be auto, cuda, opencl or cpu, with :n for the n-th (cuda:1).",
                nameof(text));
    }
}
