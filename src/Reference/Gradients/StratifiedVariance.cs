using BayesBench.Reference.Probability;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The variance of the mean of h over K independent standard normal numbers, one in each of K equally likely strata: the variances
/// within strata, added up and divided by K^2. Each is an integral about its own mean, so nothing cancels where strata are narrow.
/// </summary>
/// <remarks>Gauss and Legendre's rule on panels of at most a unit of the noise, shorter the steeper the objective.</remarks>
internal static class StratifiedVariance
{
    private const double Far = 12.0; // beyond lies less than 1e-25 of E e^8, and a stratum holds 1/K of the law
    private static readonly GaussLegendre Rule = new(16);

    public static double Of(Func<double, double> h, int samples, double steepness)
    {
        double within = 0.0;
        for (int stratum = 0; stratum < samples; stratum++)
        {
            (double low, double high) = (Edge(stratum, samples), Edge(stratum + 1, samples));
            double mean = samples * Integral(h, low, high, steepness);
            within += samples * Integral(e => (h(e) - mean) * (h(e) - mean), low, high, steepness);
        }

        return within / samples / samples;
    }

    private static double Edge(int stratum, int samples) =>
        Math.Clamp(Normal.Quantile((double)stratum / samples, 0.0, 1.0), -Far, Far);

    // Against the normal density.
    private static double Integral(Func<double, double> f, double low, double high, double steepness)
    {
        int panels = (int)Math.Ceiling((high - low) * (1.0 + steepness));
        double width = (high - low) / panels;
        return Enumerable.Range(0, panels).Sum(panel => width * Rule.Integrate(t =>
        {
            double e = low + ((panel + t) * width);
            return f(e) * Math.Exp(-0.5 * e * e);
        })) / Math.Sqrt(2.0 * Math.PI);
    }
}
