using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>A beta draw as the quotient of two gamma draws that move with their shapes, on a device.</summary>
public static class BetaQuotientPathwiseKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientSampler Beta(float alpha, float beta) => BetaCalls<BetaQuotientPath>.Sampler(alpha, beta);

    /// <summary>One call of the estimator on two given draws for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="logDraws">Logarithms of gamma draws of rate 1, shape [N, 2].</param>
    /// <param name="gradient">Shape [N, 2], written: (alpha, beta).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Beta(
        Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> logDraws, ArrayView<float> gradient) =>
        BetaCalls<BetaQuotientPath>.Launch(device, alpha, beta, logDraws, gradient);

    /// <summary>Exact gradient, and variance of one call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (alpha, beta).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BetaMoments(
        Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> gradient, ArrayView<float> variance) =>
        BetaPoints<BetaPathVariance<BetaQuotientPath>>.Launch(device, alpha, beta, gradient, variance);
}

/// <summary>How ln x moves where both gamma draws' own probabilities stay: in double, rounded once.</summary>
internal readonly struct BetaQuotientPath : IBetaEstimator, IBetaPath
{
    private const double Tail = 45.0;

    public static int Numbers => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(BetaProblem problem, double logFirst, double logSecond)
    {
        double rest = 1.0 / (1.0 + DeviceDouble.Exp(logFirst - logSecond));
        return new DeviceGradient(
            (float)(rest * DeviceIncompleteGammaByShape.LogQuantile(problem.Alpha, logFirst)),
            (float)(-rest * DeviceIncompleteGammaByShape.LogQuantile(problem.Beta, logSecond)));
    }

    // By the trapezoidal rule in s, ln(G + H) = s - e^-s, over the gamma law of the sum, of which x is independent; beyond the ends
    // its tails are below e^-45.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BetaSquares SquaresAbout(BetaProblem problem, double logOdds, double byAlpha, double byBeta)
    {
        double n = problem.Alpha + problem.Beta;
        double root = XMath.Sqrt(n);
        double step = 1.0 / (5.0 + (5.0 * root));
        double high = DeviceDouble.Log(n + (9.0 * root) + Tail);
        double logGamma = DeviceGammaFunction.LogGamma(n);
        double near = DeviceDouble.LogOnePlus(DeviceDouble.Exp(-XMath.Abs(logOdds)));
        double logX = (logOdds < 0.0 ? logOdds : 0.0) - near;
        double logRest = (logOdds < 0.0 ? 0.0 : -logOdds) - near;
        double rest = DeviceDouble.Exp(logRest);
        double first = 0.0;
        double second = 0.0;
        for (double s = -DeviceDouble.Log(2.0 + (Tail / n)); s < high; s += step)
        {
            double inner = DeviceDouble.Exp(-s);
            double logSum = s - inner;
            double weight = DeviceDouble.Exp((n * logSum) - DeviceDouble.Exp(logSum) - logGamma) * (1.0 + inner);
            double offFirst = (rest * DeviceIncompleteGammaByShape.LogQuantile(problem.Alpha, logSum + logX)) - byAlpha;
            double offSecond = (rest * DeviceIncompleteGammaByShape.LogQuantile(problem.Beta, logSum + logRest)) + byBeta;
            first += offFirst * offFirst * weight;
            second += offSecond * offSecond * weight;
        }

        return new BetaSquares(first * step, second * step);
    }
}
