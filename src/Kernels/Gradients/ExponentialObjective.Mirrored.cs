using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <content>At a noise and its mirror image: under f f the noise is normal, of mean 0 and a smaller variance.</content>
internal readonly partial struct ExponentialObjective
{
    public static MirroredExpectations Mirrored(float k, float mean, float standardDeviation)
    {
        float s2 = standardDeviation * standardDeviation;
        float rest = 1f / (1f + (4f * k * s2));
        float weight = DeviceMath.Exp(-2f * k * mean * mean) * XMath.Sqrt(rest);
        float slopes = 4f * k * k * weight;
        return new MirroredExpectations
        {
            First = weight * rest,
            Second = weight * ((3f * rest * rest) - (2f * rest) + 1f),
            Slopes = slopes * ((mean * mean) - (s2 * rest)),
            SlopesNoise = slopes * rest * ((mean * mean) - (3f * s2 * rest)),
        };
    }
}
