using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>l</c>, <c>l e_j + 1 / s_j</c>, l the slope of ln p(theta, y).</summary>
internal readonly struct RegressionTotalPathwise : IRegressionGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Gradient(RegressionDraw draw, RegressionProblem problem)
    {
        float slope = draw.JointSlope(problem) * problem.Inverse;
        return new DeviceGradient(slope, (slope * draw.Own) + problem.Inverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Variance(RegressionProblem problem, int samples)
    {
        float fall = RegressionMoments.Curvature(problem) * problem.Inverse;
        return RegressionMoments.OfPath(problem, problem.ByMean, fall);
    }
}

/// <summary><c>l</c>, <c>l e_j</c>, l the slope of ln p(theta, y) - ln q(theta).</summary>
internal readonly struct RegressionStickingTheLanding : IRegressionGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Gradient(RegressionDraw draw, RegressionProblem problem)
    {
        float slope = (draw.JointSlope(problem) + draw.Own) * problem.Inverse;
        return new DeviceGradient(slope, slope * draw.Own);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Variance(RegressionProblem problem, int samples) =>
        RegressionMoments.OfPath(problem, problem.ByMean, problem.ByDeviation);
}

/// <summary><c>l</c>, <c>l e_j</c>, l the slope of ln p(y | theta), each with the gradient of the divergence.</summary>
internal readonly struct RegressionAnalyticKullbackLeibler : IRegressionGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Gradient(RegressionDraw draw, RegressionProblem problem)
    {
        float slope = draw.LikelihoodSlope(problem);
        return new DeviceGradient(
            (slope - (problem.Own.Ratio * problem.Own.Shift)) * problem.Inverse,
            ((slope * draw.Own) + problem.OfDivergence) * problem.Inverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Variance(RegressionProblem problem, int samples)
    {
        float slope = -problem.Own.Dot(problem.Residual0, problem.Residual1, problem.Residual2, problem.Residual3) * problem.Inverse;
        return RegressionMoments.OfPath(problem, slope, problem.Own.Dot(problem.Own) * problem.Inverse);
    }
}

/// <summary>Half of what a noise and its mirror image make: the constant of l, and the rest of l times e_j.</summary>
internal readonly struct RegressionAntitheticPathwise : IRegressionGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Gradient(RegressionDraw draw, RegressionProblem problem)
    {
        float byMean = problem.ByMean;
        float slope = (draw.JointSlope(problem) * problem.Inverse) - byMean;
        return new DeviceGradient(byMean, (slope * draw.Own) + problem.Inverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Variance(RegressionProblem problem, int samples)
    {
        float fall = RegressionMoments.Curvature(problem) * problem.Inverse;
        return new DeviceGradient(0f, RegressionMoments.OfPath(problem, 0f, fall).Second);
    }
}

/// <summary><c>f e_j / s_j</c>, <c>f (e_j^2 - 1) / s_j</c>, f the log weight.</summary>
internal readonly struct RegressionScoreFunction : IRegressionGradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Gradient(RegressionDraw draw, RegressionProblem problem)
    {
        float scaled = (draw.LogWeight + problem.Level) * problem.Inverse;
        return new DeviceGradient(scaled * draw.Own, scaled * ((draw.Own * draw.Own) - 1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Variance(RegressionProblem problem, int samples)
    {
        float middle = problem.Level - (0.5f * RegressionMoments.SquaresAtMeans(problem));
        for (int k = 0; k < problem.Weights; k++)
        {
            float form = RegressionMoments.Form(problem.Column(k));
            middle += k == problem.Coordinate ? 0f : form;
        }

        return RegressionMoments.OfScore(problem, middle);
    }
}
