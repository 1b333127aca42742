using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>The logarithm of the beta function, <c>log int_0^1 t^(a-1) (1-t)^(b-1) dt</c>.</summary>
    /// <remarks>
    /// <para>Error: at most <c>16 (1 + |log B|) 2^-53</c>. Symmetric, exactly.</para>
    /// <para>Formula: <c>log Gamma(a) + log Gamma(b) - log Gamma(a + b)</c>, a the smaller, where the last two huge logarithms
    /// are never formed, only their difference; for a of ten and more Stirling's series of all three, whose large terms
    /// join to <c>(a - 1/2) log(a / (a + b)) - b log(1 + a / b)</c>: nothing cancels.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 5.12.1; Didonato and Morris (1992), Algorithm 708, ACM
    /// Transactions on Mathematical Software 18, for the grouping.</para>
    /// </remarks>
    /// <param name="a">Positive and finite.</param>
    /// <param name="b">Positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive and finite.</exception>
    public static double LogBeta(double a, double b)
    {
        Guard.Positive(a);
        Guard.Positive(b);
        (a, b) = a <= b ? (a, b) : (b, a);
        if (a < StirlingStart)
        {
            return LogGamma(a) - LogGammaRatio(b, a);
        }

        double ratio = a / b;
        double correction = StirlingCorrection(a) + StirlingCorrectionDifference(b, a);
        return ((a - 0.5) * Math.Log(ratio / (1.0 + ratio))) - (b * LogOnePlus(ratio))
            + (HalfLogTwoPi - (0.5 * Math.Log(b))) + correction;
    }

    /// <summary><c>log Gamma(x + a) - log Gamma(x)</c>, relatively accurate for small a too.</summary>
    internal static double LogGammaRatio(double x, double a)
    {
        double sum = 0.0;
        for (; x < StirlingStart; x++)
        {
            sum -= LogOfOnePlusQuotient(a, x);
        }

        double ratio = a / x;
        double logOnePlus = LogOnePlus(ratio);
        double beyondLinear = (x * logOnePlus) - a + ((a - 0.5) * logOnePlus);
        return (a * Math.Log(x)) + beyondLinear - StirlingCorrectionDifference(x, a) + sum;
    }

    /// <summary><c>log Gamma(1 + a)</c> for a in [0, 1], relatively accurate at both ends.</summary>
    internal static double LogGammaOfOnePlus(double a) =>
        a < 0.5 ? LogGammaAroundTwo(a) - LogOnePlus(a) : LogGammaAroundTwo(a - 1.0);

    /// <summary><c>delta(x) - delta(x + a)</c>, relatively accurate for small a: a divided difference of the series.</summary>
    private static double StirlingCorrectionDifference(double x, double a)
    {
        (double near, double far) = (1.0 / x, 1.0 / (x + a));
        double value = 0.0;
        double divided = 0.0;
        for (int i = (2 * Stirling.Length) - 1; i >= 0; i--)
        {
            // Horner's rule at one point and, on its partial sums, at the other.
            divided = (divided * near) + value;
            value = (value * far) + (i % 2 == 0 ? 0.0 : Stirling[i / 2]);
        }

        return a * near * far * divided;
    }

    /// <summary><c>delta(x + a) - delta(x) - a delta'(x)</c>, without cancellation for small a, for x and x + a of at least ten.
    /// </summary>
    /// <remarks>Of y^m, y = 1/x, it is <c>a^2 y^2 z</c> times a sum of products of y and z = 1/(x + a), all positive.</remarks>
    internal static double StirlingCorrectionBeyondLinear(double x, double a)
    {
        (double near, double far) = (1.0 / x, 1.0 / (x + a));
        double symmetric = 1.0; // sum of near^i far^j, i + j = m - 1
        double power = 1.0; // near^(m - 1)
        double products = 1.0; // sum of near^(m - 1 - i) times the symmetric sum of order i
        double sum = 0.0;
        for (int m = 1; m <= (2 * Stirling.Length) - 1; m++)
        {
            sum += m % 2 == 0 ? 0.0 : Stirling[m / 2] * products;
            power *= near;
            symmetric = (symmetric * far) + power;
            products = (products * near) + symmetric;
        }

        return a * near * (a * near) * far * sum;
    }

    /// <summary>Steps of one that take x to where Stirling's series is exact.</summary>
    internal static int StepsToStirling(double x) => (int)Math.Ceiling(Math.Max(0.0, StirlingStart - x));

    /// <summary><c>log(1 + a / x)</c>, also where the quotient overflows.</summary>
    private static double LogOfOnePlusQuotient(double a, double x) =>
        a < x ? LogOnePlus(a / x) : LogOnePlus(x / a) + LogOfQuotient(a, x);
}
