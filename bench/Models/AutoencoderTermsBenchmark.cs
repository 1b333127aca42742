using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Support;

namespace BayesBench.Models;

/// <summary>What stands between encoder and decoder, at MNIST's size with twenty latent numbers: an item is one image.</summary>
public abstract class AutoencoderTermsBenchmark : FormulaBenchmark
{
    protected const int Latents = 20;

    public override int ReferenceItems => Math.Min(Items, 1 << 6);

    public override string Limit => Limits.Elementary;

    protected override int CallsVerified => 16;

    protected double[][] Code { get; private set; } = [];

    protected double[][] Logits { get; private set; } = [];

    protected double[][] Images { get; private set; } = [];

    /// <summary>The noise's replicate, one a launch.</summary>
    protected int Step { get; set; }

    /// <summary>Arrays: code, logits, images, and of results one number an image.</summary>
    protected override void Prepare()
    {
        float[] code = Repeat<float>([.. Enumerable.Range(0, 1009).Select(i => MathF.Sin(i))], Items * 2 * Latents);
        float[] logits = Repeat<float>([.. Enumerable.Range(0, 1013).Select(i => 3 * MathF.Sin(i))], Items * Digits.Pixels);
        float[] images = Repeat<float>([.. Enumerable.Range(0, 1019).Select(i => i % 5 / 4f)], Items * Digits.Pixels);
        Arrays = [Device.Upload<float>(code), Device.Upload<float>(logits), Device.Upload<float>(images), Device.Allocate<float>(Items)];
        Code = Rows(code, 2 * Latents, ReferenceItems);
        Logits = Rows(logits, Digits.Pixels, ReferenceItems);
        Images = Rows(images, Digits.Pixels, ReferenceItems);
    }
}
