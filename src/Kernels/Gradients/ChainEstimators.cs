using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>(f1 + f2) s1</c>, <c>(f1 + f2) s2</c>.</summary>
internal readonly struct ChainScoreFunction : IChainCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(ChainDraw draw)
    {
        float cost = draw.FirstCost + draw.SecondCost;
        return new DeviceGradient(cost * draw.FirstScore, cost * draw.SecondScore);
    }
}

/// <summary><c>(f1 + f2) s1</c>, <c>f2 s2</c>.</summary>
internal readonly struct ChainDownstreamCost : IChainCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(ChainDraw draw) =>
        new((draw.FirstCost + draw.SecondCost) * draw.FirstScore, draw.SecondCost * draw.SecondScore);
}

/// <summary>First derivatives of the costs times their boxes: <c>f1 s1 + f2 s1</c>, <c>f2 s2</c>.</summary>
internal readonly struct ChainDice : IChainCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(ChainDraw draw) => new(
        (draw.FirstCost * draw.FirstScore) + (draw.SecondCost * draw.FirstScore), draw.SecondCost * draw.SecondScore);
}

/// <summary>Second derivatives of the same: <c>(f1 + f2) (s1^2 - p (1 - p))</c>, <c>f2 s1 s2</c>.</summary>
internal readonly struct ChainDiceHessian : IChainCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(ChainDraw draw) => new(
        (draw.FirstCost + draw.SecondCost) * ((draw.FirstScore * draw.FirstScore) - draw.Slope),
        draw.SecondCost * (draw.FirstScore * draw.SecondScore));
}

/// <summary>Second derivatives of the loss: <c>-(f1 + f2) p (1 - p)</c>, 0.</summary>
internal readonly struct ChainSurrogateHessian : IChainCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(ChainDraw draw) => new(-((draw.FirstCost + draw.SecondCost) * draw.Slope), 0f);
}
