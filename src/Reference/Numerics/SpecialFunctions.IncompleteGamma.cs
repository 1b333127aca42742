namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>The upper regularised incomplete gamma function,
    /// <c>Q(a, x) = 1/Gamma(a) int_x^inf t^(a-1) exp(-t) dt</c>.</summary>
    /// <remarks>
    /// <para>Error: relative, at most <c>(20 + 8 |log Q| + 2 sqrt(a)) 2^-53</c>.</para>
    /// <para>Formula: one minus the series of P below <c>x = a + 1</c>, Legendre's continued fraction above, so that
    /// no small value is ever a difference; for a below one the terms of the alternating series of P that are not 1.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 8.7.1, 8.7.3 and 8.9.2.</para>
    /// </remarks>
    /// <param name="a">Shape, positive and finite.</param>
    /// <param name="x">Not negative; Q(a, 0) = 1, Q(a, +inf) = 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">a is not positive and finite, or x is negative or NaN.</exception>
    public static double RegularizedGammaQ(double a, double x)
    {
        Guard.Positive(a);
        Guard.Within(x, 0.0, double.PositiveInfinity);
        return x >= a + 1.0 ? UpperFraction(a, x) : a < 1.0 ? UpperSeries(a, x) : 1.0 - LowerSeries(a, x);
    }

    /// <summary>The lower regularised incomplete gamma function, <c>P(a, x) = 1 - Q(a, x)</c>, small values to full
    /// relative accuracy.</summary>
    /// <remarks>Error, domain and source as of <see cref="RegularizedGammaQ"/>.</remarks>
    /// <param name="a">Shape, positive and finite.</param>
    /// <param name="x">Not negative; P(a, 0) = 0, P(a, +inf) = 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">a is not positive and finite, or x is negative or NaN.</exception>
    public static double RegularizedGammaP(double a, double x)
    {
        Guard.Positive(a);
        Guard.Within(x, 0.0, double.PositiveInfinity);
        return x < a + 1.0 ? LowerSeries(a, x) : 1.0 - UpperFraction(a, x);
    }

    /// <summary>The x with <c>P(a, x) = p</c>: the inverse of <see cref="RegularizedGammaP"/> in x.</summary>
    /// <remarks>
    /// <para>Error: that of x's own rounding and that of the function it inverts, over the slope.</para>
    /// <para>Formula: bisection over the positive doubles, on the smaller of the two tails.
    /// RegularizedGammaPInverse(a, 0) = 0, RegularizedGammaPInverse(a, 1) = +inf.</para>
    /// </remarks>
    /// <param name="a">Shape, positive and finite.</param>
    /// <param name="p">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">a is not positive and finite, or p is outside [0, 1] or NaN.</exception>
    public static double RegularizedGammaPInverse(double a, double p)
    {
        Guard.Positive(a);
        Guard.Within(p, 0.0, 1.0);
        return p == 0.0 ? 0.0
            : p == 1.0 ? double.PositiveInfinity
            : SmallestWhere(double.MaxValue, x => p <= 0.5 ? RegularizedGammaP(a, x) >= p : RegularizedGammaQ(a, x) <= 1.0 - p);
    }

    /// <summary><c>x^a exp(-x) / Gamma(a + 1)</c>: a Poisson probability at real a.</summary>
    /// <remarks>Source: Loader (2000), Fast and accurate computation of binomial probabilities, section 3: for large a
    /// the two huge logarithms are never formed, only their difference.</remarks>
    internal static double PoissonMass(double a, double x)
    {
        if (x == 0.0 || double.IsInfinity(x))
        {
            return a == 0.0 && x == 0.0 ? 1.0 : 0.0;
        }

        return a < StirlingStart
            ? Math.Exp((a * Math.Log(x)) - x - LogGamma(a + 1.0))
            : Math.Exp(-Deviance(a, x) - StirlingCorrection(a)) / Math.Sqrt(2.0 * Math.PI * a);
    }

    private static double LowerSeries(double a, double x)
    {
        double term = 1.0;
        double sum = 1.0;
        for (double n = 1.0; term > 1e-17 * sum; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return PoissonMass(a, x) * sum;
    }

    /// <summary><c>1 - x^a / Gamma(a + 1) (1 + a sum_n (-x)^n / (n! (a + n)))</c> for a below one.</summary>
    private static double UpperSeries(double a, double x)
    {
        if (x == 0.0)
        {
            return 1.0;
        }

        double term = 1.0;
        double sum = 0.0;
        for (double n = 1.0; Math.Abs(term) > 1e-17 * (a + n) * Math.Abs(sum); n++)
        {
            term *= -x / n;
            sum += term / (a + n);
        }

        double logFirst = (a * Math.Log(x)) - LogGammaOfOnePlus(a);
        return -ExpMinusOne(logFirst) - (Math.Exp(logFirst) * a * sum);
    }

    /// <summary><c>x^a exp(-x) / Gamma(a) / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...))</c> by Lentz's rule.</summary>
    private static double UpperFraction(double a, double x)
    {
        double mass = PoissonMass(a, x);
        if (mass == 0.0)
        {
            return 0.0;
        }

        double denominator = x + 1.0 - a;
        double c = double.PositiveInfinity;
        double d = 1.0 / denominator;
        double fraction = d;
        for (double n = 1.0, step = 0.0; Math.Abs(step - 1.0) > 2e-16; n++)
        {
            double numerator = -n * (n - a);
            denominator += 2.0;
            d = 1.0 / ((numerator * d) + denominator);
            c = denominator + (numerator / c);
            step = c * d;
            fraction *= step;
        }

        return a * mass * fraction;
    }
}
