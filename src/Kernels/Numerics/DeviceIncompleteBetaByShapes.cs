using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>How the log-odds of a beta quantile move with its shapes.</summary>
internal readonly struct DeviceLogOddsSlopes(double byA, double byB)
{
    public readonly double ByA = byA;
    public readonly double ByB = byB;

    /// <summary>Those of the opposite log-odds, of the shapes swapped.</summary>
    public DeviceLogOddsSlopes Swapped => new(-ByB, -ByA);
}

/// <summary>The incomplete beta function's derivatives by its shapes inside a kernel, in double.</summary>
internal static class DeviceIncompleteBetaByShapes
{
    private const int MostTerms = 10_000;

    /// <summary>
    /// The derivatives of -I_x(a, b) over the density of w = ln(x / (1 - x)): dw by the shapes at a fixed I. The caller, who asks for
    /// many, knows the means of ln x and of ln(1 - x).
    /// </summary>
    public static DeviceLogOddsSlopes Of(double a, double b, double meanLog, double meanLogRest, double logOdds)
    {
        bool isNegative = logOdds < 0.0;
        double t = DeviceDouble.Exp(-XMath.Abs(logOdds));
        double near = DeviceDouble.LogOnePlus(t);
        double logSmaller = -XMath.Abs(logOdds) - near;
        bool isLower = (isNegative ? t : 1.0) * (a + b + 2.0) <= (a + 1.0) * (1.0 + t);
        // Of the side that is asked: x below a half where the log-odds are negative, 1 - x where they are not.
        bool isSmaller = isNegative == isLower;
        DeviceLogOddsSlopes slopes = OfFraction(
            isLower ? a : b,
            isLower ? b : a,
            (isSmaller ? t : 1.0) / (1.0 + t),
            (isSmaller ? logSmaller : -near) - (isLower ? meanLog : meanLogRest),
            (isSmaller ? -near : logSmaller) - (isLower ? meanLogRest : meanLog));
        return isLower ? slopes : slopes.Swapped;
    }

    // NIST 8.17.22 as a quotient of two sequences of one recurrence, and its derivatives by a and b as those of the sequences:
    // u and v, of which v is scaled to 1 at every second step. The scores are ln x and ln(1 - x) less their means.
    private static DeviceLogOddsSlopes OfFraction(double a, double b, double x, double scoreA, double scoreB)
    {
        double u0 = 0.0, u0ByA = 0.0, u0ByB = 0.0, v0 = 1.0, v0ByA = 0.0, v0ByB = 0.0;
        double u1 = 1.0, u1ByA = 0.0, u1ByB = 0.0, v1ByA = 0.0, v1ByB = 0.0; // v1 is 1
        double fraction = 1.0, byA = 0.0, byB = 0.0;
        double inverseEnd = 1.0 / a; // of a + 2 m
        double change = 1.0;
        for (int m = 0; m < MostTerms && change > 1e-15 * fraction; m++)
        {
            // The odd step, -(a+m)(a+b+m) x / ((a+2m)(a+2m+1)), and its logarithm's derivatives.
            double end = a + (2.0 * m);
            double inverseNext = 1.0 / (end + 1.0);
            double ofSum = 1.0 / (a + b + m);
            double odd = -(a + m) * (a + b + m) * x * inverseEnd * inverseNext;
            double oddByA = odd * ((1.0 / (a + m)) - inverseEnd + ofSum - inverseNext);
            double oddByB = odd * ofSum;
            double u2ByA = u1ByA + (odd * u0ByA) + (oddByA * u0);
            double u2ByB = u1ByB + (odd * u0ByB) + (oddByB * u0);
            double v2ByA = v1ByA + (odd * v0ByA) + (oddByA * v0);
            double v2ByB = v1ByB + (odd * v0ByB) + (oddByB * v0);
            double u2 = u1 + (odd * u0);
            double v2 = 1.0 + (odd * v0);

            // The even step, k (b-k) x / ((a+2k-1)(a+2k)), k = m + 1.
            double k = m + 1.0;
            inverseEnd = 1.0 / (end + 2.0);
            double perB = k * x * inverseNext * inverseEnd;
            double even = (b - k) * perB;
            double evenByA = -even * (inverseNext + inverseEnd);
            double v3 = v2 + even;
            double scale = 1.0 / v3;
            double u3ByA = (u2ByA + (even * u1ByA) + (evenByA * u1)) * scale;
            double u3ByB = (u2ByB + (even * u1ByB) + (perB * u1)) * scale;
            v1ByA = (v2ByA + (even * v1ByA) + evenByA) * scale;
            v1ByB = (v2ByB + (even * v1ByB) + perB) * scale;
            u1 = (u2 + (even * u1)) * scale;
            u1ByA = u3ByA;
            u1ByB = u3ByB;
            u0 = u2 * scale;
            u0ByA = u2ByA * scale;
            u0ByB = u2ByB * scale;
            v0 = v2 * scale;
            v0ByA = v2ByA * scale;
            v0ByB = v2ByB * scale;

            double nextByA = u1ByA - (u1 * v1ByA);
            double nextByB = u1ByB - (u1 * v1ByB);
            change = XMath.Abs(u1 - fraction) + XMath.Abs(nextByA - byA) + XMath.Abs(nextByB - byB);
            fraction = u1;
            byA = nextByA;
            byB = nextByB;
        }

        return new DeviceLogOddsSlopes(
            ((fraction * ((1.0 / a) - scoreA)) - byA) / a, -((fraction * scoreB) + byB) / a);
    }
}
