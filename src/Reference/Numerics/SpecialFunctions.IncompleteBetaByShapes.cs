namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>
    /// How the log-odds <c>w = ln(x / (1 - x))</c> of a beta quantile x move with its shapes, <c>-(d/da I_x(a, b)) / p</c> and the
    /// same by b, p the density of w: what is left of the derivatives when that is divided out, finite wherever w lies.
    /// </summary>
    /// <remarks>
    /// <para>Error: relative, at most 1e-12 for shapes from 1e-2 to 1e4.</para>
    /// <para>Formula: with <c>I = p / a sum_n t_n</c>, <c>t_n = (a+b)_n / (a+1)_n x^n</c>, each factor differentiated:
    /// <c>sum_n t_n (psi(a+1+n) - psi(a+b+n) - ln x) / a</c> and <c>-sum_n t_n (psi(a+b+n) - psi(b) + ln(1-x)) / a</c>; above
    /// the mean <c>a / (a + b)</c> that of 1 - x. So no term of either sum is negative. Of two shapes alike some
    /// <c>10 sqrt(a)</c> terms count, at worst 40 times the quotient of the larger and the smaller.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 8.17.8, differentiated; Boik and Robison-Cox (1998),
    /// "Derivatives of the incomplete beta function", Journal of Statistical Software 3, do so with the continued fraction.</para>
    /// </remarks>
    /// <param name="a">First shape.</param>
    /// <param name="b">Second shape.</param>
    /// <param name="logOdds">w, of which x or 1 - x may be too small for a double.</param>
    internal static (double ByA, double ByB) LogOddsByShapes(double a, double b, double logOdds)
    {
        if (logOdds <= Math.Log(a / b))
        {
            return BetaSeriesByShapes(a, b, logOdds);
        }

        (double byB, double byA) = BetaSeriesByShapes(b, a, -logOdds);
        return (-byA, -byB);
    }

    private static (double ByA, double ByB) BetaSeriesByShapes(double a, double b, double logOdds)
    {
        double x = Sigmoid.Value(logOdds);
        double fromOne = b < 1.0 ? DigammaDifference(a + b, 1.0 - b) : -DigammaDifference(a + 1.0, b - 1.0);
        double first = fromOne + Softplus.Value(-logOdds);
        double second = DigammaDifference(b, a) - Softplus.Value(logOdds);
        double term = 1.0;
        double ofFirst = first;
        double ofSecond = second;
        for (double n = 0.0; term > 1e-18 * ofSecond; n++)
        {
            (double next, double end) = (a + 1.0 + n, a + b + n);
            term *= end / next * x;
            first += (b - 1.0) / (next * end);
            second += 1.0 / end;
            ofFirst += term * first;
            ofSecond += term * second;
        }

        return (ofFirst / a, -ofSecond / a);
    }
}
