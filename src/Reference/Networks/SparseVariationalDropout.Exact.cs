using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <content>The divergence without an approximation.</content>
public static partial class SparseVariationalDropout
{
    // (ln 2 + Euler's constant) / 2: what is left of the divergence beside -l / 2 at alpha = 0.
    private const double AtNoNoise = 0.635181422730739085;

    // From u^2 = 42.25 on, u = 6.5, the smallest term of the asymptotic series is below a double's last place.
    private const double SquareOfTail = 42.25;

    /// <summary>The negative divergence from the log-uniform prior, 0 at alpha = infinity.</summary>
    /// <remarks>
    /// <para>Formula: <c>-2 int_0^u D(t) dt</c> with Dawson's integral D and <c>u = 1 / sqrt(2 alpha)</c>: half the
    /// expected logarithm of a noncentral chi-square number, less that of a central one.</para>
    /// <para>Written as a mean over a Poisson number k of mean u^2, <c>sum_k exp(-u^2) u^(2k) / k! (1 + 1/3 + ... +
    /// 1/(2k - 1))</c>, all terms have one sign; from u = 6.5 on it is
    /// <c>-l / 2 + (ln 2 + gamma) / 2 - sum_n (2n - 1)!! alpha^n / (2n)</c>.</para>
    /// <para>Error: at most 16 units in the last place. Source: Hron et al. (2018) and the expected logarithm of a
    /// noncentral chi-square variable; the closed form by Dawson's integral is checked by quadrature here.</para>
    /// </remarks>
    /// <param name="logAlpha">Finite.</param>
    /// <returns>In nats, at most 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The argument is not finite.</exception>
    public static double ExactNegativeKl(double logAlpha)
    {
        Guard.Finite(logAlpha);
        double square = 0.5 * Math.Exp(-logAlpha);
        return square < SquareOfTail ? -PoissonMean(square) : (0.5 * logAlpha) - AtNoNoise + Tail(Math.Exp(logAlpha));
    }

    /// <summary>The derivative of <see cref="ExactNegativeKl"/> by ln alpha.</summary>
    /// <remarks>Formula: <c>u D(u)</c>, <c>u = 1 / sqrt(2 alpha)</c>: positive, 1/2 at alpha = 0. It is largest, .6424,
    /// near u = 1.5.</remarks>
    /// <param name="logAlpha">Finite.</param>
    /// <returns>Not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The argument is not finite.</exception>
    public static double ExactNegativeKlDerivative(double logAlpha)
    {
        Guard.Finite(logAlpha);
        // Below e^-600 it is 1/2 to the last place, and u would overflow.
        double u = Math.Sqrt(0.5) * Math.Exp(-0.5 * Math.Max(logAlpha, -600));
        return u * SpecialFunctions.Dawson(u);
    }

    private static double PoissonMean(double square)
    {
        double weight = Math.Exp(-square);
        double harmonic = 0;
        double sum = 0;
        // Behind the mode weights fall; the harmonic number grows more slowly than they fall.
        for (int k = 1; k <= square + 1 || weight * harmonic > 1e-18 * sum; k++)
        {
            weight *= square / k;
            harmonic += 1.0 / ((2 * k) - 1);
            sum += weight * harmonic;
        }

        return sum;
    }

    private static double Tail(double alpha)
    {
        double product = 1;
        double sum = 0;
        for (int n = 1; n <= 40 && product > 1e-18; n++)
        {
            product *= ((2 * n) - 1) * alpha;
            sum += product / (2 * n);
        }

        return sum;
    }
}
