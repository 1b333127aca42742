using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>The two tails of an incomplete function: what lies below a point and what lies above.</summary>
internal readonly struct DeviceTails(double lower, double upper)
{
    public readonly double Lower = lower;
    public readonly double Upper = upper;

    public DeviceTails Swapped => new(Upper, Lower);
}

/// <summary>The regularised incomplete gamma functions P and Q inside a kernel, in double.</summary>
internal static class DeviceIncompleteGamma
{
    private const double RootTwoPi = 2.5066282746310005;
    private const int InfinityBits = 0x7F800000;
    private const int MostTerms = 100_000;

    /// <summary>The smallest float x with P(a, x) at least p, by bisection over the positive floats on the smaller tail.</summary>
    public static float Inverse(double a, double p)
    {
        int low = 0;
        int high = InfinityBits;
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            DeviceTails tails = Tails(a, DeviceMath.OfBits(middle));
            bool reaches = p <= 0.5 ? tails.Lower >= p : tails.Upper <= 1.0 - p;
            low = reaches ? low : middle;
            high = reaches ? middle : high;
        }

        return p > 0.0 ? DeviceMath.OfBits(p < 1.0 ? high : InfinityBits) : 0f;
    }

    /// <summary>P(a, x) and Q(a, x) for a above 0.</summary>
    public static DeviceTails Tails(double a, double x)
    {
        if (!(x > 0.0))
        {
            return x == 0.0 ? new DeviceTails(0.0, 1.0) : new DeviceTails(double.NaN, double.NaN);
        }

        if (x >= a + 1.0)
        {
            double upper = Fraction(a, x);
            return new DeviceTails(1.0 - upper, upper);
        }

        double lower = Mass(a, x) * Series(a, x);
        return new DeviceTails(lower, a < 1.0 ? Complement(a, x) : 1.0 - lower);
    }

    /// <summary>x^a e^-x / Gamma(a + 1): from ten on its huge logarithms are never formed, only their difference.</summary>
    public static double Mass(double a, double x) => a < 10.0
        ? DeviceDouble.Exp((a * DeviceDouble.Log(x)) - x - DeviceGammaFunction.LogGamma(a + 1.0))
        : DeviceDouble.Exp(-DeviceGammaFunction.Deviance(a, x) - DeviceGammaFunction.Correction(a)) / (RootTwoPi * XMath.Sqrt(a));

    // 1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...
    private static double Series(double a, double x)
    {
        double term = 1.0;
        double sum = 1.0;
        for (int n = 1; n < MostTerms && term > 1e-17 * sum; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    // Q for a below 1, where 1 - P would cancel: the terms of an alternating series of P that are not 1.
    private static double Complement(double a, double x)
    {
        double term = 1.0;
        double sum = 0.0;
        for (int n = 1; n < MostTerms && XMath.Abs(term) > 1e-18; n++)
        {
            term *= -x / n;
            sum += term / (a + n);
        }

        double logFirst = (a * DeviceDouble.Log(x)) - DeviceGammaFunction.LogOfOnePlus(a);
        return -DeviceDouble.ExpMinusOne(logFirst) - (DeviceDouble.Exp(logFirst) * a * sum);
    }

    // Q by Legendre's continued fraction and Lentz's rule.
    private static double Fraction(double a, double x)
    {
        double mass = Mass(a, x);
        double denominator = x + 1.0 - a;
        double c = 1e300;
        double d = 1.0 / denominator;
        double fraction = d;
        double step = 0.0;
        for (int n = 1; n < MostTerms && XMath.Abs(step - 1.0) > 4e-16; n++)
        {
            double numerator = -n * (n - a);
            denominator += 2.0;
            d = 1.0 / ((numerator * d) + denominator);
            c = denominator + (numerator / c);
            step = c * d;
            fraction *= step;
        }

        return mass > 0.0 ? a * mass * fraction : 0.0;
    }
}
