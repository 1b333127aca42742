namespace BayesBench.Agreements.Inference;

/// <summary>What the parts of a divergence cost in roundings on the device: each absolute, in units of 2^-24.</summary>
internal static class Divergences
{
    /// <summary>a ln(a / x) + x - a: ten relative roundings where a series is summed, else those of its terms.</summary>
    public static double Deviance(double a, double x)
    {
        if (a == 0 || x == 0)
        {
            return a + x;
        }

        double terms = (a * Math.Abs(Math.Log(a / x))) + Math.Abs(a - x);
        return a / x is > 0.49 and < 2.05
            ? 10 * ((a * Math.Log(a / x)) + x - a) + (1e-8 * terms)
            : (4 * terms) + (3 * a);
    }

    /// <summary>KL of two normal laws: a square of 2 roundings and an addition, and r - 1 - ln r as above.</summary>
    public static double Normal(double mean, double standardDeviation, double otherMean, double otherStandardDeviation)
    {
        double shift = (mean - otherMean) / otherStandardDeviation;
        double relative = (standardDeviation - otherStandardDeviation) / otherStandardDeviation;
        double ratio = standardDeviation / otherStandardDeviation;
        double spread = Math.Abs(relative) < 0.25
            ? 12 * ((relative * (2 + relative)) - (2 * Math.Log(ratio))) + (1e-8 * Math.Abs(relative))
            : (6 * ratio * ratio) + 3 + (6 * Math.Abs(Math.Log(ratio)));
        return 0.5 * ((6 * shift * shift) + spread);
    }

    /// <summary>exp(v) - 1 - v.</summary>
    public static double ExpBeyondLinear(double v) =>
        Math.Abs(v) < 0.5 ? 3 * v * v : (3 * Math.Exp(v)) + 1 + (2 * Math.Abs(v));
}
