using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>For a beta law, with f(x) = ln x.</content>
public static partial class ScoreFunctionKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientSampler Beta(float alpha, float beta) => BetaCalls<BetaScoreFunction>.Sampler(alpha, beta);

    /// <summary>One call of the estimator on a given draw for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="logOdds">Log-odds of draws, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (alpha, beta).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Beta(
        Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> logOdds, ArrayView<float> gradient) =>
        BetaCalls<BetaScoreFunction>.Launch(device, alpha, beta, logOdds, gradient);

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (alpha, beta).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BetaMoments(
        Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> gradient, ArrayView<float> variance) =>
        BetaPoints<BetaScoreVariance>.Launch(device, alpha, beta, gradient, variance);

    // With c = E f and the joint cumulants of ln x and ln(1 - x), u and v: k(uuuu) + 2 k(uu)^2 + 2 c k(uuu) + c^2 k(uu), and
    // k(uuvv) + k(uu) k(vv) + k(uv)^2 + 2 c k(uvv) + c^2 k(vv).
    private readonly struct BetaScoreVariance : IBetaVariance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of(BetaProblem problem, double byAlpha, double byBeta)
        {
            double n = problem.Alpha + problem.Beta;
            double c = problem.MeanLog;
            double ofBeta = DevicePolygamma.Value(1, problem.Beta) + byBeta;
            double third = DevicePolygamma.Value(2, n);
            double fourth = DevicePolygamma.Value(3, n);
            double ownThird = DevicePolygamma.Value(2, problem.Alpha) - third;
            double ownFourth = DevicePolygamma.Value(3, problem.Alpha) - fourth;
            double first = ownFourth + (2.0 * byAlpha * byAlpha) + (c * ((2.0 * ownThird) + (c * byAlpha)));
            double second = (byAlpha * ofBeta) + (byBeta * byBeta) - fourth + (c * ((c * ofBeta) - (2.0 * third)));
            return new DeviceGradient((float)first, (float)second);
        }
    }
}

/// <summary>f times the score, of a draw's log-odds.</summary>
internal readonly struct BetaScoreFunction : IBetaEstimator
{
    public static int Numbers => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(BetaProblem problem, double logFirst, double logSecond)
    {
        double logOdds = logFirst - logSecond;
        float f = -DeviceMath.Softplus(-(float)logOdds);
        float rest = -DeviceMath.Softplus((float)logOdds);
        return new DeviceGradient(f * (f - (float)problem.MeanLog), f * (rest - (float)problem.MeanLogRest));
    }
}
