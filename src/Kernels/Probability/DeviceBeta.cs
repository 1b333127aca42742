using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Probability;

/// <summary>Figures of one beta law inside a kernel, in double: their large terms cancel.</summary>
internal static class DeviceBeta
{
    /// <summary>ln p(x).</summary>
    public static double LogDensity(double x, double alpha, double beta)
    {
        double y = 1.0 - x;
        if (!(x >= 0.0 && y >= 0.0))
        {
            return x < 0.0 || y < 0.0 ? double.NegativeInfinity : x;
        }

        double logX = DeviceIncompleteBeta.LogOfPart(x, y);
        double logY = DeviceIncompleteBeta.LogOfPart(y, x);
        if (alpha >= 10.0 && beta >= 10.0 && x > 0.0 && y > 0.0)
        {
            return DeviceIncompleteBeta.LogOfLargeMass(alpha, beta, x, y) - logX - logY;
        }

        double ofX = alpha == 1.0 ? 0.0 : (alpha - 1.0) * logX;
        double ofY = beta == 1.0 ? 0.0 : (beta - 1.0) * logY;
        return ofX + ofY - DeviceIncompleteBeta.LogBeta(alpha, beta);
    }

    /// <summary>Pr[X &lt;= x].</summary>
    public static double Cdf(double x, double alpha, double beta)
    {
        double inside = x < 0.0 ? 0.0 : x > 1.0 ? 1.0 : x;
        return DeviceIncompleteBeta.Tails(alpha, beta, inside, 1.0 - inside).Lower;
    }

    /// <summary>The variance.</summary>
    public static double Variance(double alpha, double beta)
    {
        double n = alpha + beta;
        return alpha / n * (beta / n) / (n + 1.0);
    }

    /// <summary>The entropy; for large shapes Stirling's series of every term, whose large ones join.</summary>
    public static double Entropy(double alpha, double beta)
    {
        double n = alpha + beta;
        if (alpha < 10.0 || beta < 10.0)
        {
            return DeviceIncompleteBeta.LogBeta(alpha, beta)
                + ((alpha - 1.0) * DeviceGammaFunction.DigammaDifference(alpha, beta))
                + ((beta - 1.0) * DeviceGammaFunction.DigammaDifference(beta, alpha));
        }

        double corrections = DeviceGammaFunction.Correction(alpha) + DeviceGammaFunction.Correction(beta)
            - DeviceGammaFunction.Correction(n);
        double ofN = DeviceGammaFunction.BelowLogarithm(n);
        return DeviceDouble.HalfLogTwoPi + (0.5 * (DeviceDouble.Log(alpha / n) + DeviceDouble.Log(beta / n) - DeviceDouble.Log(n)))
            + corrections
            + ((alpha - 1.0) * (DeviceGammaFunction.BelowLogarithm(alpha) - ofN))
            + ((beta - 1.0) * (DeviceGammaFunction.BelowLogarithm(beta) - ofN));
    }
}
