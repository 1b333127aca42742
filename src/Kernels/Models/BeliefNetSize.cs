using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Models;

/// <summary>The sizes of a sigmoid belief net and of the batch it works on.</summary>
/// <param name="Pixels">D, binary numbers of one image.</param>
/// <param name="Latents">H, latent units.</param>
/// <param name="Images">B, images of the batch.</param>
/// <param name="Draws">S, latent states held of every image.</param>
public readonly record struct BeliefNetSize(int Pixels, int Latents, int Images, int Draws)
{
    /// <summary>B S: draw s of image b is column <c>s B + b</c> of everything that the decoder works on.</summary>
    public int Columns => Images * Draws;

    /// <summary>The images as arrays hold them: a whole number of lanes.</summary>
    public int ImageStride => Padded(Images);

    /// <summary>The columns as arrays hold them: a whole number of lanes.</summary>
    public int Stride => Padded(Columns);

    /// <summary>The encoder as a linear layer: images in, logits of latent units out.</summary>
    public ClassifierSize Encoder => new(Pixels, Latents, Images);

    /// <summary>The decoder as a linear layer: latent states in, logits of pixels out.</summary>
    public ClassifierSize Decoder => new(Latents, Pixels, Columns);

    private static int Padded(int count) => (count + Lanes.Count - 1) / Lanes.Count * Lanes.Count;
}
