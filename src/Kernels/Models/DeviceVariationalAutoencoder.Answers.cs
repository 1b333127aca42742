using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Runtime;
using Between = BayesBench.Kernels.Models.VariationalAutoencoderKernels;

namespace BayesBench.Kernels.Models;

/// <summary>Log-evidences of images, and how far they are to be trusted.</summary>
/// <param name="Value">Shape [N], in nats.</param>
/// <param name="StandardError">Shape [N], in nats; NaN from one draw.</param>
/// <param name="EffectiveSampleSize">Shape [N].</param>
public sealed record EvidenceOfImages(float[] Value, float[] StandardError, float[] EffectiveSampleSize);

/// <content>What a model is asked once it is trained: without noise in the layers, and waiting for the device.</content>
public sealed partial class DeviceVariationalAutoencoder
{
    /// <summary>The codes of images.</summary>
    /// <param name="images">On the device, shape [N, D], each in [0, 1].</param>
    /// <returns>Shape [N, W]: mean, log-variance and lower of every image.</returns>
    public float[] Encode(ArrayView<float> images)
    {
        int count = Count(images);
        var codes = new float[count * Encoder.Outputs];
        for (int first = 0; first < count; first += LargestBatch)
        {
            Borrow(images, first);
            ArrayView<float> code = _encoder.Forward(new LayerPass(_examples, LayerMode.Mean), Images);
            Read(code, codes.AsSpan(first * Encoder.Outputs, (int)code.Length));
        }

        return codes;
    }

    /// <summary>What the decoder makes of latent numbers.</summary>
    /// <param name="latents">Shape [N, Z].</param>
    /// <returns>The pixels' means, shape [N, D].</returns>
    public float[] Decode(ReadOnlySpan<float> latents)
    {
        DeviceGuard.AtLeastOne(latents.Length, nameof(latents));
        using DeviceArray<float> all = _device.Upload(latents);
        DeviceGuard.RowsOf(Latents, all.View, nameof(latents));
        int count = latents.Length / Latents, most = LargestBatch * Draws;
        var means = new float[count * Pixels];
        for (int first = 0; first < count; first += most)
        {
            int rows = Math.Min(most, count - first);
            ArrayView<float> logits = _decoder.Forward(
                new LayerPass(rows, LayerMode.Mean), all.View.SubView(first * Latents, rows * Latents));
            ArrayView<float> pixels = _slopes.View.SubView(0, rows * Pixels);
            ActivationKernels.Sigmoid(_device, logits, pixels);
            Read(pixels, means.AsSpan(first * Pixels, rows * Pixels));
        }

        return means;
    }

    /// <summary>Images again, through the means of their codes.</summary>
    /// <param name="images">On the device, shape [N, D], each in [0, 1].</param>
    /// <returns>The pixels' means, shape [N, D].</returns>
    public float[] Reconstruct(ArrayView<float> images) => Decode(Means(Encode(images)));

    /// <summary>Images from the model: draws of the prior, decoded.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <returns>The pixels' means, shape [count, D].</returns>
    public float[] Draw(int count, DeviceKey key)
    {
        DeviceGuard.AtLeastOne(count, nameof(count));
        // The code of the prior is 0.
        using DeviceArray<float> code = _device.Upload<float>(new float[count * 2 * Latents]);
        using DeviceArray<float> latent = _device.Allocate<float>(count * Latents);
        GaussianEncoderKernels.Draw(_device, count, 1, Latents, code, key, 0, latent);
        return Decode(latent.ToArray());
    }

    /// <summary>The way from one image to another in a straight line of latent numbers.</summary>
    /// <param name="images">On the device, shape [2, D], each in [0, 1].</param>
    /// <param name="count">Images on the way, both ends among them; at least 2.</param>
    /// <returns>The pixels' means, shape [count, D].</returns>
    public float[] Walk(ArrayView<float> images, int count)
    {
        DeviceGuard.Length(2 * Pixels, images, nameof(images));
        DeviceGuard.AtLeast(2, count, nameof(count));
        float[] ends = Means(Encode(images));
        return Decode([.. from step in Enumerable.Range(0, count)
            let share = (float)step / (count - 1)
            from i in Enumerable.Range(0, Latents)
            select ((1 - share) * ends[i]) + (share * ends[Latents + i])]);
    }

