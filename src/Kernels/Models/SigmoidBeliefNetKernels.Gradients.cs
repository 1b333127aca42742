using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>Gradients by the encoder's logits, of every image by its own: shape [H, image stride], 0 in the padding.</content>
public static partial class SigmoidBeliefNetKernels
{
    /// <summary>
    /// Leave-one-out's coefficients <c>(f[s] - mean f) / (S - 1)</c> of every image, which times the scores add up to the
    /// unbiased sample covariance of objective and score.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes, of at least 2 draws.</param>
    /// <param name="objective">Shape [B S]; the coefficients take its place.</param>
    public static void LeaveOneOutCoefficients(Device device, BeliefNetSize size, ArrayView<double> objective)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(2, size.Draws, nameof(size.Draws));
        DeviceGuard.Length(size.Columns, objective, nameof(objective));
        device.Launch(LeaveOneOutOfImage, size.Images, size, objective);
    }

    /// <summary>
    /// The exact bound of every image, <c>E f</c>, and the coefficients <c>q (f - E f)</c> that times the scores add up to its
    /// exact gradient, where the draws are all states.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes, of 2^H draws.</param>
    /// <param name="states">Shape [H + 1, stride].</param>
    /// <param name="logits">The encoder's, shape [H, image stride].</param>
    /// <param name="objective">Shape [B S]; the coefficients take its place.</param>
    /// <param name="bound">Shape [B], written.</param>
    public static void EnumerationCoefficients(
        Device device,
        BeliefNetSize size,
        ArrayView<float> states,
        ArrayView<float> logits,
        ArrayView<double> objective,
        ArrayView<double> bound)
    {
        CheckStates(device, size, states);
        CheckLogits(size, logits, nameof(logits));
        DeviceGuard.SameLength(1L << size.Latents, size.Draws, nameof(size.Draws));
        DeviceGuard.Length(size.Columns, objective, nameof(objective));
        DeviceGuard.Length(size.Images, bound, nameof(bound));
        device.Launch(EnumerationOfImage, size.Images, size, states, logits, objective, bound);
    }

    /// <summary>Coefficients times scores, <c>sum_s coefficient[s] (b_s[h] - q[h])</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="states">Shape [H + 1, stride].</param>
    /// <param name="logits">The encoder's, shape [H, image stride].</param>
    /// <param name="coefficient">Shape [B S]; the objective itself for the score function of one draw.</param>
    /// <param name="gradient">Shape [H, image stride], written.</param>
    public static void ScoreGradient(
        Device device,
        BeliefNetSize size,
        ArrayView<float> states,
        ArrayView<float> logits,
        ArrayView<double> coefficient,
        ArrayView<float> gradient)
    {
        CheckGradient(device, size, states, logits, coefficient, gradient);
        device.Launch(ScoreGradientOfOne, (int)gradient.Length, size, states, logits, coefficient, gradient);
    }

    /// <summary>ARM: <c>(f(c) - f(b)) (u[h] - 1/2)</c> of one antithetic pair, the uniform numbers drawn again.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes, of 2 draws.</param>
    /// <param name="objective">Shape [2 B].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="gradient">Shape [H, image stride], written.</param>
    public static void AugmentReinforceMergeGradient(
        Device device, BeliefNetSize size, ArrayView<double> objective, DeviceKey key, int step, ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.SameLength(2, size.Draws, nameof(size.Draws));
        DeviceGuard.Length(size.Columns, objective, nameof(objective));
        CheckLogits(size, gradient, nameof(gradient));
        device.Launch(MergeGradientOfOne, (int)gradient.Length, size, objective, key, step, gradient);
    }

    /// <summary>DisARM: <c>1/2 (f(b) - f(c)) (b[h] - c[h]) max(q[h], 1 - q[h])</c> of one antithetic pair.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes, of 2 draws.</param>
    /// <param name="states">Shape [H + 1, stride].</param>
    /// <param name="logits">The encoder's, shape [H, image stride].</param>
    /// <param name="objective">Shape [2 B].</param>
    /// <param name="gradient">Shape [H, image stride], written.</param>
    public static void DisArmGradient(
        Device device,
        BeliefNetSize size,
        ArrayView<float> states,
        ArrayView<float> logits,
        ArrayView<double> objective,
        ArrayView<float> gradient)
    {
        DeviceGuard.SameLength(2, size.Draws, nameof(size.Draws));
        CheckGradient(device, size, states, logits, objective, gradient);
        device.Launch(DisArmGradientOfOne, (int)gradient.Length, size, states, logits, objective, gradient);
    }

    private static void CheckGradient(
        Device device,
        BeliefNetSize size,
        ArrayView<float> states,
        ArrayView<float> logits,
        ArrayView<double> objective,
        ArrayView<float> gradient)
    {
        CheckStates(device, size, states);
        CheckLogits(size, logits, nameof(logits));
        CheckLogits(size, gradient, nameof(gradient));
        DeviceGuard.Length(size.Columns, objective, nameof(objective));
    }

    // One work item: one image, its draws in a loop.
    private static void LeaveOneOutOfImage(Index1D b, BeliefNetSize size, ArrayView<double> objective)
    {
        double sum = 0;
        for (int column = b; column < size.Columns; column += size.Images)
        {
            sum += objective[column];
        }

        double mean = sum / size.Draws;
        for (int column = b; column < size.Columns; column += size.Images)
        {
            objective[column] = (objective[column] - mean) / (size.Draws - 1);
        }
    }

    // One work item: one image, all states in a loop; their probabilities are found twice, not kept.
    private static void EnumerationOfImage(
        Index1D b,
        BeliefNetSize size,
        ArrayView<float> states,
        ArrayView<float> logits,
        ArrayView<double> objective,
        ArrayView<double> bound)
    {
        double mean = 0;
        for (int column = b; column < size.Columns; column += size.Images)
        {
            mean += Probability(b, column, size, states, logits) * objective[column];
        }

        bound[b] = mean;
        for (int column = b; column < size.Columns; column += size.Images)
        {
            objective[column] = Probability(b, column, size, states, logits) * (objective[column] - mean);
        }
    }

    private static double Probability(
        int b, int column, BeliefNetSize size, ArrayView<float> states, ArrayView<float> logits)
    {
        double product = 1;
        for (int h = 0; h < size.Latents; h++)
        {
            float sign = (2f * states[(h * size.Stride) + column]) - 1f;
            product *= DeviceMath.Sigmoid(sign * logits[(h * size.ImageStride) + b]);
        }

        return product;
    }

    // One work item: one unit of one image, the draws in a loop.
    private static void ScoreGradientOfOne(
        Index1D i,
        BeliefNetSize size,
        ArrayView<float> states,
        ArrayView<float> logits,
        ArrayView<double> coefficient,
        ArrayView<float> gradient)
    {
        int imageStride = size.ImageStride;
        int b = i % imageStride;
        int end = b < size.Images ? size.Columns : 0;
        int state = i / imageStride * size.Stride;
        // The score is 1 - q or -q, both without cancellation.
        float one = DeviceMath.Sigmoid(-logits[i]);
        float zero = -DeviceMath.Sigmoid(logits[i]);
        double sum = 0;
        for (int column = b; column < end; column += size.Images)
        {
            float score = states[state + column] > 0f ? one : zero;
            sum += coefficient[column] * score;
        }

        gradient[i] = (float)sum;
    }

    // One work item: one unit of one image.
    private static void MergeGradientOfOne(
        Index1D i, BeliefNetSize size, ArrayView<double> objective, DeviceKey key, int step, ArrayView<float> gradient)
    {
        int imageStride = size.ImageStride;
        int b = i % imageStride;
        float value = 0;
        if (b < size.Images)
        {
            int element = (b * size.Latents) + (i / imageStride);
            float uniform = DeviceNoise.Uniform(element, BeliefNetStreams.States, step, 0, key);
            value = (float)((objective[b + size.Images] - objective[b]) * (uniform - 0.5f));
        }

        gradient[i] = value;
    }

    // One work item: one unit of one image.
    private static void DisArmGradientOfOne(
        Index1D i,
        BeliefNetSize size,
        ArrayView<float> states,
        ArrayView<float> logits,
        ArrayView<double> objective,
        ArrayView<float> gradient)
    {
        int imageStride = size.ImageStride;
        int b = i % imageStride;
        float value = 0;
        if (b < size.Images)
        {
            int state = (i / imageStride * size.Stride) + b;
            float tilt = states[state] - states[state + size.Images];
            float t = logits[i];
            float commoner = DeviceMath.Sigmoid(t < 0f ? -t : t);
            value = (float)(0.5 * (objective[b] - objective[b + size.Images]) * tilt * commoner);
        }

        gradient[i] = value;
    }
}
