using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>The entropy of one row of probabilities inside a kernel.</summary>
internal static class DeviceEntropy
{
    /// <summary>-sum p ln p, in double; 0 ln 0 = 0.</summary>
    public static double OfRow(ArrayView<float> probabilities, int start, int width)
    {
        double sum = 0;
        for (int k = start; k < start + width; k++)
        {
            float p = probabilities[k];
            sum += p == 0f ? 0f : -p * DeviceMath.Log(p);
        }

        return sum;
    }
}
