using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Inference;

/// <summary>Log-sum-exp of one row inside a kernel.</summary>
internal static class DeviceLogSumExp
{
    /// <summary>The position of a row's largest value, or of its first NaN.</summary>
    public static int IndexOfLargest(ArrayView<float> values, int start, int width)
    {
        int index = start;
        float largest = values[start];
        for (int i = start + 1; i < start + width; i++)
        {
            float value = values[i];
            // A NaN fails every comparison: it takes the place, and then keeps it.
            bool stays = value <= largest || XMath.IsNaN(largest);
            index = stays ? index : i;
            largest = stays ? largest : value;
        }

        return index;
    }

    /// <summary>ln(1 + sum over the others of exp(value - largest)).</summary>
    public static float LogOfSumOverLargest(ArrayView<float> values, int start, int width, int largest)
    {
        double others = 0;
        for (int i = start; i < start + width; i++)
        {
            others += i == largest ? 0f : DeviceMath.Exp(values[i] - values[largest]);
        }

        return DeviceMath.LogOnePlus((float)others);
    }
}
