using BayesBench.Reference.Inference;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>The two terms of an evidence lower bound, in nats: <c>ELBO = LogLikelihood - Divergence</c>.</summary>
/// <param name="LogLikelihood">Of all data: a batch's times N / B.</param>
/// <param name="Divergence">KL(posterior || prior), once for the whole data set.</param>
public sealed record EvidenceBound(double LogLikelihood, double Divergence);

/// <summary>
/// A linear softmax classifier, <c>p(y | x, w) = softmax(w [x, 1])[y]</c>, with a mean-field Gaussian posterior
/// <c>w ~ N(mean, standardDeviation^2)</c> and the prior N(0, 1) over its K (D + 1) weights: weight (k, d) is
/// element <c>k (D + 1) + d</c>, the bias is the last of its class.
/// </summary>
/// <remarks>
/// <para>Noise is a pure function of (key, step, draw, element): the standard normal number of an element is
/// component <c>element % 4</c> of the Philox block with counter (element / 4, stream, step, draw). Streams:
/// minibatch 0xC00, weights 0xC01, pre-activations 0xC02.</para>
/// <para>Source: the deck, F48, F49, F57 to F63 and F71 to F73.</para>
/// </remarks>
public static partial class BayesianClassifier
{
    private const uint MinibatchStream = 0x0C00;
    private const uint WeightStream = 0x0C01;
    private const uint PreactivationStream = 0x0C02;

    /// <summary>The log-likelihood of a batch under given weights.</summary>
    /// <remarks>Formula: <c>sum_b z[b, y_b] - ln sum_k exp z[b, k]</c>, <c>z[b, k] = sum_d w[k, d] x[b, d]</c>.
    /// </remarks>
    /// <param name="weights">Shape [K, D + 1], finite.</param>
    /// <param name="images">Shape [B, D], finite.</param>
    /// <param name="labels">Shape [B], at least one, each in [0, K - 1].</param>
    /// <param name="classes">K.</param>
    /// <returns>In nats, not scaled.</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class or a number is not finite.</exception>
    public static double LogLikelihood(double[] weights, double[] images, int[] labels, int classes)
    {
        var batch = new ClassifierBatch(images, labels, classes);
        batch.Check(weights, nameof(weights));
        return LogLikelihoods(batch, Logits(batch, weights)).Sum();
    }

    /// <summary>A minibatch: B of N data, independently and evenly, with replacement.</summary>
    /// <remarks>Formula: <c>floor(word N / 2^32)</c>. Every datum is drawn with probability 1/N to within 2^-32, so N/B
    /// times a minibatch's log-likelihood is an unbiased estimate of the data's.</remarks>
    /// <param name="data">N, at least 1.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="key">The draw's key.</param>
    /// <param name="step">The draw's replicate, not negative.</param>
    /// <returns>B places in [0, N - 1].</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static int[] Minibatch(int data, int batch, PhiloxKey key, int step)
    {
        Guard.AtLeast(data, 1);
        Guard.AtLeast(batch, 1);
        Guard.AtLeast(step, 0);
        var places = new int[batch];
        for (int b = 0; b < batch; b++)
        {
            Words block = Block(b, MinibatchStream, key, step, 0);
            uint word = (b % 4) switch { 0 => block.W0, 1 => block.W1, 2 => block.W2, _ => block.W3 };
            places[b] = (int)(((ulong)word * (ulong)data) >> 32);
        }

        return places;
    }

