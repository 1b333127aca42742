using BayesBench.Data;
using BayesBench.Tests.Support;

namespace BayesBench.Properties.Data;

/// <summary>Real data for a test that wants them; without them it is skipped, unless they are required.</summary>
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
