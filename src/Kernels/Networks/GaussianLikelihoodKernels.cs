using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>The log-likelihood of regressions on a device: a row is a regression's targets, which share a precision.</summary>
/// <remarks>
/// Residuals, their squares and the two terms that nearly cancel are in double, so that a log-likelihood is as good as a float
/// can be.
/// </remarks>
public static class GaussianLikelihoodKernels
{
    /// <summary>ln N(target[n]; prediction[n], I / precision[n]) for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="prediction">Shape [N, D].</param>
    /// <param name="target">Shape [N, D].</param>
    /// <param name="precision">Shape [N].</param>
    /// <param name="logLikelihood">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Value(
        Device device,
        ArrayView<float> prediction,
        ArrayView<float> target,
        ArrayView<float> precision,
        ArrayView<float> logLikelihood)
    {
        int width = Check(device, prediction, target, precision, nameof(precision));
        DeviceGuard.Length(precision.Length, logLikelihood, nameof(logLikelihood));
        device.Launch(ValueOfRow, (int)precision.Length, width, prediction, target, precision, logLikelihood);
    }

    /// <summary>ln N(target[n]; prediction[n], I exp(-logPrecision[n])) for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="prediction">Shape [N, D].</param>
    /// <param name="target">Shape [N, D].</param>
    /// <param name="logPrecision">Shape [N].</param>
    /// <param name="logLikelihood">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void FromLogPrecision(
        Device device,
        ArrayView<float> prediction,
        ArrayView<float> target,
        ArrayView<float> logPrecision,
        ArrayView<float> logLikelihood)
    {
        int width = Check(device, prediction, target, logPrecision, nameof(logPrecision));
        DeviceGuard.Length(logPrecision.Length, logLikelihood, nameof(logLikelihood));
        device.Launch(
            FromLogPrecisionOfRow, (int)logPrecision.Length, width, prediction, target, logPrecision, logLikelihood);
    }

    /// <summary>The derivative of every row's log-likelihood by its predictions and its log precision.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="prediction">Shape [N, D].</param>
    /// <param name="target">Shape [N, D].</param>
    /// <param name="logPrecision">Shape [N].</param>
    /// <param name="byPrediction">Shape [N, D], written.</param>
    /// <param name="byLogPrecision">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Derivative(
        Device device,
        ArrayView<float> prediction,
        ArrayView<float> target,
        ArrayView<float> logPrecision,
        ArrayView<float> byPrediction,
        ArrayView<float> byLogPrecision)
    {
        int width = Check(device, prediction, target, logPrecision, nameof(logPrecision));
        DeviceGuard.Length(prediction.Length, byPrediction, nameof(byPrediction));
        DeviceGuard.Length(logPrecision.Length, byLogPrecision, nameof(byLogPrecision));
        device.Launch(ByPredictionOfOne, (int)prediction.Length, width, prediction, target, logPrecision, byPrediction);
        device.Launch(ByLogPrecisionOfRow, (int)logPrecision.Length, width, prediction, target, logPrecision, byLogPrecision);
    }

    private static int Check(
        Device device, ArrayView<float> prediction, ArrayView<float> target, ArrayView<float> precision, string name)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(precision.Length, name);
        DeviceGuard.Length(prediction.Length, target, nameof(target));
        return DeviceGuard.RowWidth(precision.Length, prediction, nameof(prediction));
    }

    // One work item: one row.
    private static void ValueOfRow(
        Index1D n,
        int width,
        ArrayView<float> prediction,
        ArrayView<float> target,
        ArrayView<float> precision,
        ArrayView<float> logLikelihood)
    {
        double squares = precision[n] * SquaresOf(prediction, target, n.X * width, width);
        logLikelihood[n] = (float)(0.5 * ((width * (DeviceDouble.Log(precision[n]) - DeviceDouble.LogTwoPi)) - squares));
    }

    // One work item: one row.
    private static void FromLogPrecisionOfRow(
        Index1D n,
        int width,
        ArrayView<float> prediction,
        ArrayView<float> target,
        ArrayView<float> logPrecision,
        ArrayView<float> logLikelihood)
    {
        double squares = DeviceDouble.Exp(logPrecision[n]) * SquaresOf(prediction, target, n.X * width, width);
        logLikelihood[n] = (float)(0.5 * ((width * (logPrecision[n] - DeviceDouble.LogTwoPi)) - squares));
    }

    // One work item: one prediction.
    private static void ByPredictionOfOne(
        Index1D i,
        int width,
        ArrayView<float> prediction,
        ArrayView<float> target,
        ArrayView<float> logPrecision,
        ArrayView<float> byPrediction) =>
        byPrediction[i] = DeviceMath.Exp(logPrecision[i.X / width]) * (target[i] - prediction[i]);

    // One work item: one row.
    private static void ByLogPrecisionOfRow(
        Index1D n,
        int width,
        ArrayView<float> prediction,
        ArrayView<float> target,
        ArrayView<float> logPrecision,
        ArrayView<float> byLogPrecision)
    {
        double squares = DeviceDouble.Exp(logPrecision[n]) * SquaresOf(prediction, target, n.X * width, width);
        byLogPrecision[n] = (float)(0.5 * (width - squares));
    }

    private static double SquaresOf(ArrayView<float> prediction, ArrayView<float> target, int start, int width)
    {
        double squares = 0;
        for (int d = start; d < start + width; d++)
        {
            double residual = (double)target[d] - prediction[d];
            squares += residual * residual;
        }

        return squares;
    }
}
