using BayesBench.Data;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>
/// What stands between encoder and decoder in one pass - the draw, the ratio of its densities, the log-likelihood - at MNIST's size
/// with twenty latent numbers: an item is one image.
/// </summary>
[Headline]
public class VariationalAutoencoderBenchmarks : FormulaBenchmark
{
    private const int Latents = 20;

    private double[][] _code = [], _logits = [], _images = [];
    private int _step;

    public override string Id => "variational-autoencoder.log-weights";

    public override int ReferenceItems => Math.Min(Items, 1 << 6);

    public override string Limit => Limits.Elementary;

    // As the log-likelihood of pixels; noise, deviation and two squares of every latent number.
    public override Cost Cost => new(
        Bytes: (8 * Digits.Pixels) + (8 * Latents) + 4,
        Operations: (20 * Digits.Pixels) + (24 * Latents),
        Normals: Latents);

    protected override int CallsVerified => 16;

    protected override void Prepare()
    {
        float[] code = Repeat<float>([.. Enumerable.Range(0, 1009).Select(i => MathF.Sin(i))], Items * 2 * Latents);
        float[] logits = Repeat<float>([.. Enumerable.Range(0, 1013).Select(i => 3 * MathF.Sin(i))], Items * Digits.Pixels);
        float[] images = Repeat<float>([.. Enumerable.Range(0, 1019).Select(i => i % 5 / 4f)], Items * Digits.Pixels);
        Arrays = [Device.Upload<float>(code), Device.Upload<float>(logits), Device.Upload<float>(images), Device.Allocate<float>(Items)];
        _code = Rows(code, 2 * Latents, ReferenceItems);
        _logits = Rows(logits, Digits.Pixels, ReferenceItems);
        _images = Rows(images, Digits.Pixels, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double[] Reference() => VariationalAutoencoder.LogWeights(_code, Latents, _logits, _images, new PhiloxKey(1, 2), _step++);

    [Benchmark]
    public void Kernel() => Call(() => VariationalAutoencoderKernels.LogWeights(
        Device, Items, 1, Latents, Arrays[0], Arrays[1], Arrays[2], new DeviceKey(1, 2), _step++, Arrays[3]));
}
