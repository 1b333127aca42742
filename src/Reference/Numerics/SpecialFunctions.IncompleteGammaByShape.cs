namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>The derivative of the lower regularised incomplete gamma function by its shape, <c>d/da P(a, x)</c>: never
    /// positive, small values to full relative accuracy.</summary>
    /// <remarks>
    /// <para>Error: relative, at most <c>(60 + 8 |log(-result)| + 4 a^(1/2) (1 + |log a|)) 2^-53</c>.</para>
    /// <para>Formula: below <c>x = a + 1</c> the series of P, <c>x^a e^-x / Gamma(a + 1) sum_n x^n / ((a+1) ... (a+n))</c>, with
    /// each factor differentiated: <c>ln x - psi(a + 1)</c> times it, less its sum of terms times
    /// <c>1 / (a+1) + ... + 1 / (a+n)</c>. Above, Legendre's continued fraction for Q = 1 - P with the derivative of each of its
    /// steps. There both parts have one sign, and below they nearly do.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 8.7.1 and 8.9.2, differentiated; Moore (1982), Algorithm AS
    /// 187, Applied Statistics 31, does so with other series.</para>
    /// </remarks>
    /// <param name="a">Shape, positive and finite.</param>
    /// <param name="x">Not negative; the derivative is 0 at 0 and at +inf.</param>
    /// <exception cref="ArgumentOutOfRangeException">a is not positive and finite, or x is negative or NaN.</exception>
    public static double RegularizedGammaPByShape(double a, double x)
    {
        Guard.Positive(a);
        Guard.Within(x, 0.0, double.PositiveInfinity);
        double mass = PoissonMass(a, x);
        return mass == 0.0 ? 0.0 : -a * mass * LogQuantileByShape(a, Math.Log(x));
    }

    /// <summary>
    /// How the logarithm of a gamma quantile x of rate 1 grows with the shape a, <c>-(d/da P(a, x)) / (x p(x))</c>: what is left of
    /// the derivative when its density is divided out, finite and positive wherever x lies.
    /// </summary>
    /// <param name="a">Shape.</param>
    /// <param name="logX">The logarithm of x, which itself may be too small for a double.</param>
    internal static double LogQuantileByShape(double a, double logX)
    {
        double x = Math.Exp(logX);
        return x < a + 1.0 ? LowerSeriesByShape(a, x, logX) : UpperFractionByShape(a, x, logX);
    }

    private static double LowerSeriesByShape(double a, double x, double logX)
    {
        double term = 1.0;
        double sum = 1.0;
        double harmonic = 0.0;
        double weighted = 0.0;
        for (double n = 1.0; term > 1e-17 * sum; n++)
        {
            term *= x / (a + n);
            harmonic += 1.0 / (a + n);
            sum += term;
            weighted += term * harmonic;
        }

        return (weighted - (sum * (logX - Digamma(a + 1.0)))) / a;
    }

    /// <summary>Lentz's rule for the fraction of Q; <c>...Slope</c> is each number's derivative by a.</summary>
    private static double UpperFractionByShape(double a, double x, double logX)
    {
        double denominator = x + 1.0 - a;
        (double c, double cSlope) = (double.PositiveInfinity, 0.0);
        (double d, double dSlope) = (1.0 / denominator, 1.0 / (denominator * denominator));
        (double fraction, double slope) = (d, dSlope);
        // Of a whole a the fraction ends, its derivative does not: both have to stand still.
        (double step, double stepSlope) = (0.0, 1.0);
        for (double n = 1.0; Math.Abs(step - 1.0) > 2e-16 || Math.Abs(fraction * stepSlope) > 1e-15 * slope; n++)
        {
            double numerator = -n * (n - a);
            denominator += 2.0;
            double next = 1.0 / ((numerator * d) + denominator);
            dSlope = -next * next * ((n * d) + (numerator * dSlope) - 1.0);
            d = next;
            cSlope = (n / c) - (numerator * cSlope / c / c) - 1.0;
            c = denominator + (numerator / c);
            step = c * d;
            stepSlope = (cSlope * d) + (c * dSlope);
            slope = (slope * step) + (fraction * stepSlope);
            fraction *= step;
        }

        return (fraction * (logX - Digamma(a))) + slope;
    }
}
