using System.Globalization;
using System.Text.RegularExpressions;

namespace BayesBench.PtxGate.Assembling;

/// <summary>What a work item of a body, or its group, occupies.</summary>
/// <param name="Registers">Of 32 bits, for each work item.</param>
/// <param name="Shared">Bytes of shared memory, for each group.</param>
/// <param name="Stack">Bytes of stack frame, in local memory.</param>
/// <param name="SpillStores">Bytes stored because registers ran out.</param>
/// <param name="SpillLoads">Bytes loaded back.</param>
public sealed partial record Resources(int Registers, int Shared, int Stack, int SpillStores, int SpillLoads)
{
    /// <summary>Reads what <c>ptxas -v</c> prints.</summary>
    /// <returns>The resources of every entry function, by name.</returns>
    public static IReadOnlyDictionary<string, Resources> Parse(string log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var resources = new Dictionary<string, Resources>();
        string name = string.Empty;
        Match frame = Match.Empty;
        foreach (string line in log.Split('\n'))
        {
            if (Entry().Match(line) is { Success: true } entry)
            {
                name = entry.Groups[1].Value;
            }
            else if (Frame().Match(line) is { Success: true } found)
            {
                frame = found;
            }
            else if (Used().Match(line) is { Success: true } used)
            {
                resources.Add(name, new Resources(
                    Number(used), Number(Smem().Match(line)), Number(frame, 1), Number(frame, 2), Number(frame, 3)));
            }
        }

        return resources;
    }

    private static int Number(Match match, int group = 1) =>
        match.Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"Compiling entry function '([^']+)'")]
    private static partial Regex Entry();

    [GeneratedRegex(@"(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads")]
    private static partial Regex Frame();

    [GeneratedRegex(@"Used (\d+) registers")]
    private static partial Regex Used();

    [GeneratedRegex(@"(\d+)(?:\+\d+)? bytes smem")]
    private static partial Regex Smem();
}
