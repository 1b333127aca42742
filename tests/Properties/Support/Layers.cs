using Xunit;

namespace BayesBench.Properties.Support;

/// <summary>What the laws of layers have in common: numbers to call them with, and a loss that is linear in the outputs.</summary>
public static class Layers
{
    /// <summary>A matrix without a pattern, of numbers from -1 to 1.</summary>
    public static double[][] Matrix(int rows, int columns, int seed) =>
    [
        .. Enumerable.Range(0, rows).Select(i =>
            Enumerable.Range(0, columns).Select(j => Math.Sin((1000 * seed) + (i * columns) + j)).ToArray()),
    ];

    /// <summary>Standard deviations from 0.1 to 0.9.</summary>
    public static double[][] Deviations(int rows, int columns, int seed) =>
        [.. Matrix(rows, columns, seed).Select(row => row.Select(x => 0.5 + (0.4 * x)).ToArray())];

    /// <summary>sum c output: a loss whose derivative by the outputs is c.</summary>
    public static double Loss(double[][] slopes, double[][] outputs)
    {
        ArgumentNullException.ThrowIfNull(slopes);
        return slopes.Zip(outputs, (c, y) => c.Zip(y, (a, b) => a * b).Sum()).Sum();
    }

    /// <summary>Holds a gradient by a matrix against differences, at most at so many elements, to 1e-9 of its largest.</summary>
    public static void IsGradient(Func<double[][], double> loss, double[][] at, double[][] gradient, int most = 40)
    {
        ArgumentNullException.ThrowIfNull(at);
        Assert.Equal(at.Select(row => row.Length), gradient.Select(row => row.Length));
        int count = at.Length * at[0].Length;
        double largest = gradient.Max(row => row.Max(Math.Abs));
        for (int i = 0; i < count; i += Math.Max(1, count / most))
        {
            (int row, int column) = Math.DivRem(i, at[0].Length);
            double Shifted(double h) =>
                loss([.. at.Select((numbers, r) => r == row ? [.. numbers.Select((x, c) => c == column ? x + h : x)] : numbers)]);
            Assert.Equal(FiniteDifference.Slope(Shifted), gradient[row][column], 1e-9 * largest);
        }
    }
}
