using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Probability;

/// <summary>Figures of one gamma law inside a kernel, in double: their large terms cancel.</summary>
internal static class DeviceGamma
{
    /// <summary>ln p(x).</summary>
    public static double LogDensity(double x, double shape, double rate)
    {
        if (!(x >= 0.0 && x < double.PositiveInfinity))
        {
            return x < 0.0 || x > 0.0 ? double.NegativeInfinity : x;
        }

        double y = rate * x;
        double logX = DeviceDouble.Log(x);
        if (shape >= 10.0 && y > 0.0)
        {
            return (0.5 * DeviceDouble.Log(shape)) - DeviceDouble.HalfLogTwoPi - logX - DeviceGammaFunction.Correction(shape)
                - DeviceGammaFunction.Deviance(shape, y);
        }

        double logRate = DeviceDouble.Log(rate);
        double power = shape == 1.0 ? 0.0 : (shape - 1.0) * (logRate + logX);
        return logRate + power - y - DeviceGammaFunction.LogGamma(shape);
    }

    /// <summary>Pr[X &lt;= x].</summary>
    public static double Cdf(double x, double shape, double rate) =>
        DeviceIncompleteGamma.Tails(shape, rate * (x < 0.0 ? 0.0 : x)).Lower;

    /// <summary>The entropy; for a large shape Stirling's series of every term, whose large ones join.</summary>
    public static double Entropy(double shape, double rate)
    {
        if (shape < 10.0)
        {
            return shape - DeviceDouble.Log(rate) + DeviceGammaFunction.LogGamma(shape)
                + ((1.0 - shape) * DeviceGammaFunction.Digamma(shape));
        }

        return (0.5 * DeviceDouble.Log(shape)) + DeviceDouble.HalfLogTwoPi + DeviceGammaFunction.Correction(shape)
            + ((shape - 1.0) * DeviceGammaFunction.BelowLogarithm(shape)) - DeviceDouble.Log(rate);
    }
}
