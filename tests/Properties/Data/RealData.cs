using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>Real data for a test that wants them: there, skipped by name, or required.</summary>
internal static class RealData
{
    /// <summary>
    /// The data directory if the set's folder is in it. Otherwise the test is skipped, or fails where
    /// <c>BAYESBENCH_REQUIRE</c> names <c>data</c>.
    /// </summary>
    public static string Require(string set)
    {
        string root = DataDirectory.Resolve();
        if (!Directory.Exists(Path.Combine(root, set)))
        {
            string reason = $"no {set} in {root}: 'data fetch {set}' brings it";
            bool required = (Environment.GetEnvironmentVariable("BAYESBENCH_REQUIRE") ?? "")
                .Split(',', StringSplitOptions.TrimEntries).Contains("data");
            Assert.SkipUnless(required, reason);
            Assert.Fail(reason);
        }

        return root;
    }
}
