using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>
/// Any network as a Bayesian classifier, <c>p(y | x, w) = softmax(f_w(x))[y]</c>: the posterior of its weights is what its layers
/// say, and the bound, its gradient and the predictive probabilities follow.
/// </summary>
/// <remarks>
/// <para>What trains it is the loss by the datum, minus the bound over N, in nats: a learning rate then means the same whatever
/// N is.</para>
/// <para>The noise's replicate is (step, draw), step in its low half. Source: the deck, F47 to F49, F57 to F63, F71 to F73;
/// Blundell, Cornebise, Kavukcuoglu and Wierstra (2015), Weight uncertainty in neural networks.</para>
/// </remarks>
public static partial class ClassifierNetwork
{
    /// <summary>An estimate of the evidence lower bound from a batch, under one draw of the noise.</summary>
    /// <remarks>Formula: <c>(N/B) sum_b ln softmax(f(x_b))[y_b]</c> and <c>KL(posterior || prior)</c>, which belongs to the data
    /// set and not to a datum: it is not scaled.</remarks>
    /// <param name="layers">The layers; the last one's outputs are the logits of K classes.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="input">Shape [B, C, H, W], finite; at least one example.</param>
    /// <param name="labels">Shape [B], each in [0, K - 1].</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Both terms, in nats.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or the batch is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static EvidenceBound Elbo(
        LayerSpecification[] layers,
        ExampleShape shape,
        double[] parameters,
        double[] input,
        int[] labels,
        int data,
        PhiloxKey key,
        int step)
    {
        double[][] logits = Logits(layers, shape, parameters, input, labels, data, key, step);
        double sum = logits.Zip(labels, (z, label) => -Softmax.CrossEntropy(z, label)).Sum();
        return new EvidenceBound(
            (double)data / labels.Length * sum, Network.Divergence(layers, shape, parameters, key, (ulong)step));
    }

    /// <summary>The derivative of the loss, minus the bound over N, by all parameters.</summary>
    /// <remarks>Formula: <c>(1/B) sum_b d(-ln softmax(f(x_b))[y_b]) + (factor / N) dKL</c>. The factor is 1 but for a warm-up;
    /// only then is the loss a bound's.</remarks>
    /// <param name="layers">The layers; the last one's outputs are the logits of K classes.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="input">Shape [B, C, H, W], finite; at least one example.</param>
    /// <param name="labels">Shape [B], each in [0, K - 1].</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="divergenceFactor">Not negative.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Shape [P].</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or the batch is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] LossGradient(
        LayerSpecification[] layers,
        ExampleShape shape,
        double[] parameters,
        double[] input,
        int[] labels,
        int data,
        double divergenceFactor,
        PhiloxKey key,
        int step)
    {
        double[][] logits = Logits(layers, shape, parameters, input, labels, data, key, step);
        Guard.NonNegative(divergenceFactor);
        double[] slope = [.. logits.Zip(labels, Softmax.CrossEntropyGradient).SelectMany(row => row).Select(g => g / labels.Length)];
        double[] likelihood = Network.Backward(layers, shape, parameters, input, slope, key, (ulong)step).Parameters;
        double[] divergence = Network.DivergenceGradient(layers, shape, parameters, key, (ulong)step);
        return [.. likelihood.Zip(divergence, (g, d) => g + (divergenceFactor / data * d))];
    }

    /// <summary>A step of training: the loss's gradient on a batch, and Adam with its usual decays down it.</summary>
    /// <remarks>Formula: <see cref="Optimisers.Adam"/> of <see cref="LossGradient"/>.</remarks>
    /// <param name="layers">The layers; the last one's outputs are the logits of K classes.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="firstMoment">Shape [P], finite.</param>
    /// <param name="secondMoment">Shape [P], not negative.</param>
    /// <param name="input">Shape [B, C, H, W], finite; at least one example.</param>
    /// <param name="labels">Shape [B], each in [0, K - 1].</param>
    /// <param name="data">N, size of the whole data set, at least 1.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="divergenceFactor">Not negative; 1 but for a warm-up.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">Counts from 1; also the noise's replicate.</param>
    /// <returns>The next state.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or the batch is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static AdamState Update(
        LayerSpecification[] layers,
        ExampleShape shape,
        double[] parameters,
        double[] firstMoment,
        double[] secondMoment,
        double[] input,
        int[] labels,
        int data,
        double learningRate,
        double divergenceFactor,
        PhiloxKey key,
        int step)
    {
        double[] gradient = LossGradient(layers, shape, parameters, input, labels, data, divergenceFactor, key, step);
        return Optimisers.Adam(parameters, gradient, firstMoment, secondMoment, step, learningRate, 0.9, 0.999, 1e-8);
    }

    /// <summary>What the classifier says of one example, averaged over draws from the posterior.</summary>
    /// <remarks>Formula: <see cref="Ensemble.Predictive"/> of <c>softmax(f_(w_s)(x))</c>, s from 1 to S; at S = 0 of the network
    /// without noise. Source: the deck, F61 and F62.</remarks>
    /// <param name="layers">The layers; the last one's outputs are the logits of K classes.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="input">One example, shape [C, H, W], finite.</param>
    /// <param name="draws">S, not negative.</param>
    /// <param name="key">The noise's key; that of draw s has the replicate (0, s).</param>
    /// <returns>The mean, its entropy and the mutual information of class and draw, in nats.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static EnsemblePrediction Predict(
        LayerSpecification[] layers, ExampleShape shape, double[] parameters, double[] input, int draws, PhiloxKey key)
    {
        ArgumentNullException.ThrowIfNull(input);
        Guard.Length(input.Length, shape.Length, nameof(input));
        Guard.AtLeast(draws, 0);
        NetworkNoise noise = draws == 0 ? NetworkNoise.Mean : NetworkNoise.PosteriorDraw;
        return Ensemble.Predictive([.. Enumerable.Range(0, Math.Max(1, draws)).Select(s => Softmax.Probabilities(
            Network.Forward(layers, shape, parameters, input, noise, key, (ulong)s << 32)))]);
    }

    private static double[][] Logits(
        LayerSpecification[] layers,
        ExampleShape shape,
        double[] parameters,
        double[] input,
        int[] labels,
        int data,
        PhiloxKey key,
        int step)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Guard.NotEmpty<int>(labels);
        Guard.AtLeast(data, 1);
        Guard.AtLeast(step, 0);
        return Rows(Network.Forward(layers, shape, parameters, input, NetworkNoise.Training, key, (ulong)step), input, shape, labels);
    }

    // One row an example, when every example has a label.
    private static double[][] Rows(double[] outputs, double[] input, ExampleShape shape, int[] labels)
    {
        Guard.Length(input.Length, labels.Length * shape.Length, nameof(input));
        double[][] logits = [.. outputs.Chunk(outputs.Length / labels.Length)];
        for (int b = 0; b < labels.Length; b++)
        {
            Guard.Within(labels[b], 0, logits[0].Length - 1, Guard.RowOf(nameof(labels), b));
        }

        return logits;
    }
}
