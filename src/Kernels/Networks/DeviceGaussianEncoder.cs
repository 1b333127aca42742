using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>The laws of a code inside a kernel; b is the example, k the draw.</summary>
internal static class DeviceGaussianEncoder
{
    private const uint Stream = 0x0E00;

    /// <summary>The standard normal number of latent i.</summary>
    public static float Noise(EncoderSize size, int b, int i, int k, DeviceKey key, int step) =>
        DeviceNoise.Normal((b * size.Latents) + i, Stream, step, k, key);

    /// <summary>L[i][i].</summary>
    public static float Deviation(EncoderSize size, ArrayView<float> code, int b, int i) =>
        DeviceMath.Exp(0.5f * code[(b * size.Width) + size.Latents + i]);

    /// <summary>Latent i at a draw, whose own noise is known already.</summary>
    public static float Latent(EncoderSize size, ArrayView<float> code, int b, int i, float noise, int k, DeviceKey key, int step)
    {
        float z = code[(b * size.Width) + i] + (Deviation(size, code, b, i) * noise);
        int below = size.Width > 2 * size.Latents ? i : 0;
        int lower = (b * size.Width) + (2 * size.Latents) + (i * (i - 1) / 2);
        for (int j = 0; j < below; j++)
        {
            z += code[lower + j] * Noise(size, b, j, k, key, step);
        }

        return z;
    }

    /// <summary>ln p(z) - ln q(z) at a draw: its terms in float, their sum in double.</summary>
    public static double LogRatio(EncoderSize size, ArrayView<float> code, int b, int k, DeviceKey key, int step)
    {
        double twice = 0;
        for (int i = 0; i < size.Latents; i++)
        {
            double noise = Noise(size, b, i, k, key, step);
            double z = Latent(size, code, b, i, (float)noise, k, key, step);
            twice += (noise * noise) - (z * z) + code[(b * size.Width) + size.Latents + i];
        }

        return 0.5 * twice;
    }

    /// <summary>KL(q || N(0, I)).</summary>
    public static double Divergence(EncoderSize size, ArrayView<float> code, int b)
    {
        int start = b * size.Width;
        ArrayView<float> logVariance = code.SubView(size.Latents, code.Length - size.Latents);
        double twice = KullbackLeiblerKernels.TwiceToStandardNormal(code, logVariance, start, size.Latents);
        for (int w = start + (2 * size.Latents); w < start + size.Width; w++)
        {
            twice += code[w] * code[w];
        }

        return 0.5 * twice;
    }

    /// <summary>The derivative of the divergence by number w of the code's row.</summary>
    public static float DivergenceSlope(EncoderSize size, ArrayView<float> code, int b, int w)
    {
        float number = code[(b * size.Width) + w];
        bool isLogVariance = (w >= size.Latents) & (w < 2 * size.Latents);
        return isLogVariance ? 0.5f * (number + DeviceDeviance.ExpBeyondLinear(number)) : number;
    }
}
