using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;

namespace BayesBench.Example;

/// <summary>The numbers of a <see cref="LogCoshProblem"/>, as a kernel takes them.</summary>
/// <param name="k">The target.</param>
/// <param name="mean">The mean.</param>
/// <param name="standardDeviation">The standard deviation.</param>
public readonly struct LogCoshNumbers(float k, float mean, float standardDeviation)
{
    internal readonly float K = k;
    internal readonly float Mean = mean;
    internal readonly float StandardDeviation = standardDeviation;
}

/// <summary>An estimator of one's own: half of the pathwise one and half of the score function's, unbiased as both are.</summary>
/// <param name="first">The gradient by the mean.</param>
/// <param name="second">The gradient by the standard deviation.</param>
public readonly struct HalfPathwise(float first, float second) : IEstimator<HalfPathwise, LogCoshNumbers>
{
    private readonly float _first = first;
    private readonly float _second = second;

    /// <inheritdoc />
    public static int Components => 2;

    /// <inheritdoc />
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    /// <inheritdoc />
    public static HalfPathwise Add(HalfPathwise call, LogCoshNumbers problem, float noise, int sample)
    {
        float x = problem.Mean + (problem.StandardDeviation * noise);
        float scaled = LogCosh.Value(x, problem.K) / problem.StandardDeviation;
        float slope = LogCosh.Derivative(x, problem.K);
        return new HalfPathwise(
            0.5f * ((scaled * noise) + slope), 0.5f * ((scaled * ((noise * noise) - 1f)) + (slope * noise)));
    }

    /// <inheritdoc />
    public static float Last(HalfPathwise call) => call._first;

    /// <inheritdoc />
    public static DeviceGradient Result(HalfPathwise call, LogCoshNumbers problem, int samples) =>
        new(call._first, call._second);
}
