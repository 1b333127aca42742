using ILGPU;

namespace BayesBench.Kernels.Models;

/// <summary>
/// What an adaptive-depth network does beside its dense layers, on a device. Features relu(h) of all depths lie behind one another,
/// [L + 1, B, H], so that what is the same at every depth is one launch.
/// </summary>
public static partial class AdaptiveDepthNetworkKernels
{
    /// <summary>Copies the examples at those places into rows; a place of -1 makes a row of zeros.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="images">Shape [N, D].</param>
    /// <param name="places">At least B.</param>
    /// <param name="rows">Shape [B, D], written.</param>
    public static void GatherImages(
        Device device, DepthNetworkSize size, ArrayView<float> images, ArrayView<int> places, ArrayView<float> rows)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.RowsOf(size.Inputs, images, nameof(images));
        DeviceGuard.AtLeast(size.Examples, places.Length, nameof(places));
        DeviceGuard.Length((long)size.Examples * size.Inputs, rows, nameof(rows));
        ClassifierNetworkKernels.Gather(device, size.Inputs, images, places, rows);
    }

    /// <summary>The labels at those places, once for every depth; class 0 where the place is -1.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="labels">Shape [N].</param>
    /// <param name="places">At least B.</param>
    /// <param name="rows">Shape [L + 1, B], written.</param>
    public static void GatherLabels(
        Device device, DepthNetworkSize size, ArrayView<int> labels, ArrayView<int> places, ArrayView<int> rows)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(size.Examples, places.Length, nameof(places));
        DeviceGuard.Length(size.Rows, rows, nameof(rows));
        device.Launch(GatherLabel, size.Rows, size.Examples, labels, places, rows);
    }

    /// <summary>A residual layer's last step, <c>h = h + F</c>, and <c>relu(h)</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="residual">F, any shape.</param>
    /// <param name="state">h, of the same shape, changed.</param>
    /// <param name="features">Of the same shape, written.</param>
    public static void AddResidual(
        Device device, ArrayView<float> residual, ArrayView<float> state, ArrayView<float> features)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(residual.Length, state, nameof(state));
        DeviceGuard.Length(residual.Length, features, nameof(features));
        device.Launch(AddResidualToOne, (int)residual.Length, residual, state, features);
    }

    /// <summary>The logits of stopping at every depth below L.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="width">H.</param>
    /// <param name="rows">Rows of one depth.</param>
    /// <param name="features">Of those depths, [depths, rows, H].</param>
    /// <param name="weights">Shape [depths, H + 1].</param>
    /// <param name="logits">Shape [depths, rows], written.</param>
    public static void HaltingLogits(
        Device device, int width, int rows, ArrayView<float> features, ArrayView<float> weights, ArrayView<float> logits)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.RowsOf(rows, logits, nameof(logits));
        DeviceGuard.Length(logits.Length * width, features, nameof(features));
        DeviceGuard.Length(logits.Length / rows * (width + 1), weights, nameof(weights));
        device.Launch(HaltingLogitOfOne, (int)logits.Length, width, rows, features, weights, logits);
    }

    /// <summary>Multiplies every row by a number of its own.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="factors">Shape [rows].</param>
    /// <param name="matrix">Shape [rows, columns], changed.</param>
    public static void ScaleRows(Device device, ArrayView<float> factors, ArrayView<float> matrix)
    {
        ArgumentNullException.ThrowIfNull(device);
        int columns = DeviceGuard.RowWidth(factors.Length, matrix, nameof(matrix));
        device.Launch(ScaleOne, (int)matrix.Length, columns, factors, matrix);
    }

    /// <summary>Adds what comes back through the heads for stopping: <c>P_l[b, k] += g[l, b] w[l, k]</c>, l below L.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="logitGradient">g, shape [L, B].</param>
    /// <param name="weights">w, shape [L, H + 1].</param>
    /// <param name="featureGradient">P, shape [L + 1, B, H], changed.</param>
    public static void AddHaltingGradient(
        Device device,
        DepthNetworkSize size,
        ArrayView<float> logitGradient,
        ArrayView<float> weights,
        ArrayView<float> featureGradient)
    {
        CheckHalting(device, size, logitGradient, weights, featureGradient);
        device.Launch(AddHaltingToOne, size.Layers * size.Features, size, logitGradient, weights, featureGradient);
    }

    /// <summary>The derivatives by the weights for stopping, <c>sum_b g[l, b] relu(h_l)[b, k]</c>, the bias's feature being 1.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="logitGradient">g, shape [L, B].</param>
    /// <param name="features">Shape [L + 1, B, H].</param>
    /// <param name="weightGradient">Shape [L, H + 1], written.</param>
    public static void HaltingWeightGradient(
        Device device,
        DepthNetworkSize size,
        ArrayView<float> logitGradient,
        ArrayView<float> features,
        ArrayView<float> weightGradient)
    {
        CheckHalting(device, size, logitGradient, weightGradient, features);
        device.Launch(HaltingWeightOfOne, (int)weightGradient.Length, size, logitGradient, features, weightGradient);
    }

    /// <summary>Back through one residual layer: <c>G = [h &gt; 0] (P + through the layer) + G</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="features">relu(h), any shape.</param>
    /// <param name="byHeads">P, of the same shape.</param>
    /// <param name="byLayer">What comes back through F, of the same shape.</param>
    /// <param name="stateGradient">G, of the same shape; by the layer's output, then by its input.</param>
    public static void ResidualBackward(
        Device device,
        ArrayView<float> features,
        ArrayView<float> byHeads,
        ArrayView<float> byLayer,
        ArrayView<float> stateGradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(features.Length, byHeads, nameof(byHeads));
        DeviceGuard.Length(features.Length, byLayer, nameof(byLayer));
        DeviceGuard.Length(features.Length, stateGradient, nameof(stateGradient));
        device.Launch(ResidualBackwardOfOne, (int)features.Length, features, byHeads, byLayer, stateGradient);
    }

    /// <summary>
    /// Adds what a report is about to sums of every example's: expected log-likelihood under q(z | x), bound, expected depth.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="shares">q / B, shape [L + 1, B].</param>
    /// <param name="crossEntropy">Shape [L + 1, B].</param>
    /// <param name="bounds">Shape [B].</param>
    /// <param name="totals">Shape [3, B], changed.</param>
    public static void AddToTotals(
        Device device,
        DepthNetworkSize size,
        ArrayView<float> shares,
        ArrayView<float> crossEntropy,
        ArrayView<float> bounds,
        ArrayView<double> totals)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(size.Rows, shares, nameof(shares));
        DeviceGuard.Length(size.Rows, crossEntropy, nameof(crossEntropy));
        DeviceGuard.Length(size.Examples, bounds, nameof(bounds));
        DeviceGuard.Length(3L * size.Examples, totals, nameof(totals));
        device.Launch(AddExampleToTotals, size.Examples, size, shares, crossEntropy, bounds, totals);
    }

    private static void CheckHalting(
        Device device, DepthNetworkSize size, ArrayView<float> logits, ArrayView<float> weights, ArrayView<float> features)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length((long)size.Layers * size.Examples, logits, nameof(logits));
        DeviceGuard.Length((long)size.Layers * (size.Width + 1), weights, nameof(weights));
        DeviceGuard.Length((long)size.Rows * size.Width, features, nameof(features));
    }

    // One work item: one example's label at one depth.
    private static void GatherLabel(
        Index1D i, int examples, ArrayView<int> labels, ArrayView<int> places, ArrayView<int> rows)
    {
        int place = places[i % examples];
        rows[i] = place < 0 ? 0 : labels[place];
    }

    // One work item: one feature of one example.
    private static void AddResidualToOne(
        Index1D i, ArrayView<float> residual, ArrayView<float> state, ArrayView<float> features)
    {
        float h = state[i] + residual[i];
        state[i] = h;
        features[i] = h > 0f ? h : 0f;
    }

    // One work item: one logit, its features in a loop: eight sums, since each would wait for its last addition.
    private static void HaltingLogitOfOne(
        Index1D i, int width, int rows, ArrayView<float> features, ArrayView<float> weights, ArrayView<float> logits)
    {
        int w = i / rows * (width + 1);
        int r = i * width;
        float a = 0f, b = 0f, c = 0f, d = 0f, e = 0f, f = 0f, g = 0f, h = 0f;
        int k = 0;
        for (; k + 8 <= width; k += 8)
        {
            a += features[r + k] * weights[w + k];
            b += features[r + k + 1] * weights[w + k + 1];
            c += features[r + k + 2] * weights[w + k + 2];
            d += features[r + k + 3] * weights[w + k + 3];
            e += features[r + k + 4] * weights[w + k + 4];
            f += features[r + k + 5] * weights[w + k + 5];
            g += features[r + k + 6] * weights[w + k + 6];
            h += features[r + k + 7] * weights[w + k + 7];
        }

        float sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
        for (; k < width; k++)
        {
            sum += features[r + k] * weights[w + k];
        }

        logits[i] = sum + weights[w + width];
    }

    // One work item: one number.
    private static void ScaleOne(Index1D i, int columns, ArrayView<float> factors, ArrayView<float> matrix) =>
        matrix[i] = factors[i / columns] * matrix[i];

    // One work item: one feature of one example at one depth.
    private static void AddHaltingToOne(
        Index1D i,
        DepthNetworkSize size,
        ArrayView<float> logitGradient,
        ArrayView<float> weights,
        ArrayView<float> featureGradient)
    {
        int row = i / size.Width;
        int weight = (row / size.Examples * (size.Width + 1)) + (i % size.Width);
        featureGradient[i] += logitGradient[row] * weights[weight];
    }

    // One work item: one weight, the examples in a loop.
    private static void HaltingWeightOfOne(
        Index1D i,
        DepthNetworkSize size,
        ArrayView<float> logitGradient,
        ArrayView<float> features,
        ArrayView<float> weightGradient)
    {
        int k = i % (size.Width + 1);
        int row = i / (size.Width + 1) * size.Examples;
        int end = row + size.Examples;
        bool isBias = k == size.Width;
        int feature = (row * size.Width) + (isBias ? 0 : k);
        float sum = 0f;
        for (; row < end; row++)
        {
            sum += logitGradient[row] * (isBias ? 1f : features[feature]);
            feature += size.Width;
        }

        weightGradient[i] = sum;
    }

    // One work item: one example.
    private static void AddExampleToTotals(
        Index1D b,
        DepthNetworkSize size,
        ArrayView<float> shares,
        ArrayView<float> crossEntropy,
        ArrayView<float> bounds,
        ArrayView<double> totals)
    {
        double logLikelihood = 0;
        double depth = 0;
        for (int l = 0; l <= size.Layers; l++)
        {
            int row = (l * size.Examples) + b;
            double q = (double)shares[row] * size.Examples;
            logLikelihood -= q * crossEntropy[row];
            depth += q * l;
        }

        totals[b] += logLikelihood;
        totals[b + size.Examples] += bounds[b];
        totals[b + (2 * size.Examples)] += depth;
    }

    // One work item: one feature of one example.
    private static void ResidualBackwardOfOne(
        Index1D i,
        ArrayView<float> features,
        ArrayView<float> byHeads,
        ArrayView<float> byLayer,
        ArrayView<float> stateGradient)
    {
        float own = byHeads[i] + byLayer[i];
        stateGradient[i] += features[i] > 0f ? own : 0f;
    }
}
