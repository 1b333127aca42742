namespace BayesBench.Kernels.Numerics;

/// <summary>Derivatives of digamma inside a kernel, in double, for x above 0.</summary>
internal static class DevicePolygamma
{
    private const double SeriesStart = 16.0;

    /// <summary>The order-th derivative of psi, order 1, 2 or 3: the recurrence up to sixteen, then seven terms of the series.</summary>
    public static double Value(int order, double x)
    {
        double sum = 0.0;
        while (x < SeriesStart)
        {
            sum += Factorial(order) / Power(x, order + 1);
            x += 1.0;
        }

        double y = 1.0 / (x * x);
        double series = 7.0 / 6.0 * Rising(order, 14);
        series = (series * y) - (691.0 / 2730.0 * Rising(order, 12));
        series = (series * y) + (5.0 / 66.0 * Rising(order, 10));
        series = (series * y) - (1.0 / 30.0 * Rising(order, 8));
        series = (series * y) + (1.0 / 42.0 * Rising(order, 6));
        series = (series * y) - (1.0 / 30.0 * Rising(order, 4));
        series = (series * y) + (1.0 / 6.0 * Rising(order, 2));
        double size = sum
            + (((order == 3 ? 2.0 : 1.0) + (0.5 * Factorial(order) / x) + (series * y)) / Power(x, order));
        return order == 2 ? -size : size;
    }

    private static double Factorial(int order) => order == 3 ? 6.0 : order;

    // (k + order - 1)! / k!
    private static double Rising(int order, int k) => order == 1 ? 1.0 : order == 2 ? k + 1.0 : (k + 1.0) * (k + 2.0);

    // Of an exponent from 1 to 4.
    private static double Power(double x, int exponent)
    {
        double square = x * x;
        double odd = exponent > 2 ? square * x : x;
        return exponent == 2 ? square : exponent == 4 ? square * square : odd;
    }
}
