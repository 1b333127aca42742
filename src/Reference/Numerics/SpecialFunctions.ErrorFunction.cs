namespace BayesBench.Reference.Numerics;

/// <summary>Special functions from scratch, each with an error bound that a test asserts against mpmath.</summary>
public static partial class SpecialFunctions
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>Below it the Maclaurin series is short; above it one Chebyshev series serves all arguments.</summary>
    private const double SeriesLimit = 0.5;

    /// <summary>Beyond it erfc is below half the smallest subnormal.</summary>
    private const double ErfcVanishes = 27.3;

    /// <summary>The error function, <c>erf(x) = 2/sqrt(pi) * int_0^x exp(-t^2) dt</c>.</summary>
    /// <remarks>
    /// <para>Error: at most 4 units in the last place. Odd, exactly; erf(±0) = ±0, erf(±inf) = ±1, NaN gives NaN.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 7.2.1 and 7.6.1; see <see cref="Erfcx"/>.</para>
    /// </remarks>
    /// <param name="x">Any number.</param>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude < SeriesLimit)
        {
            return ErfSeries(x);
        }

        return double.IsNaN(x) ? x : Math.CopySign(1.0 - ErfcTail(magnitude), x);
    }

    /// <summary>The complementary error function, <c>erfc(x) = 1 - erf(x)</c>, with small relative error in the tail.
    /// </summary>
    /// <remarks>
    /// <para>Error: at most 6 units in the last place, until the result is subnormal (x above 26.54) and loses bits.
    /// erfc(+inf) = 0, erfc(-inf) = 2, NaN gives NaN.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 7.2.2; see <see cref="Erfcx"/>.</para>
    /// </remarks>
    /// <param name="x">Any number.</param>
    public static double Erfc(double x) => x < SeriesLimit ? 1.0 - Erf(x) : ErfcTail(x);

    /// <summary>The scaled complementary error function, <c>exp(x^2) * erfc(x)</c>: erfc without its underflow.</summary>
    /// <remarks>
    /// <para>Error: at most 6 units in the last place. Overflows to +inf below -26.62; erfcx(+inf) = 0.</para>
    /// <para>Formula: <c>(1 + 2x) erfcx(x)</c> is smooth on [0, inf] in <c>t = (x - k) / (x + k)</c>, k = 3.75: there
    /// it is a Chebyshev series; <c>erfcx(-x) = 2 exp(x^2) - erfcx(x)</c> below zero.</para>
    /// <para>Source: Shepherd and Laframboise (1981), Mathematics of Computation 36, equation 5, for the map; the
    /// coefficients are this project's own, made with 60 digits by <c>tools/golden/error_function.py --table</c>.</para>
    /// </remarks>
    /// <param name="x">Any number.</param>
    public static double Erfcx(double x)
    {
        if (!(x < 0.0))
        {
            return ErfcxSeries(x);
        }

        return x < -ErfcVanishes ? double.PositiveInfinity : (2.0 * ExpOfSquare(x, +1.0)) - ErfcxSeries(-x);
    }

    private static double ErfcTail(double x) => x > ErfcVanishes ? 0.0 : ExpOfSquare(x, -1.0) * ErfcxSeries(x);

    /// <summary><c>2/sqrt(pi) * sum_n (-1)^n x^(2n+1) / (n! (2n+1))</c>, for |x| below one half.</summary>
    private static double ErfSeries(double x)
    {
        double power = 1.0;
        double sum = 0.0;
        // Every term but the first is summed on its own, so that the large one is rounded once.
        for (int n = 1; Math.Abs(power) > 1e-18; n++)
        {
            power *= -x * x / n;
            sum += power / ((2 * n) + 1);
        }

        return TwoOverRootPi * (x + (x * sum));
    }

    private static double ErfcxSeries(double x)
    {
        // One form for all x, infinity included: the quotient (x - k) / (x + k) would be NaN there.
        double t = 1.0 - (7.5 / (x + 3.75));
        double next = 0.0;
        double afterNext = 0.0;
        for (int i = ErfcxChebyshev.Length - 1; i > 0; i--)
        {
            (next, afterNext) = ((2.0 * t * next) - afterNext + ErfcxChebyshev[i], next);
        }

        double scaled = (t * next) - afterNext + (0.5 * ErfcxChebyshev[0]);
        return 0.5 * scaled / (0.5 + x);
    }

    /// <summary><c>exp(sign * x^2)</c>; the rounding of the square, worth 2^-44 at x = 27, is put back.</summary>
    private static double ExpOfSquare(double x, double sign)
    {
        double square = x * x;
        double remainder = Math.FusedMultiplyAdd(x, x, -square);
        return Math.Exp(sign * square) * (1.0 + (sign * remainder));
    }

    private static readonly double[] ErfcxChebyshev =
    [
        2.3551578691348034,
        -0.004590054580646478,
        -0.08424913336651792,
        0.05920993999819189,
        -0.026658668435305753,
        0.009074997670705265,
        -0.002413163540417608,
        0.0004907758365258086,
        -6.916973302501207e-05,
        4.13902798607301e-06,
        7.74038306619849e-07,
        -2.1886401049234397e-07,
        1.076499946567091e-08,
        4.521959811218287e-09,
        -7.754400208831351e-10,
        -6.318088340886684e-11,
        2.86879501093067e-11,
        1.9455868545777347e-13,
        -9.65469674843344e-13,
        3.25254814814874e-14,
        3.3478119482868056e-14,
        -1.864562880419313e-15,
        -1.2507950530688648e-15,
        7.418235256624044e-17,
        5.068148904796111e-17,
        -2.2370566594359995e-18,
        -2.187342944303018e-18,
    ];
}
