using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>
/// A regression by a net of one hidden layer whose dropout goes on when it predicts:
/// <c>y ~ N(c + sum_h v[h] m[h] max(0, b[h] + sum_d W[d, h] m[H + d] x[d]), 1 / precision)</c>, every m being 0 with probability p, else
/// 1 / (1 - p).
/// </summary>
/// <remarks>
/// <para>Parameters are one flat array of length (D + 2) H + 1: the weights W [D, H] and v [H], which decay, then the biases b [H] and
/// c. The normal prior of length scale l makes the decay's rate <see cref="WeightDecay"/>.</para>
/// <para>Masks are a pure function of (key, model, step or draw, example): unit h of example i is bit h, and input d bit H + d, of the
/// words from <c>i ceil((H + D) / 32)</c> on of <see cref="BernoulliBits"/> with replicate (step or draw, model), in stream 0xE00 for
/// training and 0xE01 for predictions. A bit of 1 drops. So many models can be trained side by side, each with its own noise, and each
/// again alone with the same.</para>
/// <para>Source: Gal and Ghahramani (2016), Dropout as a Bayesian approximation: representing model uncertainty in deep learning,
/// and its appendix, for the correspondence of decay, rate, length scale and precision; the deck, F61, F62 and F74 to F77.</para>
/// </remarks>
public static partial class MonteCarloDropoutRegressor
{
    private const uint TrainingStream = 0x0E00, PredictionStream = 0x0E01, OrderStream = 0x0E02;

    /// <summary>What makes dropout's objective that of a Gaussian process: the rate of the weights' decay.</summary>
    /// <remarks>Formula: <c>lengthScale^2 (1 - p) / (2 N precision)</c>, for a loss that is the mean of squared errors.</remarks>
    /// <param name="lengthScale">Of the prior, positive.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="data">N, at least 1.</param>
    /// <param name="precision">Of the noise, positive.</param>
    /// <returns>Lambda of <see cref="Loss"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double WeightDecay(double lengthScale, double dropRate, int data, double precision)
    {
        Guard.Positive(lengthScale);
        Dropout.CheckRate(dropRate);
        Guard.AtLeast(data, 1);
        Guard.Positive(precision);
        return lengthScale * lengthScale * (1 - dropRate) / (2 * data * precision);
    }

    /// <summary>The loss of a minibatch under one step's masks.</summary>
    /// <remarks>Formula: <c>(1/B) sum_b (f(x[b]; m[b]) - y[b])^2 + lambda (sum W^2 + sum v^2)</c>.</remarks>
    /// <param name="parameters">Shape [(D + 2) H + 1], finite.</param>
    /// <param name="inputs">x, shape [B, D], finite.</param>
    /// <param name="targets">y, shape [B], finite; at least one.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="weightDecay">lambda, not negative.</param>
    /// <param name="key">The masks' key.</param>
    /// <param name="model">The model's number among those that share a key, not negative.</param>
    /// <param name="step">The masks' replicate, not negative.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double Loss(
        double[] parameters,
        double[] inputs,
        double[] targets,
        double dropRate,
        double weightDecay,
        PhiloxKey key,
        int model,
        int step)
    {
        (DropoutNet net, double[][] rows) = Checked(parameters, inputs, targets, dropRate, model, step);
        Guard.NonNegative(weightDecay);
        double squares = Passes(net, rows, dropRate, key, TrainingStream, model, step)
            .Zip(targets, (pass, y) => (pass.Output - y) * (pass.Output - y)).Average();
        return squares + (weightDecay * parameters.Take(net.Weights).Sum(w => w * w));
    }

    /// <summary>The derivative of <see cref="Loss"/> by the parameters, through the same masks.</summary>
    /// <param name="parameters">Shape [(D + 2) H + 1], finite.</param>
    /// <param name="inputs">x, shape [B, D], finite.</param>
    /// <param name="targets">y, shape [B], finite; at least one.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="weightDecay">lambda, not negative.</param>
    /// <param name="key">The masks' key.</param>
    /// <param name="model">The model's number, not negative.</param>
    /// <param name="step">The masks' replicate, not negative.</param>
    /// <returns>Shape [(D + 2) H + 1].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Gradient(
        double[] parameters,
        double[] inputs,
        double[] targets,
        double dropRate,
        double weightDecay,
        PhiloxKey key,
        int model,
        int step)
    {
        (DropoutNet net, double[][] rows) = Checked(parameters, inputs, targets, dropRate, model, step);
        Guard.NonNegative(weightDecay);
        double[] gradient = [.. parameters.Select((w, j) => j < net.Weights ? 2 * weightDecay * w : 0)];
        DropoutPass[] passes = Passes(net, rows, dropRate, key, TrainingStream, model, step);
        for (int b = 0; b < passes.Length; b++)
        {
            net.Backward(passes[b], 2 * (passes[b].Output - targets[b]) / targets.Length, gradient);
        }

        return gradient;
    }

    /// <summary>The order in which an epoch takes the data: every order equally likely, to within 2^-32 a place.</summary>
    /// <remarks>From the last place down to the second, the datum there changes places with that of place
    /// <c>floor(word (i + 1) / 2^32)</c>, i being the place and its word that of element i in stream 0xE02 with replicate
    /// (epoch, model). Source: Durstenfeld (1964), Algorithm 235: random permutation.</remarks>
    /// <param name="data">N, at least 1.</param>
    /// <param name="key">The order's key.</param>
    /// <param name="model">The model's number, not negative.</param>
    /// <param name="epoch">Not negative.</param>
    /// <returns>The numbers from 0 to N - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static int[] Order(int data, PhiloxKey key, int model, int epoch)
    {
        Guard.AtLeast(data, 1);
        Guard.AtLeast(model, 0);
        Guard.AtLeast(epoch, 0);
        int[] order = [.. Enumerable.Range(0, data)];
        for (int i = data - 1; i > 0; i--)
        {
            Words block = Philox4x32.Block(Words.Counter((uint)i / 4, OrderStream, Replicate(model, epoch)), key);
            uint word = (i % 4) switch { 0 => block.W0, 1 => block.W1, 2 => block.W2, _ => block.W3 };
            int place = (int)((word * (ulong)(i + 1)) >> 32);
            (order[i], order[place]) = (order[place], order[i]);
        }

        return order;
    }

    private static DropoutPass[] Passes(
        DropoutNet net, double[][] rows, double dropRate, PhiloxKey key, uint stream, int model, int replicate) =>
        [.. rows.Select((x, b) => net.Forward(x, net.Mask(dropRate, key, stream, Replicate(model, replicate), b)))];

    private static ulong Replicate(int model, int number) => (uint)number | ((ulong)(uint)model << 32);

    private static (DropoutNet Net, double[][] Rows) Checked(
        double[] parameters, double[] inputs, double[] targets, double dropRate, int model, int step)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Guard.NotEmpty<double>(targets);
        Guard.Finite(targets);
        ArgumentNullException.ThrowIfNull(inputs);
        Guard.NotEmpty<double>(inputs);
        Guard.Finite(inputs);
        int width = Math.Max(1, inputs.Length / targets.Length);
        Guard.Length(inputs.Length, targets.Length * width, nameof(inputs));
        Dropout.CheckRate(dropRate);
        Guard.AtLeast(model, 0);
        Guard.AtLeast(step, 0);
        return (new DropoutNet(parameters, width), [.. inputs.Chunk(width)]);
    }
}
