using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Models;

/// <summary>The loss of a batch, and its derivatives.</summary>
/// <param name="Loss">Minus the mean evidence lower bound, in nats a datum.</param>
/// <param name="Gradient">By all parameters, in their order.</param>
public sealed record DepthNetworkLoss(double Loss, double[] Gradient);

/// <summary>A residual classifier that may stop after any of its layers.</summary>
/// <remarks>
/// <para><c>h_0 = stem(x)</c>, <c>h_l = h_(l-1) + [l &lt;= z] F_l(h_(l-1))</c> for l from 1 to L with
/// <c>F_l(h) = W_l^T relu(h) + b_l</c>. One head reads the classes off <c>relu(h)</c> at every depth: so a layer improves what
/// the ones before it would have answered. Beside it, each depth below L has a head for the logit of stopping there, which makes
/// <c>q(z | x)</c> by <see cref="AdaptiveDepth.Halting"/>. All depths share one pass.</para>
/// <para>The parameters are one array: the stem [D + 1, H], the layers [L, H + 1, H], the classes' head [H + 1, C], each with its
/// bias as the last row, and the heads for stopping [L, H + 1], the bias last.</para>
/// <para>Source: the deck, F52 to F56, corrected; He et al. (2016), Identity mappings in deep residual networks; Figurnov, Sobolev
/// and Vetrov (2017), Probabilistic adaptive computation time.</para>
/// </remarks>
public static partial class AdaptiveDepthNetwork
{
    /// <summary>The class logits of a network that uses so many of its layers.</summary>
    /// <remarks><para>Formula: <c>V^T relu(h_L) + c</c> with <c>z = depth</c>.</para></remarks>
    /// <param name="parameters">All of them, finite; their number tells L.</param>
    /// <param name="images">Shape [B, D], finite; at least one.</param>
    /// <param name="width">H, at least 1.</param>
    /// <param name="classes">C, at least 1.</param>
    /// <param name="depth">z, from 0 to L.</param>
    /// <returns>Shape [B, C]; their softmax is <c>p(y | x, z)</c>.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[][] Logits(double[] parameters, double[][] images, int width, int classes, int depth)
    {
        var network = new DepthNetwork(parameters, images, width, classes);
        Guard.Within(depth, 0, network.Layers);
        double[][] state = network.Stem.Of(images);
        for (int l = 1; l <= network.Layers; l++)
        {
            double indicator = l <= depth ? 1.0 : 0.0;
            double[][] residual = network.Blocks[l - 1].Of(DepthNetwork.Relu(state));
            state = [.. state.Zip(residual, (h, f) => h.Zip(f, (own, more) => own + (indicator * more)).ToArray())];
        }

        return network.Head.Of(DepthNetwork.Relu(state));
    }

    /// <summary>The logits of stopping at every depth below L.</summary>
    /// <remarks><para>Formula: <c>sum_k w[l, k] relu(h_l)[k] + w[l, H]</c>, of the one pass that all depths share.</para></remarks>
    /// <param name="parameters">All of them, finite; their number tells L.</param>
    /// <param name="images">Shape [B, D], finite; at least one.</param>
    /// <param name="width">H, at least 1.</param>
    /// <param name="classes">C, at least 1.</param>
    /// <returns>Shape [L, B].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[][] HaltingLogits(double[] parameters, double[][] images, int width, int classes)
    {
        var network = new DepthNetwork(parameters, images, width, classes);
        return network.HaltingLogits(network.Forward(images));
    }

    /// <summary>Minus the mean bound of a batch, and its gradient, by one pass through all layers and back.</summary>
    /// <remarks>
    /// <para>Formula: <c>-1/B sum_b sum_l q_b[l] (ln p(y_b | x_b, l) + ln p(l) - ln q_b[l])</c>: exact, no depth is drawn.</para>
    /// <para>Backward, with G_l the derivative by h_l and P_l that by relu(h_l) through the heads at depth l:
    /// <c>G_l = [h_l &gt; 0] (P_l + W_(l+1) G_(l+1)) + G_(l+1)</c>.</para>
    /// </remarks>
    /// <param name="parameters">All of them, finite; their number tells L.</param>
    /// <param name="images">Shape [B, D], finite; at least one.</param>
    /// <param name="labels">Shape [B], each from 0 to C - 1.</param>
    /// <param name="width">H, at least 1.</param>
    /// <param name="classes">C, at least 1.</param>
    /// <param name="tau">What a layer costs, in nats; non-negative and finite.</param>
    /// <returns>Loss and gradient.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static DepthNetworkLoss Loss(
        double[] parameters, double[][] images, int[] labels, int width, int classes, double tau)
    {
        var network = new DepthNetwork(parameters, images, width, classes);
        ArgumentNullException.ThrowIfNull(labels);
        Guard.Length(labels.Length, images.Length, nameof(labels));
        for (int b = 0; b < labels.Length; b++)
        {
            Guard.Within(labels[b], 0, classes - 1, $"labels[{b}]");
        }

        Guard.NonNegative(tau);
        double[][][] features = network.Forward(images);
        double[][] halting = network.HaltingLogits(features);
        double[][][] logits = [.. features.Select(network.Head.Of)];
        DepthBound[] bounds =
        [
            .. labels.Select((label, b) => AdaptiveDepth.AmortizedElbo(
                [.. halting.Select(row => row[b])], [.. logits.Select(rows => -Softmax.CrossEntropy(rows[b], label))], tau)),
        ];
        double share = 1.0 / labels.Length;
        double[][][] logitGradients =
        [
            .. logits.Select((rows, l) => rows.Select((row, b) => Array.ConvertAll(
                Softmax.CrossEntropyGradient(row, labels[b]), slope => share * bounds[b].LogLikelihoodGradient[l] * slope)).ToArray()),
        ];
        double[][] haltingGradients =
            [.. Enumerable.Range(0, network.Layers).Select(l => bounds.Select(bound => -share * bound.LogitGradient[l]).ToArray())];
        return new DepthNetworkLoss(
            -bounds.Average(bound => bound.Elbo), network.Backward(images, features, logitGradients, haltingGradients));
    }
}
