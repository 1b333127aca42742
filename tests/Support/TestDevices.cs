using BayesBench.Kernels;
using Xunit;

namespace BayesBench.Tests.Support;

/// <summary>One open device of each kind that this machine has, shared by all tests.</summary>
public static class TestDevices
{
    private static readonly Dictionary<string, Lazy<Device>> Open =
        new[] { "cpu", "opencl", "cuda" }.ToDictionary(choice => choice, choice => new Lazy<Device>(() => Device.Open(choice)));

    private static readonly Dictionary<string, Lazy<Device>> OpenAgain =
        Open.ToDictionary(one => one.Key, one => new Lazy<Device>(() => one.Value.Value.OpenAgain()));

    private static readonly Lazy<IReadOnlyList<DeviceReport>> Survey = new(DeviceSurvey.Run);

    /// <summary>The device of a choice from <see cref="Choices"/>; skips or fails the test when there is none.</summary>
    public static Device Get(string choice)
    {
        string reason = WhyMissing(choice);
        if (reason.Length > 0)
        {
            Requirements.Missing(choice, reason);
        }

        return Open[choice].Value;
    }

    /// <summary>The same device opened a second time, for tests that compile much beside those of the first.</summary>
    public static Device GetAgain(string choice)
    {
        Get(choice);
        return OpenAgain[choice].Value;
    }

    /// <summary>The fastest device here, for what needs to run once only.</summary>
    public static Device Fastest => Get(Open.Keys.Last(choice => WhyMissing(choice).Length == 0));

    /// <summary>A row for every kind of device; the kinds not here are listed as skipped, by name.</summary>
    public static TheoryData<string> Choices => [.. Open.Keys];

    private static string WhyMissing(string choice)
    {
        var kinds = DeviceChoice.Parse(choice).Kinds;
        var reports = Survey.Value.Where(report => kinds.Contains(report.Kind)).ToList();
        return reports.Any(report => report.Choice is not null)
            ? string.Empty
            : string.Join("; ", reports.Select(report => report.MissingBecause));
    }
}
