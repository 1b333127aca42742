using BayesBench.Agreements.Gradients;
using BayesBench.Kernels.Gradients;

namespace BayesBench.Example;

/// <summary><c>f(x) = ln cosh(x - k)</c> inside a kernel: a loss that is quadratic near its target and linear far from it.</summary>
public readonly struct LogCosh : INormalFunction
{
    /// <inheritdoc />
    public static float Value(float x, float k)
    {
        // |d| + ln(1 + exp(-2 |d|)) - ln 2 does not overflow.
        float d = MathF.Abs(x - k);
        return d + MathF.Log(1f + MathF.Exp(-2f * d)) - 0.6931472f;
    }

    /// <inheritdoc />
    public static float Derivative(float x, float k) => MathF.Tanh(x - k);
}

/// <summary>Its expectation under N(mean, standardDeviation^2).</summary>
/// <param name="K">The target.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The standard deviation.</param>
public sealed record LogCoshProblem(double K, double Mean, double StandardDeviation) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => "log-cosh";

    /// <inheritdoc />
    public override string Kind => "normal";

    /// <inheritdoc />
    public override double Parameter => K;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["mean", "standard-deviation"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new LogCoshProblem((float)K, (float)Mean, (float)StandardDeviation);

    /// <summary><c>f(x)</c> in double precision, at <c>x = mean + standardDeviation noise</c>.</summary>
    /// <param name="noise">A normal number.</param>
    /// <returns>The value.</returns>
    public double Value(double noise)
    {
        double d = Math.Abs(Mean + (StandardDeviation * noise) - K);
        return d + Math.Log(1 + Math.Exp(-2 * d)) - Math.Log(2);
    }

    /// <summary><c>f'(x)</c> in double precision, at <c>x = mean + standardDeviation noise</c>.</summary>
    /// <param name="noise">A normal number.</param>
    /// <returns>The derivative by x.</returns>
    public double Derivative(double noise) => Math.Tanh(Mean + (StandardDeviation * noise) - K);
}
