using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Models;

/// <summary>Laws of the depth of a residual network, 0 to L layers, for many inputs at once on a device.</summary>
public static partial class AdaptiveDepthKernels
{
    /// <summary>The second word of a counter: what the noise is for. The reference has the same number.</summary>
    internal const uint DepthStream = 0x0AD0;

    /// <summary>The prior <c>exp(-tau[n] z) / sum_j exp(-tau[n] j)</c> of every row n, and its mean.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="tau">Shape [N], non-negative.</param>
    /// <param name="probabilities">Shape [N, L + 1], written.</param>
    /// <param name="expectedDepth">Shape [N], written.</param>
    public static void Prior(
        Device device, ArrayView<float> tau, ArrayView<float> probabilities, ArrayView<float> expectedDepth)
    {
        ArgumentNullException.ThrowIfNull(device);
        int depths = DeviceGuard.RowWidth(tau.Length, probabilities, nameof(probabilities));
        DeviceGuard.Length(tau.Length, expectedDepth, nameof(expectedDepth));
        device.Launch(PriorOfRow, (int)tau.Length, depths, tau, probabilities, expectedDepth);
    }

    /// <summary>The posterior of the depth given the label, and the log-evidence, of every row n: Bayes' theorem.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="prior">Shape [N, L + 1].</param>
    /// <param name="logLikelihood">Shape [N, L + 1].</param>
    /// <param name="posterior">Shape [N, L + 1], written.</param>
    /// <param name="logEvidence">Shape [N], written.</param>
    public static void Posterior(
        Device device,
        ArrayView<float> prior,
        ArrayView<float> logLikelihood,
        ArrayView<float> posterior,
        ArrayView<float> logEvidence) =>
        BayesRuleKernels.PosteriorFromLog(device, prior, logLikelihood, posterior, logEvidence);

    /// <summary>The law <c>q[n, l] = eta_l prod_(i &lt; l) (1 - eta_i)</c> of every row n, and its mean.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logits">Of stopping, shape [N, L].</param>
    /// <param name="probabilities">Shape [N, L + 1], written.</param>
    /// <param name="expectedDepth">Shape [N], written.</param>
    public static void Halting(
        Device device, ArrayView<float> logits, ArrayView<float> probabilities, ArrayView<float> expectedDepth)
    {
        ArgumentNullException.ThrowIfNull(device);
        int layers = DeviceGuard.RowWidth(expectedDepth.Length, logits, nameof(logits));
        DeviceGuard.Length(logits.Length + expectedDepth.Length, probabilities, nameof(probabilities));
        device.Launch(HaltingOfRow, (int)expectedDepth.Length, layers, logits, probabilities, expectedDepth);
    }

