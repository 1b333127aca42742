using BayesBench.Reference.Gradients;
using MathNet.Numerics.Integration;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Noise of the measure-valued estimators on grids of Gauss and Legendre, and what must hold over them.</summary>
internal static class MeasureLaws
{
    private const int Order = 32;
    private const double Far = 10; // beyond lies 1e-20 of any of the laws
    private static readonly GaussLegendreRule Rule = new(-1, 1, Order);

    /// <summary>
    /// A Rayleigh number and a normal one, (r sin a, r cos a) in polar coordinates: the length of both, and its sign, are smooth
    /// there on either side.
    /// </summary>
    public static IReadOnlyList<(double Weight, double[] Noise)> RayleighAndNormal { get; } =
    [
        .. from r in Nodes(0, Far, 14)
           from angle in Nodes(0, Math.PI / 2, 8)
           from sign in new[] { -1.0, 1.0 }
           select (
               r.Weight * angle.Weight * r.X * r.X * Math.Sin(angle.X) * Gauss(r.X),
               new[] { r.X * Math.Sin(angle.X), sign * r.X * Math.Cos(angle.X) }),
    ];

    /// <summary>A number of the double-sided Maxwell law and a uniform one.</summary>
    public static IReadOnlyList<(double Weight, double[] Noise)> MaxwellAndUniform { get; } =
    [
        .. from m in Nodes(-Far, Far, 28)
           from u in Nodes(0, 1, 6)
           select (m.Weight * u.Weight * m.X * m.X * Gauss(m.X), new[] { m.X, u.X }),
    ];

    /// <summary>Two Rayleigh numbers.</summary>
    public static IReadOnlyList<(double Weight, double[] Noise)> Rayleighs { get; } =
    [
        .. from w in Nodes(0, Far, 14)
           from v in Nodes(0, Far, 14)
           select (w.Weight * v.Weight * 2 * Math.PI * w.X * v.X * Gauss(w.X) * Gauss(v.X), new[] { w.X, v.X }),
    ];

    /// <summary>A normal number and one of the double-sided Maxwell law.</summary>
    public static IReadOnlyList<(double Weight, double[] Noise)> NormalAndMaxwell { get; } =
    [
        .. from n in Nodes(-Far, Far, 20)
           from m in Nodes(-Far, Far, 20)
           select (n.Weight * m.Weight * m.X * m.X * Gauss(n.X) * Gauss(m.X), new[] { n.X, m.X }),
    ];

    public static void MomentsAreIntegrals(
        GradientMoments exact, int component, IEnumerable<(double Weight, double[] Noise)> law, Func<double[], double> call)
    {
        double first = 0, absolute = 0, square = 0;
        foreach ((double weight, double[] noise) in law)
        {
            double g = call(noise);
            first += weight * g;
            absolute += weight * Math.Abs(g);
            square += weight * g * g;
        }

        // Sums of a quarter of a million terms, and differences of values of f in each.
        const double Rounding = 2e-12;
        Assert.Equal(exact.Gradient[component], first, Rounding * absolute);
        Assert.Equal(exact.Variance[component], square - (first * first), Rounding * square);
    }

    private static IEnumerable<(double X, double Weight)> Nodes(double low, double high, int panels) =>
        from panel in Enumerable.Range(0, panels)
        let half = (high - low) / (2 * panels)
        let middle = low + (((2 * panel) + 1) * half)
        from i in Enumerable.Range(0, Order)
        select (middle + (half * Rule.GetAbscissa(i)), half * Rule.GetWeight(i));

    private static double Gauss(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
}
