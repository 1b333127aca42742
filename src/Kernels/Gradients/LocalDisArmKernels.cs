using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>Local DisARM on a device.</summary>
public static class LocalDisArmKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="posteriorLogit">The logit of the posterior.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler BernoulliBound(float posteriorLogit, float logit, int samples) =>
        BernoulliBoundBatch.Sampler<BernoulliBoundLocalDisArm>(posteriorLogit, logit, samples);

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorLogit">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="uniforms">Shape [N, samples].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BernoulliBound(
        Device device,
        ArrayView<float> posteriorLogit,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient) =>
        new BernoulliBoundBatch(device, posteriorLogit, logit, samples)
            .LaunchCall<BernoulliBoundLocalDisArm>(uniforms, gradient);

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorLogit">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BernoulliBoundMoments(
        Device device,
        ArrayView<float> posteriorLogit,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        new BernoulliBoundBatch(device, posteriorLogit, logit, samples).LaunchMoments(MomentsOfOne, gradient, variance);

    // One work item: the moments at one point, over all numbers of pairs that fall and that rise.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> posteriorLogit,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        var law = new BernoulliBoundLaw(posteriorLogit[i], logit[i], samples);
        double rarer = XMath.Min(law.Success, law.Failure);
        double commoner = XMath.Max(law.Success, law.Failure);
        double mean = 0.0;
        double square = 0.0;
        // ways: of so many that fall; probability: of so many that rise among the rest, too.
        double ways = 1.0;
        for (int fallen = 0; fallen <= samples; fallen++)
        {
            int rest = samples - fallen;
            double choices = ways;
            for (int risen = 0; risen <= rest; risen++)
            {
                double probability = choices
                    * BernoulliBoundLaw.NoneOf(fallen + risen, rarer)
                    * BernoulliBoundLaw.NoneOf(rest - risen, commoner - rarer);
                int ones = law.Success > law.Failure ? samples - risen : fallen;
                double g = (0.5 * commoner * ((fallen * Step(law, ones - 1)) + (risen * Step(law, ones)))) + law.Direct(ones);
                mean += probability * g;
                square += probability * g * g;
                choices *= (double)(rest - risen) / (risen + 1);
            }

            ways *= (double)rest / (fallen + 1);
        }

        gradient[i] = (float)mean;
        variance[i] = (float)(square - (mean * mean));
    }

    // The logarithm of the mean weight with one more one, less that without it; 0 where there is no such sample.
    private static double Step(BernoulliBoundLaw law, int ones)
    {
        int held = XMath.Max(ones, 0);
        double more = law.Sum(XMath.Min(held + 1, law.Samples));
        return DeviceDouble.Log(more / law.Sum(held));
    }
}