    /// <summary>The mean evidence lower bound of images, from one round of K draws each.</summary>
    /// <param name="images">On the device, shape [N, D], each in [0, 1].</param>
    /// <param name="key">The noise's key.</param>
    /// <returns>In nats.</returns>
    public double Elbo(ArrayView<float> images, DeviceKey key)
    {
        using DeviceArray<float> weights = LogWeights(images, 1, key, 0);
        return weights.ToArray().Average(weight => (double)weight);
    }

    /// <summary>The log-evidence of images by importance sampling from their codes.</summary>
    /// <param name="images">On the device, shape [N, D], each in [0, 1].</param>
    /// <param name="rounds">Rounds of K draws each, at least 1.</param>
    /// <param name="key">The noise's key; a batch and round has its own replicate.</param>
    /// <param name="firstStep">The first replicate: parts of a set that are asked for one by one want their own.</param>
    /// <returns>The estimates.</returns>
    public EvidenceOfImages LogEvidence(ArrayView<float> images, int rounds, DeviceKey key, int firstStep = 0)
    {
        int count = Count(images);
        using DeviceArray<float> weights = LogWeights(images, rounds, key, firstStep);
        using DeviceArray<float> value = _device.Allocate<float>(count), error = _device.Allocate<float>(count);
        using DeviceArray<float> size = _device.Allocate<float>(count);
        ImportanceWeightedKernels.LogEvidence(_device, weights, value, error, size);
        return new EvidenceOfImages(value.ToArray(), error.ToArray(), size.ToArray());
    }

    // Shape [N, rounds K]. Nothing comes back to the host where there is one round, of however many draws.
    private DeviceArray<float> LogWeights(ArrayView<float> images, int rounds, DeviceKey key, int firstStep)
    {
        DeviceGuard.AtLeastOne(rounds, nameof(rounds));
        DeviceGuard.AtLeast(0, firstStep, nameof(firstStep));
        int count = Count(images), step = firstStep;
        DeviceArray<float> weights = _device.Allocate<float>(checked(count * rounds * Draws));
        for (int first = 0; first < count; first += LargestBatch)
        {
            Borrow(images, first);
            var pass = new LayerPass(_examples, LayerMode.Mean, key);
            ArrayView<float> code = _encoder.Forward(pass, Images);
            for (int round = 0; round < rounds; round++, step++)
            {
                GaussianEncoderKernels.Draw(_device, _examples, Draws, Latents, code, key, step, Latent);
                ArrayView<float> logits = _decoder.Forward(OfDraws(pass), Latent);
                ArrayView<float> own = weights.View.SubView(((round * count) + first) * Draws, Rows);
                Between.LogWeights(_device, _examples, Draws, Latents, code, logits, Images, key, step, own);
            }

            // Launches that wait take memory.
            _device.Synchronize();
        }

        if (rounds > 1)
        {
            weights.CopyFrom(RoundsByImage(weights.ToArray(), rounds, count));
        }

        return weights;
    }

    // From shape [rounds, N, K] to [N, rounds, K].
    private float[] RoundsByImage(float[] weights, int rounds, int count)
    {
        var ordered = new float[weights.Length];
        for (int row = 0; row < rounds * count; row++)
        {
            (int round, int image) = Math.DivRem(row, count);
            weights.AsSpan(row * Draws, Draws).CopyTo(ordered.AsSpan(((image * rounds) + round) * Draws));
        }

        return ordered;
    }

    // The means of codes.
    private float[] Means(float[] codes) => [.. codes.Chunk(Encoder.Outputs).SelectMany(code => code[..Latents])];

    private void Read(ArrayView<float> from, Span<float> to)
    {
        lock (_device.Gate)
        {
            _device.Accelerator.Synchronize();
            from.CopyToCPU(ref to[0], from.Length);
        }
    }
}
