namespace BayesBench.Kernels.Gradients;

/// <content>At a noise and its mirror image: f f = (d^2 - s^2 e^2)^2, f' f' = 4 (d^2 - s^2 e^2).</content>
internal readonly partial struct QuadraticObjective
{
    public static MirroredExpectations Mirrored(float k, float mean, float standardDeviation)
    {
        float d2 = (mean - k) * (mean - k);
        float s2 = standardDeviation * standardDeviation;
        return new MirroredExpectations
        {
            First = (d2 * d2) - (6f * d2 * s2) + (15f * s2 * s2),
            Second = (2f * d2 * d2) - (20f * d2 * s2) + (78f * s2 * s2),
            Slopes = 4f * (d2 - s2),
            SlopesNoise = 4f * (d2 - (3f * s2)),
        };
    }
}
