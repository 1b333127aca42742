using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Inference;

/// <summary>Divergences of scalar laws inside a kernel.</summary>
internal static class DeviceKullbackLeibler
{
    /// <summary>KL of two normal laws.</summary>
    public static float Normal(float mean, float standardDeviation, float otherMean, float otherStandardDeviation)
    {
        float shift = (mean - otherMean) / otherStandardDeviation;
        return 0.5f * ((shift * shift) + Spread(standardDeviation, otherStandardDeviation));
    }

    /// <summary>r - 1 - ln r, r the ratio of the variances.</summary>
    private static float Spread(float standardDeviation, float otherStandardDeviation)
    {
        // Close to equality the difference is exact, the ratio is not.
        float relative = (standardDeviation - otherStandardDeviation) / otherStandardDeviation;
        if (XMath.Abs(relative) < 0.25f)
        {
            float ratio = 1f + relative;
            return DeviceDeviance.Value(1f, ratio * ratio, -relative * (2f + relative));
        }

        float quotient = standardDeviation / otherStandardDeviation;
        return (quotient * quotient) - 1f
            - (2f * DeviceDeviance.LogOfQuotient(standardDeviation, otherStandardDeviation));
    }
}
