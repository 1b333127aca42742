namespace BayesBench.Reference.Gradients;

/// <summary>Gauss and Legendre's rule on (0, 1): exact for polynomials up to degree 2 n - 1.</summary>
/// <remarks>Nodes are the roots of Legendre's polynomial, by Newton's method; weights are 2 / ((1 - x^2) P'(x)^2).</remarks>
internal sealed class GaussLegendre
{
    private readonly (double Node, double Weight)[] _points;

    public GaussLegendre(int nodes) => _points = [.. Enumerable.Range(0, nodes).Select(i => Point(i, nodes))];

    public double Integrate(Func<double, double> f) => _points.Sum(point => point.Weight * f(point.Node));

    /// <summary>Nodes and weights on an interval.</summary>
    public IEnumerable<(double Node, double Weight)> On(double low, double high) =>
        _points.Select(point => (low + ((high - low) * point.Node), (high - low) * point.Weight));

    private static (double Node, double Weight) Point(int i, int nodes)
    {
        // The guess is right to a few per mille of the distance to the next root: five steps double the digits often enough.
        double x = Math.Cos(Math.PI * (i + 0.75) / (nodes + 0.5));
        for (int step = 0; step < 5; step++)
        {
            (double value, double slope) = Legendre(nodes, x);
            x -= value / slope;
        }

        double derivative = Legendre(nodes, x).Slope;
        return ((1.0 + x) / 2.0, 1.0 / ((1.0 - (x * x)) * derivative * derivative));
    }

    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        (double before, double value) = (1.0, x);
        for (int n = 2; n <= degree; n++)
        {
            (before, value) = (value, ((((2 * n) - 1) * x * value) - ((n - 1) * before)) / n);
        }

        return (value, degree * ((x * value) - before) / ((x * x) - 1.0));
    }
}
