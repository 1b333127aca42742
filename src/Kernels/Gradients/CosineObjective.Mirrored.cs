using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <content>At a noise and its mirror image: 2 f f = cos(2t) + cos(2 a e), 2 f' f' = k^2 (cos(2 a e) - cos(2t)).</content>
internal readonly partial struct CosineObjective
{
    public static MirroredExpectations Mirrored(float k, float mean, float standardDeviation)
    {
        float a2 = k * standardDeviation * (k * standardDeviation);
        float decay = DeviceMath.Exp(-2f * a2);
        float cosineOfTwice = DeviceMath.Cos(2f * k * mean);
        float of2 = (1f - (4f * a2)) * decay;
        float of4 = ((16f * a2 * a2) - (16f * a2) + 2f) * decay;
        return new MirroredExpectations
        {
            First = 0.5f * (cosineOfTwice + of2),
            Second = cosineOfTwice + (0.5f * of4),
            Slopes = 0.5f * k * k * (decay - cosineOfTwice),
            SlopesNoise = 0.5f * k * k * (of2 - cosineOfTwice),
        };
    }
}
