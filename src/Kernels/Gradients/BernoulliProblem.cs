using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>A target and a Bernoulli law, as kernels take them; <c>uniform &lt; Threshold</c> draws a one.</summary>
internal readonly struct BernoulliProblem(float target, float success, float failure, float threshold)
{
    public readonly float Target = target;
    public readonly float OfOne = (1f - target) * (1f - target);
    public readonly float OfZero = target * target;
    public readonly float Difference = 1f - (2f * target);
    public readonly float Success = success;
    public readonly float Failure = failure;
    public readonly float Threshold = threshold;

    /// <summary><c>uniform &gt; Complement</c> is <c>1 - uniform &lt; Threshold</c>: on the grid of the uniform numbers nothing is rounded.</summary>
    public readonly float Complement = 1f - threshold;

    /// <summary>The problem at a point, on the device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliProblem At(float target, float logit)
    {
        float success = DeviceMath.Sigmoid(logit);
        return new BernoulliProblem(target, success, DeviceMath.Sigmoid(-logit), success);
    }

    /// <summary>The problem at a point, on the host: the uniform numbers lie on a grid of 2^-24 (and at 2^-25), so p rounded
    /// up to it draws the bits that p in full precision draws.</summary>
    public static BernoulliProblem OnGrid(float target, double logit)
    {
        const double Grid = 1 << 24;
        double p = 1.0 / (1.0 + Math.Exp(-logit));
        double threshold = p <= 0.5 / Grid ? 0.5 / Grid : Math.Ceiling(p * Grid) / Grid;
        return new BernoulliProblem(target, (float)p, (float)(1.0 / (1.0 + Math.Exp(logit))), (float)threshold);
    }
}
