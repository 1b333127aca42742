using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>A derivative of the chain's expected cost, in two components.</summary>
internal interface IChainExact
{
    static abstract DeviceGradient Of(ChainProblem problem);
}

/// <summary>By either logit: <c>p q D (1 + r1 - r0)</c>, <c>D (q r0 (1 - r0) + p r1 (1 - r1))</c>.</summary>
internal readonly struct ChainGradient : IChainExact
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(ChainProblem problem)
    {
        float slope = problem.Success * problem.Failure * problem.Difference;
        float after = (problem.Failure * problem.SuccessAfterZero * problem.FailureAfterZero)
            + (problem.Success * problem.SuccessAfterOne * problem.FailureAfterOne);
        return new DeviceGradient(slope * (problem.FailureAfterZero + problem.SuccessAfterOne), after * problem.Difference);
    }
}

/// <summary>By the first logit twice and by both: <c>(q - p)</c> times the gradient, <c>p q D (r1 (1 - r1) - r0 (1 - r0))</c>.</summary>
internal readonly struct ChainCurvature : IChainExact
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(ChainProblem problem)
    {
        float slope = problem.Success * problem.Failure * problem.Difference;
        float rise = (problem.SuccessAfterOne * problem.FailureAfterOne) - (problem.SuccessAfterZero * problem.FailureAfterZero);
        return new DeviceGradient(
            slope * (problem.FailureAfterZero + problem.SuccessAfterOne) * (problem.Failure - problem.Success), slope * rise);
    }
}

/// <summary>Exact moments for the chain: a derivative and a variance, in two components, for every point.</summary>
internal static class ChainPoints
{
    public static void Launch<TCall, TExact>(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TCall : unmanaged, IChainCall
        where TExact : unmanaged, IChainExact
    {
        ArgumentNullException.ThrowIfNull(device);
        Check(target, firstLogit, secondLogit, coupling, gradient, nameof(gradient));
        DeviceGuard.Length(2 * target.Length, variance, nameof(variance));
        device.Launch(
            MomentsOfOne<TCall, TExact>, (int)target.Length, target, firstLogit, secondLogit, coupling, gradient, variance);
    }

    public static void Check(
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> gradient,
        string name)
    {
        DeviceGuard.Length(target.Length, firstLogit, nameof(firstLogit));
        DeviceGuard.Length(target.Length, secondLogit, nameof(secondLogit));
        DeviceGuard.Length(target.Length, coupling, nameof(coupling));
        DeviceGuard.Length(2 * target.Length, gradient, name);
    }

    /// <summary>The mean square distance of a call from some centre, over the four outcomes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Spread<TCall>(ChainProblem problem, DeviceGradient centre)
        where TCall : unmanaged, IChainCall
    {
        float first = 0f;
        float second = 0f;
        for (int outcome = 0; outcome < 4; outcome++)
        {
            ChainDraw draw = ChainDraw.Of(problem, outcome >> 1, outcome & 1);
            DeviceGradient call = TCall.Of(draw);
            float firstOff = call.First - centre.First;
            float secondOff = call.Second - centre.Second;
            first += draw.Chance * firstOff * firstOff;
            second += draw.Chance * secondOff * secondOff;
        }

        return new DeviceGradient(first, second);
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne<TCall, TExact>(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        ArrayView<float> coupling,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TCall : unmanaged, IChainCall
        where TExact : unmanaged, IChainExact
    {
        ChainProblem problem = ChainProblem.At(target[i], firstLogit[i], secondLogit[i], coupling[i]);
        DeviceGradient g = TExact.Of(problem);
        DeviceGradient v = Spread<TCall>(problem, g);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
        variance[2 * i] = v.First;
        variance[(2 * i) + 1] = v.Second;
    }
}
