using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>What the exact moments of the estimators for the Bernoulli law share: a gradient and a variance for every point.</summary>
internal static class BernoulliPoints
{
    public static void Launch(
        Device device,
        Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>> momentsOfOne,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        device.Launch(momentsOfOne, (int)target.Length, target, logit, gradient, variance);
    }

    /// <summary>Of a biased estimator: its mean, too.</summary>
    public static void Launch(
        Device device,
        Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>> momentsOfOne,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        DeviceGuard.Length(target.Length, mean, nameof(mean));
        device.Launch(momentsOfOne, (int)target.Length, target, logit, gradient, variance, mean);
    }
}
