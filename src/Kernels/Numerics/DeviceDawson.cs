using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>Dawson's integral inside a kernel, in double.</summary>
internal static class DeviceDawson
{
    private const double AsymptoticStart = 5.0;

    /// <summary>exp(-x^2) times the integral of exp(t^2) from 0 to x.</summary>
    public static double Value(double x)
    {
        double square = x * x;
        if (XMath.Abs(x) < AsymptoticStart)
        {
            // Sum of x^(2n+1) / (n! (2n+1)): all of one sign.
            double power = x;
            double sum = x;
            for (int n = 1; n < 200 && XMath.Abs(power) > 1e-17 * XMath.Abs(sum); n++)
            {
                power *= square / n;
                sum += power / ((2 * n) + 1);
            }

            return DeviceDouble.Exp(-square) * sum;
        }

        // 1/(2x) (1 + 1/(2 x^2) + 1 3/(2 x^2)^2 + ...): at x = 5 the smallest of its terms is 2^-35.
        double inverse = 0.5 / x / x;
        double series = 1.0;
        for (int n = 24; n > 0; n--)
        {
            series = 1.0 + (((2 * n) - 1) * inverse * series);
        }

        return 0.5 / x * series;
    }
}
