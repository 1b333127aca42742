using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Models;

/// <content>What happens to the weights, element by element: draws, scores, the prior, the chain rule.</content>
public static partial class BayesianClassifierKernels
{
    /// <summary>Weights in one part of the divergence's sum.</summary>
    public const int DivergencePart = 64;

    /// <summary>One draw of the weights, <c>mean + standardDeviation noise</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">Shape [P].</param>
    /// <param name="standardDeviation">Shape [P].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="draw">Which draw of the replicate: the counter's last word.</param>
    /// <param name="weights">Shape [P], written.</param>
    public static void DrawWeights(
        Device device,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        DeviceKey key,
        int step,
        int draw,
        ArrayView<float> weights)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(mean.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(mean.Length, weights, nameof(weights));
        device.Launch(DrawWeight, (int)weights.Length, mean, standardDeviation, key, step, draw, weights);
    }

    /// <summary>
    /// Pathwise: the derivative by the weights is that by the means; times the weights' noise, drawn again, it is
    /// that by the standard deviations.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="gradient">Shape [2, P]: the first half is read, the second written.</param>
    public static void PathwiseGradient(Device device, DeviceKey key, int step, ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        device.Launch(PathwiseOfOne, (int)(gradient.Length / 2), key, step, gradient);
    }

    /// <summary>The batch's log-likelihood of every draw, times a factor.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logLikelihood">Shape [S, stride].</param>
    /// <param name="factor">N / B.</param>
    /// <param name="total">Shape [S], written; in nats.</param>
    public static void TotalLogLikelihood(
        Device device, ArrayView<float> logLikelihood, double factor, ArrayView<double> total)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.SameLength(0, logLikelihood.Length % total.Length, nameof(logLikelihood));
        device.Launch(
            TotalOfDraw, (int)total.Length, (int)(logLikelihood.Length / total.Length), logLikelihood, factor, total);
    }

    /// <summary>
    /// Leave-one-out: <c>(f[s] - mean f) / (S - 1)</c>, which times the scores add up to the unbiased sample covariance
    /// of objective and score.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="total">f of every draw, shape [S], S at least 2.</param>
    /// <param name="coefficient">Shape [S], written.</param>
    public static void LeaveOneOutCoefficients(
        Device device, ArrayView<double> total, ArrayView<double> coefficient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(2, total.Length, nameof(total));
        DeviceGuard.Length(total.Length, coefficient, nameof(coefficient));
        device.Launch(LeaveOneOutCoefficient, (int)total.Length, total, coefficient);
    }

    /// <summary>
    /// A coefficient times the score of one draw of the weights: <c>noise / standardDeviation</c> by the mean,
    /// <c>(noise^2 - 1) / standardDeviation</c> by the standard deviation.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="coefficient">Of every draw, shape [S].</param>
    /// <param name="standardDeviation">Shape [P].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="draw">Which draw; the first one overwrites the gradient, the others add to it.</param>
    /// <param name="gradient">Shape [2, P].</param>
    public static void AddScore(
        Device device,
        ArrayView<double> coefficient,
        ArrayView<float> standardDeviation,
        DeviceKey key,
        int step,
        int draw,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(draw + 1, coefficient.Length, nameof(coefficient));
        DeviceGuard.Length(2 * standardDeviation.Length, gradient, nameof(gradient));
        device.Launch(
            AddScoreOfOne, (int)standardDeviation.Length, coefficient, standardDeviation, key, step, draw, gradient);
    }

    /// <summary>
    /// Subtracts the gradient of KL(posterior || N(0, I)), which is exact: <c>mean</c> by the mean,
    /// <c>standardDeviation - 1 / standardDeviation</c> by the standard deviation.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">Shape [P].</param>
    /// <param name="standardDeviation">Shape [P].</param>
    /// <param name="gradient">Shape [2, P], of the log-likelihood; then of the ELBO.</param>
    public static void SubtractDivergenceGradient(
        Device device, ArrayView<float> mean, ArrayView<float> standardDeviation, ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(mean.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(2 * mean.Length, gradient, nameof(gradient));
        device.Launch(SubtractDivergenceOfOne, (int)mean.Length, mean, standardDeviation, gradient);
    }

    /// <summary>
    /// From the ELBO's gradient by (mean, standardDeviation) to the loss's, minus the ELBO, by (mean, rho), where
    /// <c>standardDeviation = softplus(rho)</c> and its derivative is <c>sigmoid(rho)</c>.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rho">Shape [P].</param>
    /// <param name="gradient">Shape [2, P], changed in place.</param>
    public static void ToLossGradient(Device device, ArrayView<float> rho, ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(2 * rho.Length, gradient, nameof(gradient));
        device.Launch(ToLossOfOne, (int)rho.Length, rho, gradient);
    }

    /// <summary>
    /// KL(posterior || N(0, I)) in parts: <c>sum (mean^2 + standardDeviation^2 - 1) / 2 - ln standardDeviation</c> over
    /// <see cref="DivergencePart"/> weights each.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">Shape [P].</param>
    /// <param name="standardDeviation">Shape [P].</param>
    /// <param name="parts">Shape [ceil(P / DivergencePart)], written; in nats.</param>
    public static void Divergence(
        Device device, ArrayView<float> mean, ArrayView<float> standardDeviation, ArrayView<double> parts)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(mean.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length((mean.Length + DivergencePart - 1) / DivergencePart, parts, nameof(parts));
        device.Launch(DivergenceOfPart, (int)parts.Length, mean, standardDeviation, parts);
    }

    /// <summary><c>standardDeviation = softplus(rho)</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rho">Shape [P].</param>
    /// <param name="standardDeviation">Shape [P], written.</param>
    public static void StandardDeviation(Device device, ArrayView<float> rho, ArrayView<float> standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(rho.Length, standardDeviation, nameof(standardDeviation));
        device.Launch(StandardDeviationOfOne, (int)rho.Length, rho, standardDeviation);
    }

    // One work item: one weight.
    private static void DrawWeight(
        Index1D i,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        DeviceKey key,
        int step,
        int draw,
        ArrayView<float> weights)
    {
        float noise = DeviceNoise.Normal(i, ClassifierStreams.Weights, step, draw, key);
        weights[i] = mean[i] + (standardDeviation[i] * noise);
    }

    // One work item: one weight.
    private static void PathwiseOfOne(Index1D i, DeviceKey key, int step, ArrayView<float> gradient)
    {
        float noise = DeviceNoise.Normal(i, ClassifierStreams.Weights, step, 0, key);
        gradient[i + (int)(gradient.Length / 2)] = gradient[i] * noise;
    }

    // One work item: one draw, its examples in a loop.
    private static void TotalOfDraw(
        Index1D i, int examples, ArrayView<float> logLikelihood, double factor, ArrayView<double> total)
    {
        double sum = 0;
        for (int b = i * examples; b < (i + 1) * examples; b++)
        {
            sum += logLikelihood[b];
        }

        total[i] = factor * sum;
    }

    // One work item: one draw.
    private static void LeaveOneOutCoefficient(
        Index1D i, ArrayView<double> total, ArrayView<double> coefficient)
    {
        int draws = (int)total.Length;
        double sum = 0;
        for (int s = 0; s < draws; s++)
        {
            sum += total[s];
        }

        coefficient[i] = (total[i] - (sum / draws)) / (draws - 1);
    }

    // One work item: one weight.
    private static void AddScoreOfOne(
        Index1D i,
        ArrayView<double> coefficient,
        ArrayView<float> standardDeviation,
        DeviceKey key,
        int step,
        int draw,
        ArrayView<float> gradient)
    {
        int second = i + (int)standardDeviation.Length;
        float noise = DeviceNoise.Normal(i, ClassifierStreams.Weights, step, draw, key);
        float factor = (float)coefficient[draw] / standardDeviation[i];
        float byMean = draw == 0 ? 0 : gradient[i];
        float byStandardDeviation = draw == 0 ? 0 : gradient[second];
        gradient[i] = byMean + (factor * noise);
        gradient[second] = byStandardDeviation + (factor * ((noise * noise) - 1));
    }

    // One work item: one weight.
    private static void SubtractDivergenceOfOne(
        Index1D i, ArrayView<float> mean, ArrayView<float> standardDeviation, ArrayView<float> gradient)
    {
        gradient[i] -= mean[i];
        gradient[i + (int)mean.Length] -= standardDeviation[i] - (1 / standardDeviation[i]);
    }

    // One work item: the sum over some consecutive weights.
    private static void DivergenceOfPart(
        Index1D i, ArrayView<float> mean, ArrayView<float> standardDeviation, ArrayView<double> parts)
    {
        int first = i * DivergencePart;
        int end = XMath.Min(first + DivergencePart, (int)mean.Length);
        double sum = 0;
        for (int j = first; j < end; j++)
        {
            float s = standardDeviation[j];
            // (s - 1)(s + 1) rather than s^2 - 1, which would cancel near 1.
            sum += (0.5f * ((mean[j] * mean[j]) + ((s - 1) * (s + 1)))) - DeviceMath.Log(s);
        }

        parts[i] = sum;
    }

    // One work item: one weight.
    private static void ToLossOfOne(Index1D i, ArrayView<float> rho, ArrayView<float> gradient)
    {
        int second = i + (int)rho.Length;
        gradient[i] = -gradient[i];
        gradient[second] = -gradient[second] * DeviceMath.Sigmoid(rho[i]);
    }

    // One work item: one weight.
    private static void StandardDeviationOfOne(Index1D i, ArrayView<float> rho, ArrayView<float> standardDeviation) =>
        standardDeviation[i] = DeviceMath.Softplus(rho[i]);
}
