using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>The exact variance of one call of an estimator for a beta law, inside a kernel.</summary>
internal interface IBetaVariance
{
    /// <summary>By alpha and beta, about the exact gradient by either.</summary>
    static abstract DeviceGradient Of(BetaProblem problem, double byAlpha, double byBeta);
}

/// <summary>Squared distances of a gradient from its mean, by alpha and beta.</summary>
internal readonly struct BetaSquares(double first, double second)
{
    public readonly double First = first;
    public readonly double Second = second;
}

/// <summary>The expected squared distances of a gradient from its mean where the draw is given, to be integrated.</summary>
internal interface IBetaPath
{
    static abstract BetaSquares SquaresAbout(BetaProblem problem, double logOdds, double byAlpha, double byBeta);
}

/// <summary>What the exact moments of estimators for a beta law share: a gradient and a variance for every point.</summary>
internal static class BetaPoints<TVariance>
    where TVariance : unmanaged, IBetaVariance
{
    public static void Launch(
        Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> gradient, ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(2 * alpha.Length, gradient, nameof(gradient));
        DeviceGuard.Length(2 * alpha.Length, variance, nameof(variance));
        device.Launch(MomentsOfOne, (int)alpha.Length, alpha, beta, gradient, variance);
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> gradient, ArrayView<float> variance)
    {
        var problem = new BetaProblem(alpha[i], beta[i]);
        double byBeta = -DevicePolygamma.Value(1, problem.Alpha + problem.Beta);
        double byAlpha = DevicePolygamma.Value(1, problem.Alpha) + byBeta;
        DeviceGradient exact = TVariance.Of(problem, byAlpha, byBeta);
        gradient[2 * i] = (float)byAlpha;
        gradient[(2 * i) + 1] = (float)byBeta;
        variance[2 * i] = exact.First;
        variance[(2 * i) + 1] = exact.Second;
    }
}

/// <summary>The variance of an estimator that follows a path, by quadrature over the density of the log-odds.</summary>
internal readonly struct BetaPathVariance<TPath> : IBetaVariance
    where TPath : unmanaged, IBetaPath
{
    // The trapezoidal rule in s, w = ln((2 alpha + 1) / (2 beta + 1)) + scale (e^s - e^-s): where a shape is small, a long tail
    // becomes a short one. Beyond the ends the tails e^(alpha w) and e^(-beta w) are below e^-45.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(BetaProblem problem, double byAlpha, double byBeta)
    {
        const double Step = 0.1;
        double a = problem.Alpha;
        double b = problem.Beta;
        double centre = DeviceDouble.Log(((2.0 * a) + 1.0) / ((2.0 * b) + 1.0));
        double scale = 0.5 * XMath.Sqrt((1.0 / (1.0 + a)) + (1.0 / (1.0 + b)));
        double logBeta = DeviceIncompleteBeta.LogBeta(a, b);
        double high = DeviceDouble.Log(10.0 + (50.0 / (b * scale)));
        double first = 0.0;
        double second = 0.0;
        for (double s = -DeviceDouble.Log(10.0 + (50.0 / (a * scale))); s < high; s += Step)
        {
            double up = DeviceDouble.Exp(s);
            double down = 1.0 / up;
            double logOdds = centre + (scale * (up - down));
            double near = DeviceDouble.LogOnePlus(DeviceDouble.Exp(-XMath.Abs(logOdds)));
            // alpha ln x + beta ln(1 - x), by the one of both that is not close to 0.
            double exponent = ((logOdds < 0.0 ? a : -b) * logOdds) - ((a + b) * near);
            double weight = DeviceDouble.Exp(exponent - logBeta) * (up + down);
            BetaSquares squares = TPath.SquaresAbout(problem, logOdds, byAlpha, byBeta);
            first += squares.First * weight;
            second += squares.Second * weight;
        }

        return new DeviceGradient((float)(first * scale * Step), (float)(second * scale * Step));
    }
}
