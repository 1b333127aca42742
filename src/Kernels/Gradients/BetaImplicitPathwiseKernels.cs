using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Implicit reparametrisation of a beta law on a device.</summary>
public static class BetaImplicitPathwiseKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientSampler Beta(float alpha, float beta) => BetaCalls<BetaImplicitPath>.Sampler(alpha, beta);

    /// <summary>One call of the estimator on a given draw for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="logOdds">Log-odds of draws, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (alpha, beta).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Beta(
        Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> logOdds, ArrayView<float> gradient) =>
        BetaCalls<BetaImplicitPath>.Launch(device, alpha, beta, logOdds, gradient);

    /// <summary>Exact gradient, and variance of one call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (alpha, beta).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BetaMoments(
        Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> gradient, ArrayView<float> variance) =>
        BetaPoints<BetaPathVariance<BetaImplicitPath>>.Launch(device, alpha, beta, gradient, variance);
}

/// <summary>How ln x moves with the shapes where the draw's probability stays: in double, rounded once.</summary>
internal readonly struct BetaImplicitPath : IBetaEstimator, IBetaPath
{
    public static int Numbers => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(BetaProblem problem, double logFirst, double logSecond)
    {
        double logOdds = logFirst - logSecond;
        DeviceLogOddsSlopes slopes = DeviceIncompleteBetaByShapes.Of(
            problem.Alpha, problem.Beta, problem.MeanLog, problem.MeanLogRest, logOdds);
        double rest = 1.0 / (1.0 + DeviceDouble.Exp(logOdds));
        return new DeviceGradient((float)(rest * slopes.ByA), (float)(rest * slopes.ByB));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BetaSquares SquaresAbout(BetaProblem problem, double logOdds, double byAlpha, double byBeta)
    {
        DeviceLogOddsSlopes slopes = DeviceIncompleteBetaByShapes.Of(
            problem.Alpha, problem.Beta, problem.MeanLog, problem.MeanLogRest, logOdds);
        double rest = 1.0 / (1.0 + DeviceDouble.Exp(logOdds));
        double first = (rest * slopes.ByA) - byAlpha;
        double second = (rest * slopes.ByB) - byBeta;
        return new BetaSquares(first * first, second * second);
    }
}
