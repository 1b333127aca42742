using BayesBench.Data;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>Importance weights in one pass: the draw, the ratio of its densities, the log-likelihood.</summary>
[Headline]
public class VariationalAutoencoderBenchmarks : AutoencoderTermsBenchmark
{
    public override string Id => "variational-autoencoder.log-weights";

    // As the log-likelihood of pixels; noise, deviation and two squares of every latent number.
    public override Cost Cost => new(
        Bytes: (8 * Digits.Pixels) + (8 * Latents) + 4,
        Operations: (20 * Digits.Pixels) + (24 * Latents),
        Normals: Latents);

    [Benchmark(Baseline = true)]
    public double[] Reference() =>
        VariationalAutoencoder.LogWeights(Code, Latents, Logits, Images, new PhiloxKey(1, 2), Step++);

    [Benchmark]
    public void Kernel() => Call(() => VariationalAutoencoderKernels.LogWeights(
        Device, Items, 1, Latents, Arrays[0], Arrays[1], Arrays[2], new DeviceKey(1, 2), Step++, Arrays[3]));
}
