using BayesBench.Agreements;

namespace BayesBench.Properties.Support;

/// <summary>
/// How near the reference must be to a golden value: 1e-13 of the sum of the absolute terms. Where an
/// agreement's float bound is relative to that sum, its double twin is the same sum.
/// </summary>
public static class GoldenTolerance
{
    private const double Share = 1e-13;

    public static double For(string id, object[] arguments, double[] expected, int component) =>
        Share * Math.Max(Math.Abs(expected[component]), Terms(id, arguments, expected, component));

    // The bound in units of float roundoff is at least the sum of the absolute terms.
    private static double Terms(string id, object[] arguments, double[] expected, int component)
    {
        ErrorBound bound = Registry.Find(id).Bound;
        return bound.Terms?.Invoke(arguments, expected, component)
            ?? (bound.Absolute?.Invoke(arguments, expected, component) / ErrorBound.U ?? 0);
    }
}
