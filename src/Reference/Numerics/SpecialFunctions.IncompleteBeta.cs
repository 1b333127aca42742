using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>The regularised incomplete beta function,
    /// <c>I_x(a, b) = 1/B(a, b) int_0^x t^(a-1) (1-t)^(b-1) dt</c>, small values to full relative accuracy.</summary>
    /// <remarks>
    /// <para>Error: relative, at most <c>(40 + 8 |log I| + 4 sqrt(a + b)) 2^-53</c>; 1e-11 for parameters up to 1e6.</para>
    /// <para>Formula: the continued fraction of NIST 8.17.22 below <c>x = (a + 1) / (a + b + 2)</c>, for a below one the
    /// power series 8.17.7, and <c>I_x(a, b) = 1 - I_(1-x)(b, a)</c> above, where no small value is ever a difference: the
    /// series yields its complement as well.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 8.17.4, 8.17.7, 8.17.22; Didonato and Morris (1992),
    /// Algorithm 708, ACM Transactions on Mathematical Software 18, equation 9.</para>
    /// </remarks>
    /// <param name="a">Positive and finite.</param>
    /// <param name="b">Positive and finite.</param>
    /// <param name="x">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double IncompleteBeta(double a, double b, double x) => CheckedBetaTails(a, b, x).Lower;

    /// <summary>The complement, <c>1 - I_x(a, b) = I_(1-x)(b, a)</c>, small values to full relative accuracy.</summary>
    /// <remarks>Error and source as of <see cref="IncompleteBeta"/>.</remarks>
    /// <param name="a">Positive and finite.</param>
    /// <param name="b">Positive and finite.</param>
    /// <param name="x">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double IncompleteBetaComplement(double a, double b, double x) => CheckedBetaTails(a, b, x).Upper;

    /// <summary>The x with <c>I_x(a, b) = p</c>: the inverse of <see cref="IncompleteBeta"/> in x.</summary>
    /// <remarks>
    /// <para>Error: that of x's own rounding and that of the function it inverts, over the slope.</para>
    /// <para>Formula: bisection over the doubles in [0, 1], on the smaller of the two tails. IncompleteBetaInverse(a, b, 0) =
    /// 0, IncompleteBetaInverse(a, b, 1) = 1.</para>
    /// </remarks>
    /// <param name="a">Positive and finite.</param>
    /// <param name="b">Positive and finite.</param>
    /// <param name="p">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double IncompleteBetaInverse(double a, double b, double p)
    {
        Guard.Positive(a);
        Guard.Positive(b);
        Guard.Within(p, 0.0, 1.0);
        if (p is 0.0 or 1.0)
        {
            return p;
        }

        return SmallestWhere(1.0, x =>
        {
            (double lower, double upper) = BetaTails(a, b, x, 1.0 - x);
            return p <= 0.5 ? lower >= p : upper <= 1.0 - p;
        });
    }

    /// <summary>The smallest positive double at which a condition holds that holds from some point on, up to a given end.
    /// </summary>
    /// <remarks>Positive doubles are in the order of their bits: at most 63 steps find the very neighbour.</remarks>
    internal static double SmallestWhere(double end, Func<double, bool> holds)
    {
        long low = 0;
        long high = BitConverter.DoubleToInt64Bits(end);
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = holds(BitConverter.Int64BitsToDouble(middle)) ? (low, middle) : (middle, high);
        }

        return BitConverter.Int64BitsToDouble(high);
    }

    private static (double Lower, double Upper) CheckedBetaTails(double a, double b, double x)
    {
        Guard.Positive(a);
        Guard.Positive(b);
        Guard.Within(x, 0.0, 1.0);
        return BetaTails(a, b, x, 1.0 - x);
    }

    /// <summary>Both tails for y = 1 - x.</summary>
    private static (double Lower, double Upper) BetaTails(double a, double b, double x, double y)
    {
        if (x == 0.0 || y == 0.0)
        {
            return x == 0.0 ? (0.0, 1.0) : (1.0, 0.0);
        }

        if (x * (a + b + 2.0) <= a + 1.0)
        {
            return LowerSideOfBeta(a, b, x, y);
        }

        (double lower, double upper) = LowerSideOfBeta(b, a, y, x);
        return (upper, lower);
    }

    private static (double Lower, double Upper) LowerSideOfBeta(double a, double b, double x, double y)
    {
        if (a < 1.0)
        {
            return BetaSeries(a, b, x, y);
        }

        double lower = BetaMass(a, b, x, y) * BetaFraction(a, b, x, y);
        return (lower, 1.0 - lower); // not close to 1: x is below the mean or little above
    }

    /// <summary><c>x^a / (a B(a, b)) (1 + a sum_n (1-b)(2-b)...(n-b) x^n / (n! (a+n)))</c>, and one less that.</summary>
    private static (double Lower, double Upper) BetaSeries(double a, double b, double x, double y)
    {
        double term = 1.0;
        double sum = 0.0;
        for (double n = 1.0; Math.Abs(term) > 1e-17 * (a + n) * Math.Abs(sum); n++)
        {
            term *= (n - b) / n * x;
            sum += term / (a + n);
        }

        // (1 - b) and all that follow may vanish: then the sum is 0 and so is the term.
        double logFirst = (a * LogOfPart(x, y)) - LogGammaOfOnePlus(a) + LogGammaRatio(b, a);
        double first = Math.Exp(logFirst);
        return (first * (1.0 + (a * sum)), -ExpMinusOne(logFirst) - (first * a * sum));
    }

    /// <summary><c>x^a y^b / B(a, b)</c>.</summary>
    private static double BetaMass(double a, double b, double x, double y)
    {
        if (Math.Min(a, b) < StirlingStart)
        {
            return Math.Exp((a * LogOfPart(x, y)) + (b * LogOfPart(y, x)) - LogBeta(a, b));
        }

        return Math.Exp(LogOfLargeBetaMass(a, b, x, y));
    }

    /// <summary>The logarithm of <c>x^a y^b / B(a, b)</c> for a and b of at least ten.</summary>
    /// <remarks>Source: Loader (2000), Fast and accurate computation of binomial probabilities, section 3: the huge logarithms
    /// are never formed, only their difference.</remarks>
    internal static double LogOfLargeBetaMass(double a, double b, double x, double y)
    {
        double n = a + b;
        double correction = StirlingCorrection(n) - StirlingCorrection(a) - StirlingCorrection(b);
        return correction + (0.5 * Math.Log(a / n * b)) - HalfLogTwoPi - Deviance(a, n * x) - Deviance(b, n * y);
    }

    /// <summary>The logarithm of a part of 1, of which the smaller of both parts is the better known.</summary>
    internal static double LogOfPart(double part, double rest) => rest <= 0.5 ? LogOnePlus(-rest) : Math.Log(part);

    /// <summary><c>1 / (beta_0 + alpha_1 / (beta_1 + alpha_2 / (beta_2 + ...)))</c> by Lentz's rule: of the fraction 8.17.22
    /// every second term, where a - (a + b) x may come from whichever of x and y is known better.</summary>
    private static double BetaFraction(double a, double b, double x, double y)
    {
        double distance = x <= 0.5 ? a - ((a + b) * x) : ((a + b) * y) - b;
        double fraction = a * (distance + 1.0) / (a + 1.0);
        double c = fraction;
        double d = 0.0;
        for (double n = 1.0, step = 0.0; Math.Abs(step - 1.0) > 2e-16; n++)
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

    /// <summary><c>exp(x) - 1</c>, without cancellation near zero.</summary>
    internal static double ExpMinusOne(double x) =>
        Math.Abs(x) < 0.5 ? x + ExpBeyondLinear(x) : Math.Exp(x) - 1.0;
}