    /// <summary>An estimate of the evidence lower bound from a batch, its weights drawn from the posterior.</summary>
    /// <remarks>Formula: <c>(N/B) (1/S) sum_s ln p(y | x, w_s)</c> and
    /// <c>KL = sum (mean^2 + standardDeviation^2 - 1) / 2 - ln standardDeviation</c>. The divergence is not scaled: it
    /// belongs to the data set, not to a datum.</remarks>
    /// <param name="mean">Shape [K, D + 1], finite.</param>
    /// <param name="standardDeviation">Shape [K, D + 1], positive and finite.</param>
    /// <param name="images">Shape [B, D], finite.</param>
    /// <param name="labels">Shape [B], at least one, each in [0, K - 1].</param>
    /// <param name="classes">K.</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="draws">S, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Both terms, in nats.</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static EvidenceBound Elbo(
        double[] mean,
        double[] standardDeviation,
        double[] images,
        int[] labels,
        int classes,
        int data,
        int draws,
        PhiloxKey key,
        int step)
    {
        ClassifierBatch batch = Checked(mean, standardDeviation, images, labels, classes, data, step);
        Guard.AtLeast(draws, 1);
        double average = Enumerable.Range(0, draws).Average(draw => LogLikelihoods(
            batch, Logits(batch, DrawWeights(mean, standardDeviation, key, step, draw))).Sum());
        return new EvidenceBound((double)data / batch.Count * average, Divergence(mean, standardDeviation));
    }

    /// <summary>The same, with noise in the logits, of its own for every example and class.</summary>
    /// <remarks>Formula: <c>z[b, k] = m[b, k] + sqrt(v[b, k]) noise[b, k]</c> with the moments of
    /// <see cref="LocalReparameterization.GaussianMoments"/>; the noise's element is <c>b K + k</c>. The expectation is
    /// that of <see cref="Elbo"/>, because each example's logits have the same law in both.</remarks>
    /// <param name="mean">Shape [K, D + 1], finite.</param>
    /// <param name="standardDeviation">Shape [K, D + 1], positive and finite.</param>
    /// <param name="images">Shape [B, D], finite.</param>
    /// <param name="labels">Shape [B], at least one, each in [0, K - 1].</param>
    /// <param name="classes">K.</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Both terms, in nats.</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static EvidenceBound LocalElbo(
        double[] mean,
        double[] standardDeviation,
        double[] images,
        int[] labels,
        int classes,
        int data,
        PhiloxKey key,
        int step)
    {
        ClassifierBatch batch = Checked(mean, standardDeviation, images, labels, classes, data, step);
        double[][] logits = DrawLogits(batch, mean, standardDeviation, key, step);
        return new EvidenceBound(
            (double)data / batch.Count * LogLikelihoods(batch, logits).Sum(), Divergence(mean, standardDeviation));
    }

    /// <summary>Class probabilities averaged over draws from the posterior.</summary>
    /// <remarks>Formula: <c>(1/S) sum_s softmax(w_s [x, 1])</c>. Source: the deck, F61 and F62.</remarks>
    /// <param name="mean">Shape [K, D + 1], finite.</param>
    /// <param name="standardDeviation">Shape [K, D + 1], positive and finite.</param>
    /// <param name="image">One example, shape [D], finite.</param>
    /// <param name="classes">K.</param>
    /// <param name="draws">S, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <returns>Shape [K].</returns>
    /// <exception cref="ArgumentException">The batch is empty or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Predict(
        double[] mean, double[] standardDeviation, double[] image, int classes, int draws, PhiloxKey key)
    {
        ClassifierBatch batch = Checked(mean, standardDeviation, image, [0], classes, 1, 0);
        Guard.AtLeast(draws, 1);
        var average = new double[classes];
        for (int s = 0; s < draws; s++)
        {
            double[] p = Softmax.Probabilities(Logits(batch, DrawWeights(mean, standardDeviation, key, 0, s))[0]);
            for (int k = 0; k < classes; k++)
            {
                average[k] += p[k] / draws;
            }
        }

        return average;
    }

    private static ClassifierBatch Checked(
        double[] mean, double[] standardDeviation, double[] images, int[] labels, int classes, int data, int step)
    {
        var batch = new ClassifierBatch(images, labels, classes);
        batch.Check(mean, nameof(mean));
        batch.Check(standardDeviation, nameof(standardDeviation));
        Guard.Positive(standardDeviation);
        Guard.AtLeast(data, 1);
        Guard.AtLeast(step, 0);
        return batch;
    }

    private static double Divergence(double[] mean, double[] standardDeviation) =>
        KullbackLeibler.ToStandardNormal(mean, [.. standardDeviation.Select(s => 2 * Math.Log(s))]);

    private static double[][] Logits(ClassifierBatch batch, double[] weights) =>
        [.. batch.Inputs.Select(input => (double[])[.. Enumerable.Range(0, batch.Classes).Select(k => Dot(input, batch.Row(weights, k)))])];

    private static double[][] DrawLogits(
        ClassifierBatch batch, double[] mean, double[] standardDeviation, PhiloxKey key, int step) =>
        [.. batch.Inputs.Select((input, b) => (double[])[.. Enumerable.Range(0, batch.Classes).Select(k =>
        {
            (double m, double v) = LocalReparameterization.GaussianMoments(
                input, batch.Row(mean, k), batch.Row(standardDeviation, k));
            return m + (Math.Sqrt(v) * LogitNoise(batch, b, k, key, step));
        })])];

    private static double[] LogLikelihoods(ClassifierBatch batch, double[][] logits) =>
        [.. logits.Select((z, b) => -Softmax.CrossEntropy(z, batch.Labels[b]))];

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int d = 0; d < a.Length; d++)
        {
            sum += a[d] * b[d];
        }

        return sum;
    }

    private static double[] DrawWeights(
        double[] mean, double[] standardDeviation, PhiloxKey key, int step, int draw) =>
        [.. mean.Select((m, j) => m + (standardDeviation[j] * Noise(j, WeightStream, key, step, draw)))];

    private static double LogitNoise(ClassifierBatch batch, int b, int k, PhiloxKey key, int step) =>
        Noise((b * batch.Classes) + k, PreactivationStream, key, step, 0);

    private static double Noise(int element, uint stream, PhiloxKey key, int step, int draw)
    {
        Words block = Block(element, stream, key, step, draw);
        NormalPair pair = element % 4 < 2
            ? BoxMuller.FromWords(block.W0, block.W1)
            : BoxMuller.FromWords(block.W2, block.W3);
        return element % 2 == 0 ? pair.Z0 : pair.Z1;
    }

    private static Words Block(int element, uint stream, PhiloxKey key, int step, int draw) => Philox4x32.Block(
        Words.Counter((uint)element / 4, stream, (uint)step | ((ulong)(uint)draw << 32)), key);
}
