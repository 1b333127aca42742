using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>Two nodes in a chain and a cost of each, as kernels take them; a uniform number below a node's threshold draws a one.</summary>
internal struct ChainProblem
{
    /// <summary>The cost of a one, of either node, and of a zero.</summary>
    public float OfOne;
    public float OfZero;

    /// <summary>The cost of a one less that of a zero.</summary>
    public float Difference;

    /// <summary>Chances of the first node.</summary>
    public float Success;
    public float Failure;
    public float Threshold;

    /// <summary>Chances of the second node after a zero of the first.</summary>
    public float SuccessAfterZero;
    public float FailureAfterZero;
    public float ThresholdAfterZero;

    /// <summary>Chances of the second node after a one.</summary>
    public float SuccessAfterOne;
    public float FailureAfterOne;
    public float ThresholdAfterOne;

    /// <summary>The problem at a point, on the device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChainProblem At(float target, float firstLogit, float secondLogit, float coupling) => Of(
        BernoulliProblem.At(target, firstLogit),
        BernoulliProblem.At(target, secondLogit),
        BernoulliProblem.At(target, secondLogit + coupling));

    /// <summary>The problem at a point, on the host, whose draws are those of chances in full precision.</summary>
    public static ChainProblem OnGrid(float target, float firstLogit, float secondLogit, float coupling) => Of(
        BernoulliProblem.OnGrid(target, firstLogit),
        BernoulliProblem.OnGrid(target, secondLogit),
        BernoulliProblem.OnGrid(target, (double)secondLogit + coupling));

    // A kernel holds no struct inside a struct: the nodes are taken apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ChainProblem Of(BernoulliProblem first, BernoulliProblem afterZero, BernoulliProblem afterOne)
    {
        ChainProblem problem = default;
        problem.OfOne = first.OfOne;
        problem.OfZero = first.OfZero;
        problem.Difference = first.Difference;
        problem.Success = first.Success;
        problem.Failure = first.Failure;
        problem.Threshold = first.Threshold;
        problem.SuccessAfterZero = afterZero.Success;
        problem.FailureAfterZero = afterZero.Failure;
        problem.ThresholdAfterZero = afterZero.Threshold;
        problem.SuccessAfterOne = afterOne.Success;
        problem.FailureAfterOne = afterOne.Failure;
        problem.ThresholdAfterOne = afterOne.Threshold;
        return problem;
    }
}

/// <summary>What an estimator for the chain makes of an outcome.</summary>
internal interface IChainCall
{
    static abstract DeviceGradient Of(ChainDraw draw);
}

/// <summary>Costs and scores of one outcome, its chance, and the slope of the first node's chance, <c>p (1 - p)</c>.</summary>
internal struct ChainDraw
{
    public float FirstCost;
    public float SecondCost;
    public float FirstScore;
    public float SecondScore;
    public float Slope;
    public float Chance;

    /// <summary>The outcome of two bits, 0 or 1. One choice at a time: a conditional inside a conditional becomes a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChainDraw Of(ChainProblem problem, float first, float second)
    {
        float success = first > 0.5f ? problem.SuccessAfterOne : problem.SuccessAfterZero;
        float failure = first > 0.5f ? problem.FailureAfterOne : problem.FailureAfterZero;
        float firstChance = first > 0.5f ? problem.Success : problem.Failure;
        float secondChance = second > 0.5f ? success : failure;
        ChainDraw draw = default;
        draw.FirstCost = first > 0.5f ? problem.OfOne : problem.OfZero;
        draw.SecondCost = second > 0.5f ? problem.OfOne : problem.OfZero;
        draw.FirstScore = first > 0.5f ? problem.Failure : -problem.Success;
        draw.SecondScore = second > 0.5f ? failure : -success;
        draw.Slope = problem.Success * problem.Failure;
        draw.Chance = firstChance * secondChance;
        return draw;
    }
}
