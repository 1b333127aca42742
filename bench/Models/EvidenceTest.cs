using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Models;

/// <summary>How a model describes the test images, which are made binary once, alike for every model and seed.</summary>
/// <param name="NegativeLogLikelihood">Of an image, in nats: by importance draws, so above the truth on average.</param>
/// <param name="StandardError">Of that as a mean over images.</param>
/// <param name="MonteCarloError">The part of it that more draws would take away.</param>
/// <param name="EffectiveSampleSize">Mean over images.</param>
/// <param name="LeastEffectiveSampleSize">The smallest of an image.</param>
/// <param name="ActiveUnits">Latent numbers whose posterior mean has a variance above 0.01 over the images.</param>
public sealed record EvidenceScore(
    double NegativeLogLikelihood,
    double StandardError,
    double MonteCarloError,
    double EffectiveSampleSize,
    double LeastEffectiveSampleSize,
    int ActiveUnits);

/// <summary>Tests a model by importance sampling.</summary>
public static class EvidenceTest
{
    private const int ImagesOfPart = 500;

    // Some 600 MB of logits and what belongs to them.
    private const int MostRows = 40_000;

    private const double ActiveVariance = 0.01;

    private static readonly DeviceKey TestKey = new(0xB1A2, 0x7E57);

    /// <summary>Tests parameters.</summary>
    /// <param name="device">Where.</param>
    /// <param name="digits">Whose test images.</param>
    /// <param name="options">How many of them, draws and sizes.</param>
    /// <param name="parameters">Encoder first.</param>
    /// <param name="part">Takes a part's name and its work, and gives what the work gave, now or in an earlier run.</param>
    /// <param name="progress">Told which share is done.</param>
    public static EvidenceScore Run(
        Device device,
        Digits digits,
        EvidenceOptions options,
        float[] parameters,
        Func<string, Func<EvidenceOfImages>, EvidenceOfImages> part,
        Action<double> progress)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(progress);
        int count = Math.Min(options.TestImages, digits.TestLabels.Length);
        using var binary = new DeviceBinaryImages(device, digits.TestImages.AsSpan(0, count * Digits.Pixels), Digits.Pixels);
        ArrayView<float> images = binary.Draw(TestKey, 0, [.. Enumerable.Range(0, count)]);
        using var model = new DeviceVariationalAutoencoder(
            device, NetworkDescription.Parse(options.Encoder, Digits.Pixels), NetworkDescription.Parse(options.Decoder, options.Latents),
            Math.Max(1, MostRows / options.Draws), options.Draws);
        model.SetParameters(parameters);
        var parts = new List<EvidenceOfImages>();
        for (int first = 0; first < count; first += ImagesOfPart)
        {
            progress((double)first / count);
            int start = first, length = Math.Min(ImagesOfPart, count - first);
            parts.Add(part(
                Support.Format.Invariant($"test images {first} to {first + length - 1}"),
                () => model.LogEvidence(images.SubView(start * Digits.Pixels, length * Digits.Pixels), 1, TestKey, firstStep: start)));
        }

        double[] values = [.. parts.SelectMany(one => one.Value).Select(value => (double)value)];
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        float[] sizes = [.. parts.SelectMany(one => one.EffectiveSampleSize)];
        return new EvidenceScore(
            -mean,
            Math.Sqrt(squares / (count - 1.0) / count),
            Math.Sqrt(parts.SelectMany(one => one.StandardError).Sum(error => (double)error * error)) / count,
            sizes.Average(size => (double)size),
            sizes.Min(),
            ActiveUnits(model.Encode(images), options.Latents));
    }

    private static int ActiveUnits(float[] codes, int latents)
    {
        float[][] rows = [.. codes.Chunk(2 * latents)];
        return Enumerable.Range(0, latents).Count(unit =>
        {
            double mean = rows.Average(row => (double)row[unit]);
            return rows.Average(row => (row[unit] - mean) * (row[unit] - mean)) > ActiveVariance;
        });
    }
}
