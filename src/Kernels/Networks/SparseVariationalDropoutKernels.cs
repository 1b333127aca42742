using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>Sparse variational dropout on a device: a function of every weight.</summary>
public static class SparseVariationalDropoutKernels
{
    /// <summary>Where ln alpha is clipped, on either side.</summary>
    internal const float LargestLogAlpha = 8f;

    private const float K1 = 0.63576f, K2 = 1.87320f, K3 = 1.48695f;
    private const float C1 = 1.16145124f, C2 = -1.50204118f, C3 = 0.58629921f;

    /// <summary>ln alpha of every weight, clipped to [-8, 8].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="weightMean">Shape [P].</param>
    /// <param name="logVariance">Shape [P].</param>
    /// <param name="logAlpha">Shape [P], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogAlpha(
        Device device, ArrayView<float> weightMean, ArrayView<float> logVariance, ArrayView<float> logAlpha)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(weightMean.Length, logVariance, nameof(logVariance));
        DeviceGuard.Length(weightMean.Length, logAlpha, nameof(logAlpha));
        device.Launch(LogAlphaOfOne, (int)logAlpha.Length, weightMean, logVariance, logAlpha);
    }

    /// <summary>Weight means, 0 where <c>logAlpha >= threshold</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="weightMean">Shape [P].</param>
    /// <param name="logAlpha">Shape [P].</param>
    /// <param name="threshold">Of ln alpha.</param>
    /// <param name="pruned">Shape [P], written; it may be the means.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Prune(
        Device device, ArrayView<float> weightMean, ArrayView<float> logAlpha, float threshold, ArrayView<float> pruned)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(weightMean.Length, logAlpha, nameof(logAlpha));
        DeviceGuard.Length(weightMean.Length, pruned, nameof(pruned));
        device.Launch(PruneOne, (int)pruned.Length, weightMean, logAlpha, threshold, pruned);
    }

    /// <summary>The approximate negative divergence of every weight.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logAlpha">Shape [P].</param>
    /// <param name="negativeKl">Shape [P], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NegativeKl(Device device, ArrayView<float> logAlpha, ArrayView<float> negativeKl) =>
        device.LaunchForEach<Approximation>(logAlpha, negativeKl);

    /// <summary>Its derivative by ln alpha.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logAlpha">Shape [P].</param>
    /// <param name="derivative">Shape [P], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NegativeKlDerivative(Device device, ArrayView<float> logAlpha, ArrayView<float> derivative) =>
        device.LaunchForEach<ApproximationSlope>(logAlpha, derivative);

    /// <summary>Kingma's cubic, without its constant, for ln alpha up to 0.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logAlpha">Shape [P].</param>
    /// <param name="negativeKl">Shape [P], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void CubicNegativeKl(Device device, ArrayView<float> logAlpha, ArrayView<float> negativeKl) =>
        device.LaunchForEach<Cubic>(logAlpha, negativeKl);

    /// <summary>The exact negative divergence of every weight, in double inside.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logAlpha">Shape [P].</param>
    /// <param name="negativeKl">Shape [P], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ExactNegativeKl(Device device, ArrayView<float> logAlpha, ArrayView<float> negativeKl) =>
        device.LaunchForEach<Exact>(logAlpha, negativeKl);

    /// <summary>Its derivative by ln alpha, in double inside.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logAlpha">Shape [P].</param>
    /// <param name="derivative">Shape [P], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ExactNegativeKlDerivative(Device device, ArrayView<float> logAlpha, ArrayView<float> derivative) =>
        device.LaunchForEach<ExactSlope>(logAlpha, derivative);

    /// <summary>ln alpha of one weight, clipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float LogAlpha(float weightMean, float logVariance) => XMath.Min(
        XMath.Max(logVariance - (2f * DeviceMath.Log(XMath.Abs(weightMean))), -LargestLogAlpha), LargestLogAlpha);

    // One work item: one weight.
    private static void LogAlphaOfOne(
        Index1D i, ArrayView<float> weightMean, ArrayView<float> logVariance, ArrayView<float> logAlpha) =>
        logAlpha[i] = LogAlpha(weightMean[i], logVariance[i]);

    // One work item: one weight.
    private static void PruneOne(
        Index1D i, ArrayView<float> weightMean, ArrayView<float> logAlpha, float threshold, ArrayView<float> pruned) =>
        pruned[i] = logAlpha[i] >= threshold ? 0f : weightMean[i];

    internal readonly struct Approximation : IUnaryFunction
    {
        public static float Of(float x) =>
            -(K1 * DeviceMath.Sigmoid(-K2 - (K3 * x))) - (0.5f * DeviceMath.Softplus(-x));
    }

    internal readonly struct ApproximationSlope : IUnaryFunction
    {
        public static float Of(float x) => OfSigmoid(x) + (0.5f * DeviceMath.Sigmoid(-x));

        /// <summary>The part of the fitted sigmoid: <c>k1 k3 t / (1 + t)^2</c> with t = e^-|k2 + k3 x|.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float OfSigmoid(float x)
        {
            float t = DeviceMath.Exp(-XMath.Abs(K2 + (K3 * x)));
            float sum = 1f + t;
            return K1 * K3 * t / (sum * sum);
        }
    }

    private readonly struct Cubic : IUnaryFunction
    {
        public static float Of(float x)
        {
            float alpha = DeviceMath.Exp(x);
            return (0.5f * x) + (alpha * (C1 + (alpha * (C2 + (alpha * C3)))));
        }
    }

    private readonly struct Exact : IUnaryFunction
    {
        public static float Of(float x) => (float)DeviceLogUniformDivergence.Negative(x);
    }

    private readonly struct ExactSlope : IUnaryFunction
    {
        public static float Of(float x)
        {
            double u = 0.70710678118654752 * DeviceDouble.Exp(-0.5 * XMath.Max((double)x, -600.0));
            return (float)(u * DeviceDawson.Value(u));
        }
    }
}
