using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>An objective's parameter and a normal law, as kernels take them.</summary>
internal readonly struct NormalProblem(float k, float mean, float standardDeviation)
{
    public readonly float K = k;
    public readonly float Mean = mean;
    public readonly float StandardDeviation = standardDeviation;
    public readonly float Inverse = 1f / standardDeviation;

    /// <summary>The sample of standard normal noise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float At(float noise) => Fused.MultiplyAdd(StandardDeviation, noise, Mean);
}
