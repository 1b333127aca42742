using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>The beta function's logarithm and its incomplete integral inside a kernel, in double.</summary>
internal static class DeviceIncompleteBeta
{
    private const int OneBits = 0x3F800000;
    private const int MostTerms = 100_000;

    /// <summary>ln B(a, b) for a and b above 0.</summary>
    public static double LogBeta(double first, double second)
    {
        double a = first < second ? first : second;
        double b = first < second ? second : first;
        if (a < 10.0)
        {
            return DeviceGammaFunction.LogGamma(a) - DeviceGammaFunction.LogRatio(b, a);
        }

        double ratio = a / b;
        double correction = DeviceGammaFunction.Correction(a) + DeviceGammaFunction.Correction(b)
            - DeviceGammaFunction.Correction(a + b);
        return ((a - 0.5) * DeviceDouble.Log(ratio / (1.0 + ratio))) - (b * DeviceDouble.LogOnePlus(ratio))
            + (DeviceDouble.HalfLogTwoPi - (0.5 * DeviceDouble.Log(b))) + correction;
    }

    /// <summary>The smallest float x with I_x(a, b) at least p, by bisection over the floats in [0, 1] on the smaller tail.</summary>
    public static float Inverse(double a, double b, double p)
    {
        int low = 0;
        int high = OneBits;
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            double x = DeviceMath.OfBits(middle);
            DeviceTails tails = Tails(a, b, x, 1.0 - x);
            bool reaches = p <= 0.5 ? tails.Lower >= p : tails.Upper <= 1.0 - p;
            low = reaches ? low : middle;
            high = reaches ? middle : high;
        }

        return p > 0.0 ? DeviceMath.OfBits(p < 1.0 ? high : OneBits) : 0f;
    }

    /// <summary>I_x(a, b) and its complement, y = 1 - x.</summary>
    public static DeviceTails Tails(double a, double b, double x, double y)
    {
        if (!(x > 0.0) || !(y > 0.0))
        {
            return x == 0.0 ? new DeviceTails(0.0, 1.0)
                : y == 0.0 ? new DeviceTails(1.0, 0.0) : new DeviceTails(double.NaN, double.NaN);
        }

        return x * (a + b + 2.0) <= a + 1.0 ? LowerSide(a, b, x, y) : LowerSide(b, a, y, x).Swapped;
    }

    private static DeviceTails LowerSide(double a, double b, double x, double y)
    {
        if (a < 1.0)
        {
            return Series(a, b, x, y);
        }

        double lower = Mass(a, b, x, y) * Fraction(a, b, x, y);
        return new DeviceTails(lower, 1.0 - lower);
    }

    // x^a / (a B(a, b)) (1 + a sum of (1-b)(2-b)...(n-b) x^n / (n! (a+n))), and 1 less that without cancellation.
    private static DeviceTails Series(double a, double b, double x, double y)
    {
        double term = 1.0;
        double sum = 0.0;
        for (int n = 1; n < MostTerms && XMath.Abs(term) > 1e-18; n++)
        {
            term *= (n - b) / n * x;
            sum += term / (a + n);
        }

        double logFirst = (a * LogOfPart(x, y)) - DeviceGammaFunction.LogOfOnePlus(a) + DeviceGammaFunction.LogRatio(b, a);
        double first = DeviceDouble.Exp(logFirst);
        return new DeviceTails(first * (1.0 + (a * sum)), -DeviceDouble.ExpMinusOne(logFirst) - (first * a * sum));
    }

    // x^a y^b / B(a, b).
    private static double Mass(double a, double b, double x, double y)
    {
        if (a < 10.0 || b < 10.0)
        {
            return DeviceDouble.Exp((a * LogOfPart(x, y)) + (b * LogOfPart(y, x)) - LogBeta(a, b));
        }

        return DeviceDouble.Exp(LogOfLargeMass(a, b, x, y));
    }

    /// <summary>ln(x^a y^b / B(a, b)) for a and b of at least ten: its huge logarithms are never formed.</summary>
    public static double LogOfLargeMass(double a, double b, double x, double y)
    {
        double n = a + b;
        double correction = DeviceGammaFunction.Correction(n) - DeviceGammaFunction.Correction(a)
            - DeviceGammaFunction.Correction(b);
        double deviance = DeviceGammaFunction.Deviance(a, n * x) + DeviceGammaFunction.Deviance(b, n * y);
        return correction + (0.5 * DeviceDouble.Log(a / n * b)) - DeviceDouble.HalfLogTwoPi - deviance;
    }

    /// <summary>The logarithm of a part of 1, of which the smaller of both parts is the better known.</summary>
    public static double LogOfPart(double part, double rest) =>
        rest < 0.5 ? DeviceDouble.LogOnePlus(-rest) : DeviceDouble.Log(part);

    // Every second term of NIST 8.17.22 by Lentz's rule; a - (a + b) x comes from whichever of x and y is known better.
    private static double Fraction(double a, double b, double x, double y)
    {
        double distance = x < 0.5 ? a - ((a + b) * x) : ((a + b) * y) - b;
        double fraction = a * (distance + 1.0) / (a + 1.0);
        double c = fraction;
        double d = 0.0;
        double step = 0.0;
        for (int n = 1; n < MostTerms && XMath.Abs(step - 1.0) > 4e-16; n++)
        {
            double end = a + (2.0 * n);
            double part = n * (b - n) * x / (end - 1.0);
            double numerator = part * ((a + n - 1.0) * (a + b + n - 1.0) * x / (end - 1.0));
            double denominator = n + part + ((a + n) * (distance + 1.0 + (n * (1.0 + y))) / (end + 1.0));
            d = 1.0 / (denominator + (numerator * d));
            c = denominator + (numerator / c);
            step = c * d;
            fraction *= step;
        }

        return 1.0 / fraction;
    }
}
