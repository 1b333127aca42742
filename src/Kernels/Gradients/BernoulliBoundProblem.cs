using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>A Bernoulli posterior and a Bernoulli law of the draws, as kernels take them; <c>uniform &lt; Threshold</c> draws a one.</summary>
internal readonly struct BernoulliBoundProblem(
    float success, float failure, float threshold, float ofOne, float ofZero, float logRatio)
{
    public readonly float Success = success;
    public readonly float Failure = failure;
    public readonly float Threshold = threshold;

    /// <summary><c>uniform &gt; Complement</c> is <c>1 - uniform &lt; Threshold</c>, exactly.</summary>
    public readonly float Complement = 1f - threshold;

    /// <summary>The weight of a one, of a zero, and the logarithm of the former over the latter.</summary>
    public readonly float OfOne = ofOne;
    public readonly float OfZero = ofZero;
    public readonly float LogRatio = logRatio;

    /// <summary>The problem at a point, on the device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliBoundProblem At(float posteriorLogit, float logit)
    {
        float success = DeviceMath.Sigmoid(logit);
        float failure = DeviceMath.Sigmoid(-logit);
        return new BernoulliBoundProblem(
            success,
            failure,
            success,
            DeviceMath.Sigmoid(posteriorLogit) / success,
            DeviceMath.Sigmoid(-posteriorLogit) / failure,
            posteriorLogit - logit);
    }

    /// <summary>The problem at a point, on the host: its draws are those of p in full precision, see <see cref="BernoulliProblem"/>.</summary>
    public static BernoulliBoundProblem OnGrid(float posteriorLogit, float logit)
    {
        BernoulliProblem law = BernoulliProblem.OnGrid(0f, logit);
        double ofOne = (1.0 + Math.Exp(-logit)) / (1.0 + Math.Exp(-posteriorLogit));
        double ofZero = (1.0 + Math.Exp(logit)) / (1.0 + Math.Exp(posteriorLogit));
        return new BernoulliBoundProblem(
            law.Success, law.Failure, law.Threshold, (float)ofOne, (float)ofZero, posteriorLogit - logit);
    }

    /// <summary>The sum of the weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum(float ones, float zeros) => (ones * OfOne) + (zeros * OfZero);

    /// <summary>What the logit does to the weights: <c>-sum_k v_k (b_k - p)</c>, v the weights over their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Direct(float ones, float zeros) =>
        ((zeros * OfZero * Success) - (ones * OfOne * Failure)) / Sum(ones, zeros);
}
