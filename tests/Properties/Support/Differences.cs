namespace BayesBench.Properties.Support;

/// <summary>Derivatives by central differences, extrapolated to a step of nothing (Richardson).</summary>
public static class Differences
{
    private const int Levels = 5;

    /// <summary>
    /// The derivative at a point. Each level halves the step and takes out one even power of it: what is left is of order
    /// h^10, and the roundings of f over the least step.
    /// </summary>
    public static double Of(Func<double, double> f, double x, double h = 1.0 / 16)
    {
        ArgumentNullException.ThrowIfNull(f);
        var table = new double[Levels];
        for (int level = 0; level < Levels; level++, h /= 2)
        {
            double below = table[0];
            table[0] = (f(x + h) - f(x - h)) / (2 * h);
            double power = 4;
            for (int column = 1; column <= level; column++, power *= 4)
            {
                double better = ((power * table[column - 1]) - below) / (power - 1);
                (below, table[column]) = (table[column], better);
            }
        }

        return table[Levels - 1];
    }

    /// <summary>The derivative of a function of a matrix by one of its elements.</summary>
    public static double Of(Func<double[][], double> f, double[][] at, int row, int column) => Of(
        x =>
        {
            double[][] shifted = [.. at.Select(numbers => (double[])numbers.Clone())];
            shifted[row][column] = x;
            return f(shifted);
        },
        at[row][column]);
}
