using System.Runtime.CompilerServices;

namespace BayesBench.Reference.Numerics;

/// <content>Outcomes of a coin.</content>
internal static partial class Guard
{
    public static void ZeroOrOne(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        for (int i = 0; i < values.Length; i++)
        {
            Require(values[i] is 0.0 or 1.0, values[i], name, i, "0 or 1");
        }
    }
}