    /// <summary>The inverse of <see cref="Halting"/>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">N.</param>
    /// <param name="probabilities">Shape [N, L + 1].</param>
    /// <param name="logits">Shape [N, L], written.</param>
    public static void HaltingLogits(Device device, int rows, ArrayView<float> probabilities, ArrayView<float> logits)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(0, rows, nameof(rows));
        int layers = DeviceGuard.RowWidth(rows, logits, nameof(logits));
        DeviceGuard.Length(logits.Length + rows, probabilities, nameof(probabilities));
        device.Launch(HaltingLogitsOfRow, rows, layers, probabilities, logits);
    }

    /// <summary>The likeliest depth and label together of every row n; the first of equals.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="classes">K.</param>
    /// <param name="tau">Shape [N], non-negative.</param>
    /// <param name="logProbabilities"><c>ln p(y | x, z)</c>, shape [N, L + 1, K].</param>
    /// <param name="depth">Shape [N], written.</param>
    /// <param name="label">Shape [N], written.</param>
    /// <param name="logJoint">Shape [N], written; in nats.</param>
    public static void JointMode(
        Device device,
        int classes,
        ArrayView<float> tau,
        ArrayView<float> logProbabilities,
        ArrayView<int> depth,
        ArrayView<int> label,
        ArrayView<float> logJoint)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(classes, nameof(classes));
        DeviceGuard.RowsOf(classes, logProbabilities, nameof(logProbabilities));
        int width = DeviceGuard.RowWidth(tau.Length, logProbabilities, nameof(logProbabilities));
        DeviceGuard.Length(tau.Length, depth, nameof(depth));
        DeviceGuard.Length(tau.Length, label, nameof(label));
        DeviceGuard.Length(tau.Length, logJoint, nameof(logJoint));
        device.Launch(
            JointModeOfRow, (int)tau.Length, width / classes, classes, tau, logProbabilities, depth, label, logJoint);
    }

    /// <summary>One depth from every row's law; the same on every device.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probabilities">Shape [N, L + 1], each row in [0, 1] and of sum 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="depths">Shape [N], written.</param>
    public static void Draw(
        Device device, ArrayView<float> probabilities, DeviceKey key, int step, ArrayView<int> depths)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(depths.Length, probabilities, nameof(probabilities));
        device.Launch(DrawOfRow, (int)depths.Length, width, probabilities, key, step, depths);
    }

    // One work item: one row; exponentials are kept where the probabilities will stand.
    private static void PriorOfRow(
        Index1D n, int depths, ArrayView<float> tau, ArrayView<float> probabilities, ArrayView<float> expectedDepth)
    {
        int start = n.X * depths;
        double sum = 0;
        double weighed = 0;
        for (int z = 0; z < depths; z++)
        {
            float weight = DeviceMath.Exp(-tau[n] * z);
            probabilities[start + z] = weight;
            sum += weight;
            weighed += (double)z * weight;
        }

        for (int z = start; z < start + depths; z++)
        {
            probabilities[z] = (float)(probabilities[z] / sum);
        }

        expectedDepth[n] = (float)(weighed / sum);
    }

    // One work item: one row. The mean is the sum of the probabilities of going on.
    private static void HaltingOfRow(
        Index1D n, int layers, ArrayView<float> logits, ArrayView<float> probabilities, ArrayView<float> expectedDepth)
    {
        int from = n.X * layers;
        int to = n.X * (layers + 1);
        double going = 1;
        double mean = 0;
        for (int l = 0; l < layers; l++)
        {
            float logit = logits[from + l];
            probabilities[to + l] = (float)(going * DeviceMath.Sigmoid(logit));
            going *= DeviceMath.Sigmoid(-logit);
            mean += going;
        }

        probabilities[to + layers] = (float)going;
        expectedDepth[n] = (float)mean;
    }

    // One work item: one row, from the deepest layer up. The smaller over the larger: a ratio that cannot overflow.
    private static void HaltingLogitsOfRow(
        Index1D n, int layers, ArrayView<float> probabilities, ArrayView<float> logits)
    {
        int from = n.X * (layers + 1);
        int to = n.X * layers;
        double beyond = 0;
        for (int l = layers - 1; l >= 0; l--)
        {
            beyond += probabilities[from + l + 1];
            double own = probabilities[from + l];
            bool isLess = own < beyond;
            double ratio = isLess ? own / beyond : beyond / own;
            float distance = DeviceMath.Log((float)ratio);
            float logit = isLess ? distance : -distance;
            logits[to + l] = own + beyond > 0 ? logit : 0f;
        }
    }

    // One work item: one row; scores in double, so that equals are equal on every device.
    private static void JointModeOfRow(
        Index1D n,
        int depths,
        int classes,
        ArrayView<float> tau,
        ArrayView<float> logProbabilities,
        ArrayView<int> depth,
        ArrayView<int> label,
        ArrayView<float> logJoint)
    {
        int place = n.X * depths * classes;
        double cost = tau[n];
        double best = double.NegativeInfinity;
        double others = 0;
        int bestDepth = 0;
        int bestLabel = 0;
        for (int z = 0; z < depths; z++)
        {
            float weight = DeviceMath.Exp(-tau[n] * z);
            others += z > 0 ? weight : 0f;
            for (int y = 0; y < classes; y++)
            {
                double score = logProbabilities[place] - (cost * z);
                bool isBetter = score > best;
                best = isBetter ? score : best;
                bestDepth = isBetter ? z : bestDepth;
                bestLabel = isBetter ? y : bestLabel;
                place++;
            }
        }

        depth[n] = bestDepth;
        label[n] = bestLabel;
        logJoint[n] = (float)(best - DeviceMath.LogOnePlus((float)others));
    }

    // One work item: one row. Its depth is the number of cumulative probabilities that do not exceed u.
    private static void DrawOfRow(
        Index1D n, int width, ArrayView<float> probabilities, DeviceKey key, int step, ArrayView<int> depths)
    {
        float u = DeviceNoise.Uniform(n, DepthStream, step, 0, key);
        int start = n.X * width;
        double sum = 0;
        int depth = 0;
        int last = 0;
        for (int z = 0; z < width; z++)
        {
            float probability = probabilities[start + z];
            sum += probability;
            last = probability > 0f ? z : last;
            depth += sum <= u ? 1 : 0;
        }

        depths[n] = XMath.Min(depth, last);
    }
}
