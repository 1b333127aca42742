using Xunit;

namespace BayesBench.Tests.Support;

/// <summary>What this run must have: <c>BAYESBENCH_REQUIRE=opencl,data,golden</c> turns a missing one into a failure.</summary>
public static class Requirements
{
    public static void Missing(string what, string reason)
    {
        string[] required = (Environment.GetEnvironmentVariable("BAYESBENCH_REQUIRE") ?? string.Empty)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (required.Contains(what))
        {
            Assert.Fail($"{what} is required (BAYESBENCH_REQUIRE) but missing: {reason}");
        }

        Assert.Skip($"no {what}: {reason}");
    }
}
