using BayesBench.Agreements;

namespace BayesBench.Properties.Support;

/// <summary>Derivatives of what a test has no other derivative of.</summary>
public static class FiniteDifference
{
    /// <summary>f'(0), by three central differences and Richardson's extrapolation of them: the error is of order step^6.</summary>
    public static double Slope(Func<double, double> f, double step = 1e-2)
    {
        double Central(double h) => (f(h) - f(-h)) / (2 * h);
        double a = Central(step), b = Central(step / 2), c = Central(step / 4);
        double ab = ((4 * b) - a) / 3, bc = ((4 * c) - b) / 3;
        return ((16 * bc) - ab) / 15;
    }

    /// <summary>The gradient of a function of several numbers.</summary>
    public static double[] Gradient(double[] at, Func<double[], double> f, double step = 1e-2) =>
    [
        .. Enumerable.Range(0, at.Length).Select(j => Slope(
            h => f([.. at.Select((value, i) => i == j ? value + h : value)]), step)),
    ];

    /// <summary>The largest difference of two gradients, as a share of the largest component.</summary>
    public static double RelativeError(double[] actual, double[] expected) =>
        actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max() / expected.Max(Math.Abs);

    /// <summary>Numbers of a standard normal law, from a seed.</summary>
    public static double[] Normal(int length, ulong seed) => new InputSource(seed).Vector(length, s => s.Normal());
}
