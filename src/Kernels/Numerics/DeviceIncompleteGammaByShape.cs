using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>The incomplete gamma function's derivative by its shape inside a kernel, in double.</summary>
internal static class DeviceIncompleteGammaByShape
{
    private const int MostTerms = 100_000;

    /// <summary>d/da P(a, x) for a above 0 and x not negative.</summary>
    public static double Value(double a, double x)
    {
        double mass = DeviceIncompleteGamma.Mass(a, x);
        bool isInside = x > 0.0 && x < double.PositiveInfinity && mass > 0.0;
        return isInside ? -a * mass * LogQuantile(a, DeviceDouble.Log(x)) : 0.0;
    }

    /// <summary>d ln x / da at a fixed P(a, x): the derivative over the density of ln x.</summary>
    public static double LogQuantile(double a, double logX)
    {
        double x = DeviceDouble.Exp(logX);
        return x < a + 1.0 ? OfSeries(a, x, logX) : OfFraction(a, x, logX);
    }

    // Terms of P's series over their first, each with the sum of 1 / (a + k) that its derivative brings down.
    private static double OfSeries(double a, double x, double logX)
    {
        double term = 1.0;
        double sum = 1.0;
        double brought = 0.0;
        double weighted = 0.0;
        for (int n = 1; n < MostTerms && term > 1e-17 * sum; n++)
        {
            double inverse = 1.0 / (a + n);
            term *= x * inverse;
            brought += inverse;
            sum += term;
            weighted += term * brought;
        }

        return (weighted - (sum * (logX - DeviceGammaFunction.Digamma(a + 1.0)))) / a;
    }

    // Q's fraction as a quotient of two sequences that obey one recurrence, and so do their derivatives: scaled by 2^-64 now
    // and then, for both grow as factorials do.
    private static double OfFraction(double a, double x, double logX)
    {
        double denominator = x + 1.0 - a;
        double p0 = 0.0, q0 = 1.0, p0ByA = 0.0, q0ByA = 0.0;
        double p1 = 1.0, q1 = denominator, p1ByA = 0.0, q1ByA = -1.0;
        double fraction = p1 / q1;
        double slope = fraction * fraction;
        double change = 1.0;
        for (int n = 1; n < MostTerms && change > 4e-16; n++)
        {
            double numerator = n * (a - n);
            denominator += 2.0;
            double p2ByA = (denominator * p1ByA) - p1 + (numerator * p0ByA) + (n * p0);
            double q2ByA = (denominator * q1ByA) - q1 + (numerator * q0ByA) + (n * q0);
            double p2 = (denominator * p1) + (numerator * p0);
            double q2 = (denominator * q1) + (numerator * q0);
            double scale = q2 > 1.8446744073709552e19 ? 5.421010862427522e-20 : 1.0;
            p0 = p1 * scale;
            q0 = q1 * scale;
            p0ByA = p1ByA * scale;
            q0ByA = q1ByA * scale;
            p1 = p2 * scale;
            q1 = q2 * scale;
            p1ByA = p2ByA * scale;
            q1ByA = q2ByA * scale;
            double next = p1 / q1;
            double nextSlope = (p1ByA - (next * q1ByA)) / q1;
            change = XMath.Abs((next / fraction) - 1.0) + XMath.Abs((nextSlope / slope) - 1.0);
            fraction = next;
            slope = nextSlope;
        }

        return (fraction * (logX - DeviceGammaFunction.Digamma(a))) + slope;
    }
}
