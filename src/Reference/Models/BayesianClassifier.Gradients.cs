using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <content>
/// Four unbiased estimates of the bound's gradient. They differ in the likelihood term alone: the divergence's
/// gradient is exact in all of them, <c>mean</c> and <c>standardDeviation - 1 / standardDeviation</c>.
/// </content>
public static partial class BayesianClassifier
{
    /// <summary>Score function: the log-likelihood times the score of one draw of the weights.</summary>
    /// <remarks>Formula: <c>f noise / standardDeviation</c> by the mean,
    /// <c>f (noise^2 - 1) / standardDeviation</c> by the standard deviation, <c>f = (N/B) ln p(y | x, w)</c>.
    /// Source: Williams (1992); the deck, F67 and F68.</remarks>
    /// <param name="mean">Shape [K, D + 1], finite.</param>
    /// <param name="standardDeviation">Shape [K, D + 1], positive and finite.</param>
    /// <param name="images">Shape [B, D], finite.</param>
    /// <param name="labels">Shape [B], at least one, each in [0, K - 1].</param>
    /// <param name="classes">K.</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>The gradient by means and standard deviations.</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GaussianGradient ScoreFunctionGradient(
        double[] mean, double[] standardDeviation, double[] images, int[] labels, int classes, int data, PhiloxKey key, int step)
    {
        ClassifierBatch batch = Checked(mean, standardDeviation, images, labels, classes, data, step);
        double f = ScaledLogLikelihood(batch, mean, standardDeviation, data, key, step, draw: 0);
        var gradient = new GaussianGradient(new double[mean.Length], new double[mean.Length]);
        AddScore(gradient, f, standardDeviation, key, step, draw: 0);
        return SubtractDivergence(gradient, mean, standardDeviation);
    }

    /// <summary>Leave-one-out: the sample covariance of log-likelihood and score over S draws of the weights.</summary>
    /// <remarks>Formula: <c>1/(S-1) sum_s (f_s - mean f) score_s</c>; each draw's baseline is the mean of the others.
    /// Source: Kool, van Hoof and Welling (2019).</remarks>
    /// <param name="mean">Shape [K, D + 1], finite.</param>
    /// <param name="standardDeviation">Shape [K, D + 1], positive and finite.</param>
    /// <param name="images">Shape [B, D], finite.</param>
    /// <param name="labels">Shape [B], at least one, each in [0, K - 1].</param>
    /// <param name="classes">K.</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="draws">S, at least 2.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>The gradient by means and standard deviations.</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GaussianGradient LeaveOneOutGradient(
        double[] mean, double[] standardDeviation, double[] images, int[] labels, int classes, int data, int draws, PhiloxKey key, int step)
    {
        ClassifierBatch batch = Checked(mean, standardDeviation, images, labels, classes, data, step);
        Guard.AtLeast(draws, 2);
        double[] f = [.. Enumerable.Range(0, draws).Select(draw =>
            ScaledLogLikelihood(batch, mean, standardDeviation, data, key, step, draw))];
        double average = f.Average();
        var gradient = new GaussianGradient(new double[mean.Length], new double[mean.Length]);
        for (int s = 0; s < draws; s++)
        {
            AddScore(gradient, (f[s] - average) / (draws - 1), standardDeviation, key, step, s);
        }

        return SubtractDivergence(gradient, mean, standardDeviation);
    }

    /// <summary>Pathwise: through one draw of the weights, which all examples share.</summary>
    /// <remarks>Formula: <c>g</c> by the mean and <c>g noise</c> by the standard deviation,
    /// <c>g[k, d] = (N/B) sum_b ([k = y_b] - p[b, k]) x[b, d]</c>. Source: Kingma and Welling (2014); the deck, F82 to
    /// F84.</remarks>
    /// <param name="mean">Shape [K, D + 1], finite.</param>
    /// <param name="standardDeviation">Shape [K, D + 1], positive and finite.</param>
    /// <param name="images">Shape [B, D], finite.</param>
    /// <param name="labels">Shape [B], at least one, each in [0, K - 1].</param>
    /// <param name="classes">K.</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>The gradient by means and standard deviations.</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GaussianGradient PathwiseGradient(
        double[] mean, double[] standardDeviation, double[] images, int[] labels, int classes, int data, PhiloxKey key, int step)
    {
        ClassifierBatch batch = Checked(mean, standardDeviation, images, labels, classes, data, step);
        double[][] slopes = Slopes(batch, Logits(batch, DrawWeights(mean, standardDeviation, key, step, 0)));
        var gradient = new GaussianGradient(new double[mean.Length], new double[mean.Length]);
        for (int j = 0; j < mean.Length; j++)
        {
            (int k, int d) = (j / batch.Width, j % batch.Width);
            double sum = batch.Inputs.Select((input, b) => slopes[b][k] * input[d]).Sum();
            gradient.Mean[j] = (double)data / batch.Count * sum;
            gradient.StandardDeviation[j] = gradient.Mean[j] * Noise(j, WeightStream, key, step, 0);
        }

        return SubtractDivergence(gradient, mean, standardDeviation);
    }

    /// <summary>Local reparametrisation: through the logits, with noise of their own for every example and class.
    /// </summary>
    /// <remarks>Formula: <c>(N/B) sum_b ([k = y_b] - p[b, k]) dz[b, k]</c> with the derivatives of
    /// <see cref="LocalReparameterization.Derivative"/>. Source: Kingma, Salimans and Welling (2015), section 2.2.
    /// </remarks>
    /// <param name="mean">Shape [K, D + 1], finite.</param>
    /// <param name="standardDeviation">Shape [K, D + 1], positive and finite.</param>
    /// <param name="images">Shape [B, D], finite.</param>
    /// <param name="labels">Shape [B], at least one, each in [0, K - 1].</param>
    /// <param name="classes">K.</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>The gradient by means and standard deviations.</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GaussianGradient LocalReparameterizationGradient(
        double[] mean, double[] standardDeviation, double[] images, int[] labels, int classes, int data, PhiloxKey key, int step)
    {
        ClassifierBatch batch = Checked(mean, standardDeviation, images, labels, classes, data, step);
        double[][] slopes = Slopes(batch, DrawLogits(batch, mean, standardDeviation, key, step));
        var gradient = new GaussianGradient(new double[mean.Length], new double[mean.Length]);
        for (int b = 0; b < batch.Count; b++)
        {
            for (int k = 0; k < classes; k++)
            {
                GaussianGradient derivative = LocalReparameterization.Derivative(
                    batch.Inputs[b], batch.Row(standardDeviation, k), LogitNoise(batch, b, k, key, step));
                double factor = (double)data / batch.Count * slopes[b][k];
                for (int d = 0; d < batch.Width; d++)
                {
                    gradient.Mean[(k * batch.Width) + d] += factor * derivative.Mean[d];
                    gradient.StandardDeviation[(k * batch.Width) + d] += factor * derivative.StandardDeviation[d];
                }
            }
        }

        return SubtractDivergence(gradient, mean, standardDeviation);
    }

    /// <summary>
    /// One step of stochastic variational inference on a given minibatch: the gradient of minus the ELBO by local
    /// reparametrisation, then Adam with its customary decays (0.9, 0.999, 1e-8).
    /// </summary>
    /// <remarks>Formula: <c>standardDeviation = softplus(rho)</c>, so the gradient by rho is that by the standard
    /// deviation times <c>sigmoid(rho)</c>.</remarks>
    /// <param name="parameters">Means, then rho, shape [2, K, D + 1], finite.</param>
    /// <param name="firstMoment">Adam's, same shape.</param>
    /// <param name="secondMoment">Adam's, same shape.</param>
    /// <param name="images">Shape [B, D], finite.</param>
    /// <param name="labels">Shape [B], at least one, each in [0, K - 1].</param>
    /// <param name="classes">K.</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">Counts from 1; also the replicate of the noise.</param>
    /// <returns>The next parameters and moments.</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static AdamState Update(
        double[] parameters, double[] firstMoment, double[] secondMoment,
        double[] images, int[] labels, int classes, int data, double learningRate, PhiloxKey key, int step)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double[] mean = parameters[..(parameters.Length / 2)];
        double[] rho = parameters[(parameters.Length / 2)..];
        double[] standardDeviation = [.. rho.Select(Softplus.Value)];
        GaussianGradient gradient = LocalReparameterizationGradient(
            mean, standardDeviation, images, labels, classes, data, key, step);
        double[] lossGradient =
        [
            .. gradient.Mean.Select(g => -g),
            .. gradient.StandardDeviation.Select((g, j) => -g * Sigmoid.Value(rho[j])),
        ];
        return Optimisers.Adam(
            parameters, lossGradient, firstMoment, secondMoment, step, learningRate, 0.9, 0.999, 1e-8);
    }

    private static double ScaledLogLikelihood(
        ClassifierBatch batch, double[] mean, double[] standardDeviation, int data, PhiloxKey key, int step, int draw) =>
        (double)data / batch.Count
        * LogLikelihoods(batch, Logits(batch, DrawWeights(mean, standardDeviation, key, step, draw))).Sum();

    private static void AddScore(
        GaussianGradient gradient, double factor, double[] standardDeviation, PhiloxKey key, int step, int draw)
    {
        for (int j = 0; j < standardDeviation.Length; j++)
        {
            double noise = Noise(j, WeightStream, key, step, draw);
            gradient.Mean[j] += factor * noise / standardDeviation[j];
            gradient.StandardDeviation[j] += factor * ((noise * noise) - 1) / standardDeviation[j];
        }
    }

    private static GaussianGradient SubtractDivergence(
        GaussianGradient gradient, double[] mean, double[] standardDeviation)
    {
        for (int j = 0; j < mean.Length; j++)
        {
            gradient.Mean[j] -= mean[j];
            gradient.StandardDeviation[j] -= standardDeviation[j] - (1 / standardDeviation[j]);
        }

        return gradient;
    }

    // The derivative of an example's log-likelihood by its logits, [k = y] - p[k].
    private static double[][] Slopes(ClassifierBatch batch, double[][] logits) =>
        [.. logits.Select((z, b) => (double[])[.. Softmax.Probabilities(z).Select((p, k) => (k == batch.Labels[b] ? 1 : 0) - p)])];
}
