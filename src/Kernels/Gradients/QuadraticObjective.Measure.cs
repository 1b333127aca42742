namespace BayesBench.Kernels.Gradients;

/// <content>Under the laws of the measure-valued estimators: their even moments are 2, 8 (W) and 3, 15 (M).</content>
internal readonly partial struct QuadraticObjective
{
    // Var W.
    private const float RayleighVariance = 0.429203673f;

    public static MeasureExpectations Measure(float k, float mean, float standardDeviation)
    {
        float d = mean - k;
        float s2 = standardDeviation * standardDeviation;
        float cross = d * d * s2;
        float s4 = s2 * s2;
        return new MeasureExpectations
        {
            RayleighDifference = 32f * cross,
            MaxwellDifference = (4f * cross) + (8f * s4),
            RayleighVariances = (8f * RayleighVariance * cross) + (8f * s4),
            MaxwellVariances = (16f * cross) + (8f * s4),
        };
    }
}
