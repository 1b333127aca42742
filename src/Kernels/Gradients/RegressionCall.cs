using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A draw of all weights of a regression, weight by weight: the residuals of four examples over sigma, the squares of noise less those
/// of the weights over the prior's deviation, and the noise of the coordinate.
/// </summary>
internal readonly struct RegressionDraw(float r0, float r1, float r2, float r3, float divergence, float own)
{
    /// <summary>e_j.</summary>
    public readonly float Own = own;
    private readonly float _r0 = r0;
    private readonly float _r1 = r1;
    private readonly float _r2 = r2;
    private readonly float _r3 = r3;
    private readonly float _divergence = divergence;

    /// <summary>The log weight less the problem's level.</summary>
    public float LogWeight => 0.5f * (_divergence - ((_r0 * _r0) + (_r1 * _r1) + ((_r2 * _r2) + (_r3 * _r3))));

    /// <summary>A number that the last weight went into.</summary>
    public float Last => _r0 + _divergence;

    /// <summary>The draw with one more weight; the first one begins it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RegressionDraw Add(RegressionProblem problem, float noise, int weight)
    {
        RegressionColumn column = problem.Column(weight);
        bool begins = weight == 0;
        float inPrior = column.Shift + (column.Ratio * noise);
        float squares = (noise - inPrior) * (noise + inPrior);
        return new RegressionDraw(
            (begins ? problem.Residual0 : _r0) + (column.N0 * noise),
            (begins ? problem.Residual1 : _r1) + (column.N1 * noise),
            (begins ? problem.Residual2 : _r2) + (column.N2 * noise),
            (begins ? problem.Residual3 : _r3) + (column.N3 * noise),
            begins ? squares : _divergence + squares,
            weight == problem.Coordinate ? noise : Own);
    }

    /// <summary>s_j times the slope of ln p(y | theta) by the coordinate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float LikelihoodSlope(RegressionProblem problem) => -problem.Own.Dot(_r0, _r1, _r2, _r3);

    /// <summary>s_j times the slope of ln p(theta, y) by the coordinate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float JointSlope(RegressionProblem problem) =>
        LikelihoodSlope(problem) - (problem.Own.Ratio * (problem.Own.Shift + (problem.Own.Ratio * Own)));
}

/// <summary>What an estimator of one sample makes of a draw.</summary>
internal interface IRegressionGradient : IRegressionVariance
{
    static abstract DeviceGradient Gradient(RegressionDraw draw, RegressionProblem problem);
}

/// <summary>An estimator of one sample: a number for each weight.</summary>
internal readonly struct RegressionCall<TGradient>(RegressionDraw draw) : IEstimator<RegressionCall<TGradient>, RegressionProblem>
    where TGradient : unmanaged, IRegressionGradient
{
    private readonly RegressionDraw _draw = draw;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegressionCall<TGradient> Add(RegressionCall<TGradient> call, RegressionProblem problem, float noise, int sample) =>
        new(call._draw.Add(problem, noise, sample));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(RegressionCall<TGradient> call) => call._draw.Last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(RegressionCall<TGradient> call, RegressionProblem problem, int samples) =>
        TGradient.Gradient(call._draw, problem);
}
