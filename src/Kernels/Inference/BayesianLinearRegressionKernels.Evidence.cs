using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>How well model and data fit. Logarithms are taken in float, sums in double.</content>
public static partial class BayesianLinearRegressionKernels
{
    /// <summary>The log-evidence of each model, from its posterior.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [M, N, D].</param>
    /// <param name="y">Shape [M, N].</param>
    /// <param name="noiseVariance">Shape [M].</param>
    /// <param name="priorMean">Shape [M, D].</param>
    /// <param name="priorVariance">Shape [M]; infinity is the flat prior.</param>
    /// <param name="mean">The posterior's, shape [M, D].</param>
    /// <param name="covariance">The posterior's, shape [M, D, D]; its Cholesky factor replaces its lower triangle.</param>
    /// <param name="logEvidence">Shape [M], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogEvidence(
        Device device,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<float> priorMean,
        ArrayView<float> priorVariance,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        ArrayView<float> logEvidence)
    {
        ArgumentNullException.ThrowIfNull(device);
        (int rows, int columns) = CheckModel(x, y, noiseVariance, priorMean, priorVariance);
        DeviceGuard.Length(priorMean.Length, mean, nameof(mean));
        DeviceGuard.Length(priorMean.Length * columns, covariance, nameof(covariance));
        DeviceGuard.Length(noiseVariance.Length, logEvidence, nameof(logEvidence));
        device.Launch(
            LogEvidenceOfModel,
            (int)noiseVariance.Length,
            rows,
            columns,
            x,
            y,
            noiseVariance,
            priorMean,
            priorVariance,
            mean,
            covariance,
            logEvidence);
    }

    /// <summary>The evidence lower bound of each model's normal law of the weights.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [M, N, D].</param>
    /// <param name="y">Shape [M, N].</param>
    /// <param name="noiseVariance">Shape [M].</param>
    /// <param name="priorMean">Shape [M, D].</param>
    /// <param name="priorVariance">Shape [M].</param>
    /// <param name="variationalMean">Shape [M, D].</param>
    /// <param name="variationalCovariance">Shape [M, D, D], symmetric and positive definite.</param>
    /// <param name="workspace">Shape [M, D, D], overwritten.</param>
    /// <param name="elbo">Shape [M], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Elbo(
        Device device,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<float> priorMean,
        ArrayView<float> priorVariance,
        ArrayView<float> variationalMean,
        ArrayView<float> variationalCovariance,
        ArrayView<double> workspace,
        ArrayView<float> elbo)
    {
        ArgumentNullException.ThrowIfNull(device);
        (int rows, int columns) = CheckModel(x, y, noiseVariance, priorMean, priorVariance);
        DeviceGuard.Length(priorMean.Length, variationalMean, nameof(variationalMean));
        DeviceGuard.Length(priorMean.Length * columns, variationalCovariance, nameof(variationalCovariance));
        DeviceGuard.Length(variationalCovariance.Length, workspace, nameof(workspace));
        DeviceGuard.Length(noiseVariance.Length, elbo, nameof(elbo));
        device.Launch(
            ElboOfModel,
            (int)noiseVariance.Length,
            rows,
            columns,
            x,
            y,
            noiseVariance,
            priorMean,
            priorVariance,
            variationalMean,
            variationalCovariance,
            workspace,
            elbo);
    }

    // One work item: one model. The evidence is the joint density at the posterior's mean over the posterior's there.
    private static void LogEvidenceOfModel(
        Index1D model,
        int rows,
        int columns,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<float> priorMean,
        ArrayView<float> priorVariance,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        ArrayView<float> logEvidence)
    {
        int start = model.X * columns;
        double misfit = 0;
        for (int n = model.X * rows; n < (model.X + 1) * rows; n++)
        {
            double rest = y[n];
            for (int i = 0; i < columns; i++)
            {
                rest -= x[(n * columns) + i] * mean[start + i];
            }

            misfit += rest * rest;
        }

        DeviceCholesky.Factor(columns, covariance, covariance, start * columns);
        double twice = (rows * (DeviceDouble.LogTwoPi + DeviceMath.Log(noiseVariance[model]))) + (misfit / noiseVariance[model]);
        float logOfPrior = DeviceMath.Log(priorVariance[model]);
        for (int i = 0; i < columns; i++)
        {
            double shift = mean[start + i] - priorMean[start + i];
            double deviation = covariance[((start + i) * columns) + i];
            twice += (shift * shift / priorVariance[model]) + logOfPrior - (2.0 * DeviceMath.Log((float)deviation));
        }

        logEvidence[model] = (float)(-0.5 * twice);
    }

    // One work item: one model.
    private static void ElboOfModel(
        Index1D model,
        int rows,
        int columns,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> noiseVariance,
        ArrayView<float> priorMean,
        ArrayView<float> priorVariance,
        ArrayView<float> variationalMean,
        ArrayView<float> variationalCovariance,
        ArrayView<double> workspace,
        ArrayView<float> elbo)
    {
        int start = model.X * columns;
        int first = start * columns;
        double misfit = 0;
        for (int n = model.X * rows; n < (model.X + 1) * rows; n++)
        {
            double rest = y[n];
            double spread = 0;
            for (int i = 0; i < columns; i++)
            {
                double along = 0;
                for (int j = 0; j < columns; j++)
                {
                    along += (double)variationalCovariance[first + (i * columns) + j] * x[(n * columns) + j];
                }

                spread += along * x[(n * columns) + i];
                rest -= (double)x[(n * columns) + i] * variationalMean[start + i];
            }

            misfit += (rest * rest) + spread;
        }

        for (int i = first; i < first + (columns * columns); i++)
        {
            workspace[i] = variationalCovariance[i];
        }

        DeviceCholesky.Factor(columns, workspace, workspace, first);
        double twice = (rows * (DeviceDouble.LogTwoPi + DeviceMath.Log(noiseVariance[model]))) + (misfit / noiseVariance[model]);
        float logOfPrior = DeviceMath.Log(priorVariance[model]);
        for (int i = 0; i < columns; i++)
        {
            double shift = (double)variationalMean[start + i] - priorMean[start + i];
            double variance = variationalCovariance[first + (i * columns) + i];
            double deviation = workspace[first + (i * columns) + i];
            twice += (((shift * shift) + variance) / priorVariance[model]) - 1.0;
            twice += logOfPrior - (2.0 * DeviceMath.Log((float)deviation));
        }

        elbo[model] = (float)(-0.5 * twice);
    }
}
