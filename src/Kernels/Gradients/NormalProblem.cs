namespace BayesBench.Kernels.Gradients;

/// <summary>An objective's parameter and a normal law, as kernels take them.</summary>
internal readonly struct NormalProblem(float k, float mean, float standardDeviation)
{
    public readonly float K = k;
    public readonly float Mean = mean;
    public readonly float StandardDeviation = standardDeviation;
    public readonly float Inverse = 1f / standardDeviation;
}
