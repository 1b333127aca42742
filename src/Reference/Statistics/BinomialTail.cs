using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Tails of the binomial law, at any integer count.</summary>
/// <remarks>
/// A tail is its largest probability, formed in logarithms, times a sum of ratios to it that starts at one and falls:
/// it neither under- nor overflows, and stops when the rest is below rounding. A tail that holds the mean is one minus
/// the other.
/// Source of the probability: Loader (2000), Fast and accurate computation of binomial probabilities, equation 3.
/// </remarks>
internal static class BinomialTail
{
    /// <summary><c>P(X &lt;= k)</c>.</summary>
    public static double Lower(long k, long n, double p)
    {
        if (k < 0 || k >= n || p == 0.0 || p == 1.0)
        {
            return k >= n || (k >= 0 && p == 0.0) ? 1.0 : 0.0;
        }

        return k <= n * p ? Downwards(k, n, p) : 1.0 - Upwards(k + 1, n, p);
    }

    /// <summary><c>P(X &gt;= k)</c>.</summary>
    public static double Upper(long k, long n, double p)
    {
        if (k <= 0 || k > n || p == 0.0 || p == 1.0)
        {
            return k <= 0 || (k <= n && p == 1.0) ? 1.0 : 0.0;
        }

        return k >= n * p ? Upwards(k, n, p) : 1.0 - Downwards(k - 1, n, p);
    }

    private static double Downwards(long k, long n, double p)
    {
        double ratio = 1.0;
        double sum = 0.0;
        for (long j = k; j >= 0 && ratio > 1e-17 * sum; j--)
        {
            sum += ratio;
            ratio *= j * (1.0 - p) / ((n - j + 1) * p);
        }

        return Math.Exp(LogMass(k, n, p)) * sum;
    }

    private static double Upwards(long k, long n, double p)
    {
        double ratio = 1.0;
        double sum = 0.0;
        for (long j = k; j <= n && ratio > 1e-17 * sum; j++)
        {
            sum += ratio;
            ratio *= (n - j) * p / ((j + 1) * (1.0 - p));
        }

        return Math.Exp(LogMass(k, n, p)) * sum;
    }

    private static double LogMass(long k, long n, double p)
    {
        if (k == 0 || k == n)
        {
            return n * Math.Log(k == 0 ? 1.0 - p : p);
        }

        return SpecialFunctions.StirlingCorrection(n)
            - SpecialFunctions.StirlingCorrection(k)
            - SpecialFunctions.StirlingCorrection(n - k)
            - SpecialFunctions.Deviance(k, n * p)
            - SpecialFunctions.Deviance(n - k, n * (1.0 - p))
            + (0.5 * Math.Log(n / (2.0 * Math.PI * k) / (n - k)));
    }
}
