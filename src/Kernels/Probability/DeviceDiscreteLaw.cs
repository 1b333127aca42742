using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>One discrete law, a row of values and one of probabilities, inside a kernel.</summary>
internal static class DeviceDiscreteLaw
{
    /// <summary>The mean, in double.</summary>
    public static double Mean(ArrayView<float> values, ArrayView<float> probabilities, int start, int width)
    {
        double sum = 0;
        for (int k = start; k < start + width; k++)
        {
            sum += (double)probabilities[k] * values[k];
        }

        return sum;
    }

    /// <summary>The least value above a bound that can happen; plus infinity where there is none.</summary>
    public static float LeastAbove(
        float bound, ArrayView<float> values, ArrayView<float> probabilities, int start, int width)
    {
        float least = float.PositiveInfinity;
        for (int k = start; k < start + width; k++)
        {
            bool isNearer = probabilities[k] > 0f && values[k] > bound && values[k] < least;
            least = isNearer ? values[k] : least;
        }

        return least;
    }

    /// <summary>The probability of one value, which may stand there more than once.</summary>
    public static double MassAt(
        float value, ArrayView<float> values, ArrayView<float> probabilities, int start, int width)
    {
        double mass = 0;
        for (int k = start; k < start + width; k++)
        {
            mass += values[k] == value ? probabilities[k] : 0f;
        }

        return mass;
    }
}
