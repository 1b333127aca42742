using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Statistics;

namespace BayesBench.Studies;

/// <summary>What a device adds up of a block, as moments that merge.</summary>
internal static class PowerSums
{
    /// <summary>Central moments of a block from the sums of the first four powers of <c>x - centre</c>.</summary>
    /// <remarks>The centre is the exact mean: the corrections are of the size of the sampling error, nothing cancels.</remarks>
    public static Moments ToMoments(double centre, ReadOnlySpan<double> sums)
    {
        const double N = GradientSampler.BlockCalls;
        double shift = sums[0] / N;
        double square = shift * shift;
        return new Moments(
            GradientSampler.BlockCalls,
            centre + shift,
            sums[1] - (N * square),
            sums[2] - (3 * shift * sums[1]) + (2 * N * square * shift),
            sums[3] - (4 * shift * sums[2]) + (6 * square * sums[1]) - (3 * N * square * square));
    }
}
