using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;

namespace BayesBench.Reference.Models;

/// <summary>A sigmoid belief net with one layer of latent units: their prior and the decoder.</summary>
internal sealed class BeliefNet
{
    private readonly double[] _prior, _decoder;

    public BeliefNet(double[] prior, double[] decoder)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(decoder);
        Guard.NotEmpty<double>(prior);
        Guard.NotEmpty<double>(decoder);
        Guard.Finite(prior);
        Guard.Finite(decoder);
        (_prior, _decoder) = (prior, decoder);
        Pixels = Math.Max(1, decoder.Length / Width);
        Guard.Length(decoder.Length, Pixels * Width, nameof(decoder));
    }

    /// <summary>H.</summary>
    public int Latents => _prior.Length;

    /// <summary>H + 1: the decoder's numbers of one pixel, the bias last.</summary>
    public int Width => Latents + 1;

    /// <summary>D.</summary>
    public int Pixels { get; }

    /// <summary>The images of shape [B, D], row by row.</summary>
    public double[][] Rows(double[] images)
    {
        ArgumentNullException.ThrowIfNull(images);
        Guard.NotEmpty<double>(images);
        Guard.ZeroOrOne(images);
        Guard.Length(images.Length, Math.Max(1, images.Length / Pixels) * Pixels, nameof(images));
        return [.. images.Chunk(Pixels)];
    }

    /// <summary>The images with the encoder's logits, shape [B, H].</summary>
    public BeliefNetImage[] Images(double[] images, double[] logits)
    {
        double[][] rows = Rows(images);
        ArgumentNullException.ThrowIfNull(logits);
        Guard.Finite(logits);
        Guard.Length(logits.Length, rows.Length * Latents, nameof(logits));
        return [.. rows.Zip(logits.Chunk(Latents), (image, own) => new BeliefNetImage(this, image, own))];
    }

    /// <summary>The log-odds of every pixel, <c>sum_h W[d, h] b[h] + c[d]</c>.</summary>
    public double[] PixelLogits(double[] states)
    {
        var logits = new double[Pixels];
        for (int d = 0; d < Pixels; d++)
        {
            double sum = _decoder[(d * Width) + Latents];
            for (int h = 0; h < Latents; h++)
            {
                sum += _decoder[(d * Width) + h] * states[h];
            }

            logits[d] = sum;
        }

        return logits;
    }

    /// <summary><c>ln p(b) + ln p(x | b)</c>.</summary>
    public double LogJoint(double[] image, double[] states) =>
        LogMass(states, _prior) + LogMass(image, PixelLogits(states));

    /// <summary>The log-mass of independent bits of given log-odds.</summary>
    public static double LogMass(double[] bits, double[] logits) =>
        bits.Zip(logits, Bernoulli.LogMassFromLogit).Sum();
}
