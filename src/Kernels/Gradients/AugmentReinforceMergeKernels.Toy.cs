using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <content>Of bits that share one logit.</content>
public static partial class AugmentReinforceMergeKernels
{
    /// <summary>The estimator for bits of one logit at one point, ready to draw from.</summary>
    /// <param name="targets">The targets, shape [D], D from 1 to 12.</param>
    /// <param name="logit">The logit of p.</param>
    /// <returns>The sampler; its draws of bits are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12.</exception>
    public static GradientSampler Toy(IReadOnlyList<float> targets, float logit)
    {
        return GradientSampler.Of<ToyAugmentReinforceMerge, BernoulliToyProblem>(BernoulliToyProblem.OnGrid(targets, logit, baseline: 0.0), targets.Count);
    }

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="targets">Shape [N, D], D from 1 to 12.</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="uniforms">Shape [N, D].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12.</exception>
    public static void Toy(
        Device device, ArrayView<float> targets, ArrayView<float> logit, ArrayView<float> uniforms, ArrayView<float> gradient) =>
        GivenToyUniforms<ToyAugmentReinforceMerge>.Launch(device, targets, logit, 1, uniforms, gradient);

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="targets">Shape [N, D], D from 1 to 12.</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12.</exception>
    public static void ToyMoments(
        Device device, ArrayView<float> targets, ArrayView<float> logit, ArrayView<float> gradient, ArrayView<float> variance) =>
        ToyPoints.Launch(device, ToyMomentsOfOne, targets, logit, gradient, variance);

    // One work item: the moments at one point. Given the draws, u of a bit varies by r^2 / 12 where they differ, r the rarer
    // probability, else by (1 - 2 r)^2 / 12; where one bit moves f, the others do either.
    private static void ToyMomentsOfOne(
        Index1D i, int bits, ArrayView<float> targets, ArrayView<float> logit, ArrayView<float> gradient, ArrayView<float> variance)
    {
        float theta = XMath.Abs(logit[i]);
        float rarer = DeviceMath.Sigmoid(-theta);
        float commoner = DeviceMath.Sigmoid(theta);
        float alike = DeviceMath.Tanh(0.5f * theta);
        var sums = ToySums.Of(new ToyTargets(targets, i * bits, bits));
        gradient[i] = rarer * commoner * sums.Sum;
        float rare = rarer * rarer;
        float other = (2f * rarer * rare) + (alike * alike * alike);
        float within = 0.166666672f * rarer * (rare + ((bits - 1) * other)) * sums.Squares;
        float ofMean = commoner * commoner * rarer * ((0.5f * alike * sums.Squares) + (rarer * sums.Pairs));
        variance[i] = within + ofMean;
    }
}
