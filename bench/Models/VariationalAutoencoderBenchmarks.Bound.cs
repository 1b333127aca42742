using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>A code's draw, which the decoder will want, and the bound's terms: divergence in closed form and log-likelihood.</summary>
public class VariationalAutoencoderBoundBenchmarks : AutoencoderTermsBenchmark
{
    private DeviceArray<float> _latent = null!;

    public override string Id => "variational-autoencoder.bound-terms";

    // As the log-likelihood of pixels; the code crosses once, the draw once.
    public override Cost Cost => new(
        Bytes: (8 * Digits.Pixels) + (12 * Latents) + 4,
        Operations: (20 * Digits.Pixels) + (36 * Latents),
        Normals: Latents);

    [Benchmark(Baseline = true)]
    public (double[][] Latent, double[] Terms) Reference() => (
        GaussianEncoder.Draw(Code, Latents, 1, new PhiloxKey(1, 2), Step++),
        VariationalAutoencoder.BoundTerms(Code, Latents, Logits, Images));

    [Benchmark]
    public void Kernel() => Call(() =>
    {
        GaussianEncoderKernels.Draw(Device, Items, 1, Latents, Arrays[0], new DeviceKey(1, 2), Step++, _latent);
        VariationalAutoencoderKernels.BoundTerms(Device, Items, 1, Latents, Arrays[0], Arrays[1], Arrays[2], Arrays[3]);
    });

    protected override void Prepare()
    {
        base.Prepare();
        _latent = Own(Device.Allocate<float>(Items * Latents));
    }
}
