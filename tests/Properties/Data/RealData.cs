using BayesBench.Data;
using BayesBench.Tests.Support;

namespace BayesBench.Properties.Data;

/// <summary>Real data for a test that wants them: there, skipped by name, or required (<c>BAYESBENCH_REQUIRE</c>).</summary>
internal static class RealData
{
    /// <summary>The data directory if the set's folder is in it; otherwise the test says what is missing.</summary>
    public static string Require(string set)
    {
        string root = DataDirectory.Resolve();
        if (!Directory.Exists(Path.Combine(root, set)))
        {
            Requirements.Missing("data", $"{set} is not in {root}, 'data fetch {set}' brings it");
        }

        return root;
    }
}
