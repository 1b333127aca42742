using BayesBench.Kernels.Models;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Models;

/// <summary>A sigmoid belief net for digits: its data and where training begins.</summary>
public static class BeliefNetTraining
{
    private const uint DecoderStream = 0x0D10, EncoderStream = 0x0D11;

    /// <summary>Black and white: a pixel is 1 from one half on.</summary>
    public static float[] Binary(float[] grey)
    {
        ArgumentNullException.ThrowIfNull(grey);
        return Array.ConvertAll(grey, pixel => pixel < 0.5f ? 0f : 1f);
    }

    /// <summary>
    /// Random weights of variance 2 / (D + H), after Glorot and Bengio (2010), even priors and encoder biases; the decoder's biases
    /// are the pixels' own log-odds.
    /// </summary>
    /// <param name="net">The net.</param>
    /// <param name="images">Binary images, shape [N, D].</param>
    /// <param name="seed">Same seed, same weights.</param>
    public static void Initialise(DeviceSigmoidBeliefNet net, float[] images, int seed)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(images);
        (int pixels, int latents) = (net.Size.Pixels, net.Size.Latents);
        float[] means = Means(images, pixels);
        double deviation = Math.Sqrt(2.0 / (pixels + latents));
        double[] Weights(uint stream) => Normal.Draw(0, deviation, PhiloxKey.From((ulong)seed), stream, 0, pixels * latents);
        int count = images.Length / pixels;
        IEnumerable<float> decoder = Weights(DecoderStream).Chunk(latents).SelectMany((row, d) =>
        {
            // A pixel that is never 1, or always, counts as once the other.
            double ones = Math.Clamp(means[d] * count, 1, count - 1);
            return row.Append(Math.Log(ones / (count - ones))).Select(weight => (float)weight);
        });
        IEnumerable<float> encoder = Weights(EncoderStream).Chunk(pixels)
            .SelectMany(row => row.Append(0).Select(weight => (float)weight));
        net.SetPixelMeans(means);
        net.SetParameters([.. new float[latents], .. decoder, .. encoder]);
    }

    private static float[] Means(float[] images, int pixels)
    {
        var sums = new double[pixels];
        for (int i = 0; i < images.Length; i++)
        {
            sums[i % pixels] += images[i];
        }

        return Array.ConvertAll(sums, sum => (float)(sum * pixels / images.Length));
    }
}
