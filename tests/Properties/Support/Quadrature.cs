using MathNet.Numerics.Integration;

namespace BayesBench.Properties.Support;

/// <summary>Integrals of smooth functions: Gauss and Legendre's rule of order 32 on panels.</summary>
public static class Quadrature
{
    /// <summary>Beyond 12 standard deviations lies 4e-33 of a normal law.</summary>
    private const double Far = 12.0;

    public static double Integral(Func<double, double> function, double low, double high, int panels = 24)
    {
        double width = (high - low) / panels;
        return Enumerable.Range(0, panels).Sum(panel => GaussLegendreRule.Integrate(
            function, low + (panel * width), low + ((panel + 1) * width), 32));
    }

    /// <summary>The integral of f over the line, where f falls as fast as the density of N(mean, standardDeviation^2).</summary>
    public static double OverTheLine(Func<double, double> function, NormalLaw scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return scale.StandardDeviation
            * Integral(z => function(scale.Mean + (scale.StandardDeviation * z)), -Far, Far);
    }
}
