using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <summary>
/// Linear regression with known noise on a device: many models, one work item each, by the Cholesky factor of the posterior's
/// precision, in double. Products of floats are exact there, but the precision has the square of the condition of x: for
/// ill-conditioned data the reference's QR is the way.
/// </summary>
public static partial class BayesianLinearRegressionKernels
{
    /// <summary>The posterior of each model.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [M, N, D].</param>
    /// <param name="y">Shape [M, N].</param>
    /// <param name="noiseVariance">Shape [M].</param>
    /// <param name="priorMean">Shape [M, D].</param>
    /// <param name="priorVariance">Shape [M]; infinity is the flat prior.</param>
    /// <param name="mean">Shape [M, D], written.</param>
    /// <param name="covariance">Shape [M, D, D], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Posterior(
        Device device,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<float> priorMean,
        ArrayView<float> priorVariance,
        ArrayView<double> mean,
        ArrayView<double> covariance)
    {
        ArgumentNullException.ThrowIfNull(device);
        (int rows, int columns) = CheckModel(x, y, noiseVariance, priorMean, priorVariance);
        DeviceGuard.Length(priorMean.Length, mean, nameof(mean));
        DeviceGuard.Length(priorMean.Length * columns, covariance, nameof(covariance));
        device.Launch(
            PosteriorOfModel,
            (int)noiseVariance.Length,
            rows,
            columns,
            x,
            y,
            noiseVariance,
            priorMean,
            priorVariance,
            mean,
            covariance);
    }

    /// <summary>The posterior of each model after more data.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="priorMean">The mean before, shape [M, D].</param>
    /// <param name="priorCovariance">The covariance before, shape [M, D, D], symmetric and positive definite.</param>
    /// <param name="x">Shape [M, N, D].</param>
    /// <param name="y">Shape [M, N].</param>
    /// <param name="noiseVariance">Shape [M].</param>
    /// <param name="mean">Shape [M, D], written.</param>
    /// <param name="covariance">Shape [M, D, D], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Update(
        Device device,
        ArrayView<float> priorMean,
        ArrayView<float> priorCovariance,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<double> mean,
        ArrayView<double> covariance)
    {
        ArgumentNullException.ThrowIfNull(device);
        (int rows, int columns) = CheckModel(x, y, noiseVariance, priorMean, noiseVariance);
        DeviceGuard.Length(priorMean.Length * columns, priorCovariance, nameof(priorCovariance));
        DeviceGuard.Length(priorMean.Length, mean, nameof(mean));
        DeviceGuard.Length(priorMean.Length * columns, covariance, nameof(covariance));
        device.Launch(
            UpdateOfModel,
            (int)noiseVariance.Length,
            rows,
            columns,
            priorMean,
            priorCovariance,
            x,
            y,
            noiseVariance,
            mean,
            covariance);
    }

    /// <summary>The law of each model's target at a new place, from its posterior.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">The posterior's, shape [M, D].</param>
    /// <param name="covariance">The posterior's, shape [M, D, D].</param>
    /// <param name="noiseVariance">Shape [M].</param>
    /// <param name="xNew">Shape [M, D].</param>
    /// <param name="predictiveMean">Shape [M], written.</param>
    /// <param name="predictiveVariance">Shape [M], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Predictive(
        Device device,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        ArrayView<float> noiseVariance,
        ArrayView<float> xNew,
        ArrayView<double> predictiveMean,
        ArrayView<double> predictiveVariance)
    {
        ArgumentNullException.ThrowIfNull(device);
        int columns = DeviceGuard.RowWidth(noiseVariance.Length, mean, nameof(mean));
        DeviceGuard.Length(mean.Length * columns, covariance, nameof(covariance));
        DeviceGuard.Length(mean.Length, xNew, nameof(xNew));
        DeviceGuard.Length(noiseVariance.Length, predictiveMean, nameof(predictiveMean));
        DeviceGuard.Length(noiseVariance.Length, predictiveVariance, nameof(predictiveVariance));
        device.Launch(
            PredictiveOfModel,
            (int)noiseVariance.Length,
            columns,
            mean,
            covariance,
            noiseVariance,
            xNew,
            predictiveMean,
            predictiveVariance);
    }

    private static (int Rows, int Columns) CheckModel(
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<float> priorMean,
        ArrayView<float> priorVariance)
    {
        int rows = DeviceGuard.RowWidth(noiseVariance.Length, y, nameof(y));
        int columns = DeviceGuard.RowWidth(noiseVariance.Length, priorMean, nameof(priorMean));
        DeviceGuard.Length(y.Length * columns, x, nameof(x));
        DeviceGuard.Length(noiseVariance.Length, priorVariance, nameof(priorVariance));
        return (rows, columns);
    }

    // One work item: one model.
    private static void PosteriorOfModel(
        Index1D model,
        int rows,
        int columns,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<float> priorMean,
        ArrayView<float> priorVariance,
        ArrayView<double> mean,
        ArrayView<double> covariance)
    {
        int first = model.X * columns * columns;
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                covariance[first + (i * columns) + j] = i == j ? 1.0 / priorVariance[model] : 0.0;
            }
        }

        Condition(model.X, rows, columns, x, y, noiseVariance[model], priorMean, mean, covariance);
    }

    // One work item: one model.
    private static void UpdateOfModel(
        Index1D model,
        int rows,
        int columns,
        ArrayView<float> priorMean,
        ArrayView<float> priorCovariance,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<double> mean,
        ArrayView<double> covariance)
    {
        int first = model.X * columns * columns;
        for (int i = first; i < first + (columns * columns); i++)
        {
            covariance[i] = priorCovariance[i];
        }

        DeviceCholesky.Factor(columns, covariance, covariance, first);
        DeviceCholesky.Invert(columns, covariance, first);
        Condition(model.X, rows, columns, x, y, noiseVariance[model], priorMean, mean, covariance);
    }

    // One work item: one model.
    private static void PredictiveOfModel(
        Index1D model,
        int columns,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        ArrayView<float> noiseVariance,
        ArrayView<float> xNew,
        ArrayView<double> predictiveMean,
        ArrayView<double> predictiveVariance)
    {
        int start = model.X * columns;
        double location = 0;
        double variance = noiseVariance[model];
        for (int i = 0; i < columns; i++)
        {
            location += mean[start + i] * xNew[start + i];
            double spread = 0;
            for (int j = 0; j < columns; j++)
            {
                spread += covariance[((start + i) * columns) + j] * xNew[start + j];
            }

            variance += spread * xNew[start + i];
        }

        predictiveMean[model] = location;
        predictiveVariance[model] = variance;
    }

    // From the prior's precision, in the lower triangle of the covariance's place, to the posterior.
    private static void Condition(
        int model,
        int rows,
        int columns,
        ArrayView<float> x,
        ArrayView<float> y,
        float noiseVariance,
        ArrayView<float> priorMean,
        ArrayView<double> mean,
        ArrayView<double> covariance)
    {
        int first = model * columns * columns;
        int start = model * columns;
        int data = model * rows * columns;
        double weight = 1.0 / noiseVariance;
        for (int i = 0; i < columns; i++)
        {
            mean[start + i] = 0.0;
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int n = 0; n < rows; n++)
                {
                    sum += (double)x[data + (n * columns) + i] * x[data + (n * columns) + j];
                }

                covariance[first + (i * columns) + j] = covariance[first + (i * columns) + j] + (weight * sum);
            }
        }

        for (int n = 0; n < rows; n++)
        {
            int row = data + (n * columns);
            double rest = y[(model * rows) + n];
            for (int i = 0; i < columns; i++)
            {
                rest -= (double)x[row + i] * priorMean[start + i];
            }

            for (int i = 0; i < columns; i++)
            {
                mean[start + i] = mean[start + i] + (weight * rest * x[row + i]);
            }
        }

        DeviceCholesky.Factor(columns, covariance, covariance, first);
        DeviceCholesky.Solve(columns, covariance, first, mean, start);
        DeviceCholesky.Invert(columns, covariance, first);
        for (int i = start; i < start + columns; i++)
        {
            mean[i] = mean[i] + priorMean[i];
        }
    }
}
