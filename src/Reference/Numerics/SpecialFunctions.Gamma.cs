using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    private const double OneMinusEuler = 0.42278433509846713;

    /// <summary>From here on the asymptotic series below is exact to a double's last place.</summary>
    private const double StirlingStart = 10.0;

    /// <summary>The logarithm of the gamma function, <c>log int_0^inf t^(x-1) exp(-t) dt</c>.</summary>
    /// <remarks>
    /// <para>Error: at most 8 units in the last place, at the zeros x = 1 and x = 2 too. LogGamma(+inf) = +inf.</para>
    /// <para>Formula: <c>log Gamma(2 + e) = (1 - gamma) e + sum_k (zeta(k) - 1) (-e)^k / k</c> for |e| at most one
    /// half, the recurrence <c>Gamma(x + 1) = x Gamma(x)</c> up to ten, Stirling's series beyond.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 5.7.3, 5.5.1, 5.11.1.</para>
    /// </remarks>
    /// <param name="x">Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not positive, or NaN.</exception>
    public static double LogGamma(double x)
    {
        Guard.Within(x, double.Epsilon, double.PositiveInfinity);
        if (x >= StirlingStart)
        {
            return double.IsInfinity(x)
                ? x
                : ((x - 0.5) * (Math.Log(x) - 1.0)) + (HalfLogTwoPi - 0.5) + StirlingCorrection(x);
        }

        if (x < 0.5)
        {
            return LogGammaAroundTwo(x) - LogOnePlus(x) - Math.Log(x);
        }

        if (x < 1.5)
        {
            return LogGammaAroundTwo(x - 1.0) - LogOnePlus(x - 1.0);
        }

        double product = 1.0;
        while (x > 2.5)
        {
            x -= 1.0;
            product *= x;
        }

        return Math.Log(product) + LogGammaAroundTwo(x - 2.0);
    }

    /// <summary><c>delta(x) = log Gamma(x) - (x - 1/2) log x + x - log(2 pi)/2</c>.</summary>
    internal static double StirlingCorrection(double x)
    {
        if (x < StirlingStart)
        {
            return LogGamma(x) - ((x - 0.5) * Math.Log(x)) + x - HalfLogTwoPi;
        }

        double inverseSquare = 1.0 / (x * x);
        double sum = 0.0;
        for (int i = Stirling.Length - 1; i >= 0; i--)
        {
            sum = (sum * inverseSquare) + Stirling[i];
        }

        return sum / x;
    }

    /// <summary><c>log(1 + x)</c> with small relative error near zero.</summary>
    internal static double LogOnePlus(double x)
    {
        // Kahan: the rounding of 1 + x enters both factors alike and cancels.
        double rounded = 1.0 + x;
        return rounded == 1.0 ? x : Math.Log(rounded) * (x / (rounded - 1.0));
    }

    /// <summary><c>log(1 + x) - x + x^2/2 - x^3/3</c>, without cancellation near zero.</summary>
    internal static double LogOnePlusBeyondCubic(double x)
    {
        if (!(Math.Abs(x) < 0.5))
        {
            return LogOnePlus(x) - x + (x * x * (0.5 - (x / 3.0)));
        }

        double power = -x * x * (x * x);
        double sum = 0.0;
        for (int k = 4; Math.Abs(power) > 1e-17 * Math.Abs(sum); k++)
        {
            sum += power / k;
            power *= -x;
        }

        return sum;
    }

    private static double LogGammaAroundTwo(double e)
    {
        double sum = 0.0;
        for (int i = ZetaMinusOne.Length - 1; i >= 0; i--)
        {
            int k = i + 2;
            sum = (ZetaMinusOne[i] / k) - (e * sum);
        }

        return e * (OneMinusEuler + (e * sum));
    }

    /// <summary><c>B(2n) / (2n (2n - 1))</c>, n = 1, 2, ...; <c>tools/golden/gamma.py --table</c> prints both tables.
    /// </summary>
    private static readonly double[] Stirling =
    [
        0.08333333333333333,
        -0.002777777777777778,
        0.0007936507936507937,
        -0.0005952380952380953,
        0.0008417508417508417,
        -0.0019175269175269176,
        0.00641025641025641,
        -0.029550653594771242,
        0.17964437236883057,
    ];

    /// <summary><c>zeta(k) - 1</c>, k = 2, 3, ...</summary>
    private static readonly double[] ZetaMinusOne =
    [
        0.6449340668482264,
        0.2020569031595943,
        0.08232323371113819,
        0.03692775514336993,
        0.01734306198444914,
        0.008349277381922827,
        0.00407735619794434,
        0.0020083928260822143,
        0.0009945751278180853,
        0.0004941886041194645,
        0.0002460865533080483,
        0.00012271334757848915,
        6.124813505870483e-05,
        3.058823630702049e-05,
        1.528225940865187e-05,
        7.637197637899763e-06,
        3.81729326499984e-06,
        1.908212716553939e-06,
        9.539620338727962e-07,
        4.769329867878064e-07,
        2.38450502727733e-07,
        1.1921992596531106e-07,
        5.960818905125948e-08,
        2.980350351465228e-08,
        1.4901554828365043e-08,
        7.45071178983543e-09,
        3.725334024788457e-09,
        1.862659723513049e-09,
        9.313274324196682e-10,
        4.656629065033784e-10,
    ];
}
