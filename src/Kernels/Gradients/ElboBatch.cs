using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Many points: a posterior and a q each.</summary>
internal readonly struct ElboBatch
{
    public ElboBatch(
        Device device,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(posteriorMean.Length, posteriorStandardDeviation, nameof(posteriorStandardDeviation));
        DeviceGuard.Length(posteriorMean.Length, mean, nameof(mean));
        DeviceGuard.Length(posteriorMean.Length, standardDeviation, nameof(standardDeviation));
        (Device, PosteriorMean, PosteriorStandardDeviation) = (device, posteriorMean, posteriorStandardDeviation);
        (Mean, StandardDeviation) = (mean, standardDeviation);
    }

    public Device Device { get; }

    public int Count => (int)Mean.Length;

    public ArrayView<float> PosteriorMean { get; }

    public ArrayView<float> PosteriorStandardDeviation { get; }

    public ArrayView<float> Mean { get; }

    public ArrayView<float> StandardDeviation { get; }

    /// <summary>Launches one call of an estimator for every point, on noise that was given.</summary>
    public void LaunchCall<TEstimator>(int samples, ArrayView<float> noise, ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, ElboProblem>
    {
        DeviceGuard.Length((long)Count * samples, noise, nameof(noise));
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        Device.Launch(
            OneCall<TEstimator>, Count, PosteriorMean, PosteriorStandardDeviation, Mean, StandardDeviation, samples, noise, gradient);
    }

    /// <summary>Launches an estimator's exact moments for every point.</summary>
    public void LaunchMoments(
        Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>> ofOne,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        DeviceGuard.Length(2L * Count, variance, nameof(variance));
        Device.Launch(ofOne, Count, PosteriorMean, PosteriorStandardDeviation, Mean, StandardDeviation, gradient, variance);
    }

    // One work item: one call of the estimator.
    private static void OneCall<TEstimator>(
        Index1D i,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, ElboProblem>
    {
        var problem = new ElboProblem(posteriorMean[i], posteriorStandardDeviation[i], mean[i], standardDeviation[i]);
        TEstimator call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            call = TEstimator.Add(call, problem, noise[(i * samples) + sample], sample);
        }

        DeviceGradient g = TEstimator.Result(call, problem, samples);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }
}
