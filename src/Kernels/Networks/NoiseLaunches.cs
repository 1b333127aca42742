using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Elementwise passes with a layer's noise, which several layers have in common.</summary>
internal static class NoiseLaunches
{
    /// <summary>result[i] = factor[i] noise[i]; it may be the factor.</summary>
    public static void LaunchTimesNormal(this Device device, LayerNoise noise, ArrayView<float> factor, ArrayView<float> result) => device.Launch(
        ProductWithNormal, (int)result.Length, noise.Key, noise.Stream, noise.ReplicateLow, noise.ReplicateHigh, factor, result);

    /// <summary>result[i] = mean[i] + factor[i] noise[i].</summary>
    public static void LaunchAddNormal(
        this Device device, LayerNoise noise, ArrayView<float> mean, ArrayView<float> factor, ArrayView<float> result) => device.Launch(
        SumWithNormal, (int)result.Length, noise.Key, noise.Stream, noise.ReplicateLow, noise.ReplicateHigh, mean, factor, result);

    /// <summary>result[i] = sign[i] x[i]; it may be x. The signs' stream lies so far behind the noise's.</summary>
    public static void LaunchTimesSign(
        this Device device, LayerNoise noise, uint behind, ArrayView<float> x, ArrayView<float> result) => device.Launch(
        ProductWithSign, (int)result.Length, noise.Key, noise.Stream + behind, noise.ReplicateLow, noise.ReplicateHigh, x, result);

    // One work item: one element.
    private static void ProductWithNormal(
        Index1D i, DeviceKey key, uint stream, int low, int high, ArrayView<float> factor, ArrayView<float> result) =>
        result[i] = factor[i] * DeviceNoise.Normal(i, stream, low, high, key);

    // One work item: one element.
    private static void SumWithNormal(
        Index1D i,
        DeviceKey key,
        uint stream,
        int low,
        int high,
        ArrayView<float> mean,
        ArrayView<float> factor,
        ArrayView<float> result) =>
        result[i] = mean[i] + (factor[i] * DeviceNoise.Normal(i, stream, low, high, key));

    // One work item: one element.
    private static void ProductWithSign(
        Index1D i, DeviceKey key, uint stream, int low, int high, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = DeviceNoise.Sign(i, stream, low, high, key) * x[i];
}
