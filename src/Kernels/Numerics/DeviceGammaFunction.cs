using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Numerics;

/// <summary>The gamma function's logarithm and its slope inside a kernel, in double, for x above 0.</summary>
/// <remarks>One road for all arguments: up to ten and more by the recurrence, then Stirling's series.</remarks>
internal static class DeviceGammaFunction
{
    private const double SeriesStart = 10.0;

    /// <summary>ln Gamma(x).</summary>
    public static double LogGamma(double x)
    {
        double product = 1.0;
        while (x < SeriesStart)
        {
            product *= x;
            x += 1.0;
        }

        return ((x - 0.5) * (DeviceDouble.Log(x) - 1.0)) + (DeviceDouble.HalfLogTwoPi - 0.5) + Correction(x) - DeviceDouble.Log(product);
    }

    /// <summary>psi(x), the slope of ln Gamma.</summary>
    public static double Digamma(double x)
    {
        double sum = 0.0;
        while (x < SeriesStart)
        {
            sum += 1.0 / x;
            x += 1.0;
        }

        return DeviceDouble.Log(x) - BelowLogarithm(x) - sum;
    }

    /// <summary>psi(x + a) - psi(x), also where both are huge and a is not.</summary>
    public static double DigammaDifference(double x, double a) => x < SeriesStart
        ? Digamma(x + a) - Digamma(x)
        : DeviceDouble.LogOnePlus(a / x) + BelowLogarithm(x) - BelowLogarithm(x + a);

    /// <summary>ln x - psi(x) for x of at least ten: 1/(2x) and B(2n) / (2n) in powers of 1 / x^2.</summary>
    public static double BelowLogarithm(double x)
    {
        double y = 1.0 / (x * x);
        double series = 1.0 / 12.0;
        series = (series * y) - (691.0 / 32760.0);
        series = (series * y) + (1.0 / 132.0);
        series = (series * y) - (1.0 / 240.0);
        series = (series * y) + (1.0 / 252.0);
        series = (series * y) - (1.0 / 120.0);
        series = (series * y) + (1.0 / 12.0);
        return (0.5 / x) + (series * y);
    }

    /// <summary>ln Gamma(x + a) - ln Gamma(x) for a below 1, relatively accurate for small a too.</summary>
    public static double LogRatio(double x, double a)
    {
        double sum = 0.0;
        while (x < SeriesStart)
        {
            sum += DeviceDouble.LogOnePlus(a / x);
            x += 1.0;
        }

        double logOnePlus = DeviceDouble.LogOnePlus(a / x);
        double beyondLinear = (x * logOnePlus) - a + ((a - 0.5) * logOnePlus);
        return (a * DeviceDouble.Log(x)) + beyondLinear + (Correction(x + a) - Correction(x)) - sum;
    }

    /// <summary>ln Gamma(1 + a) for a below 1, relatively accurate near 0 by its own series.</summary>
    public static double LogOfOnePlus(double a)
    {
        // Gamma(1 + a) = Gamma(11 + a) / ((1 + a) ... (10 + a)), and Gamma(11 + a) is 10! times a ratio.
        double sum = 0.0;
        for (int k = 1; k <= 10; k++)
        {
            sum += DeviceDouble.LogOnePlus(a / k);
        }

        return LogRatio(11.0, a) - sum;
    }

    /// <summary>What Stirling's formula lacks, for x of at least ten: 1/(12 x) - 1/(360 x^3) + ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Correction(double x)
    {
        double y = 1.0 / (x * x);
        double series = 1.0 / 156.0;
        series = (series * y) - (691.0 / 360360.0);
        series = (series * y) + (1.0 / 1188.0);
        series = (series * y) - (1.0 / 1680.0);
        series = (series * y) + (1.0 / 1260.0);
        series = (series * y) - (1.0 / 360.0);
        series = (series * y) + (1.0 / 12.0);
        return series / x;
    }

    /// <summary>a ln(a / x) + x - a, without cancellation where a is close to x.</summary>
    public static double Deviance(double a, double x) => Deviance(a, x, a - x);

    /// <summary>The same for a caller who knows a - x better than the rounded a and x tell.</summary>
    public static double Deviance(double a, double x, double difference)
    {
        double v = difference / (a + x);
        if (v * v > 0.01)
        {
            return (a * DeviceDouble.Log(a / x)) - difference;
        }

        // ln(a/x) = 2 atanh(v); its first term and x - a join to (a - x) v. Eight terms leave 2^-57.
        double square = v * v;
        double series = 1.0 / 17.0;
        series = (series * square) + (1.0 / 15.0);
        series = (series * square) + (1.0 / 13.0);
        series = (series * square) + (1.0 / 11.0);
        series = (series * square) + (1.0 / 9.0);
        series = (series * square) + (1.0 / 7.0);
        series = (series * square) + (1.0 / 5.0);
        series = (series * square) + (1.0 / 3.0);
        return (difference * v) + (2.0 * a * v * square * series);
    }
}
