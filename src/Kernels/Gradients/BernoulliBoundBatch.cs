using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Bounds of several Bernoulli samples on a device, one for every point, and what estimators of their gradients run on them.</summary>
internal readonly struct BernoulliBoundBatch
{
    private readonly Device _device;
    private readonly ArrayView<float> _posteriorLogit;
    private readonly ArrayView<float> _logit;
    private readonly int _samples;

    public BernoulliBoundBatch(Device device, ArrayView<float> posteriorLogit, ArrayView<float> logit, int samples)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(posteriorLogit.Length, logit, nameof(logit));
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        (_device, _posteriorLogit, _logit, _samples) = (device, posteriorLogit, logit, samples);
    }

    /// <summary>The sampler of an estimator at one point.</summary>
    public static GradientSampler Sampler<TEstimator>(float posteriorLogit, float logit, int samples)
        where TEstimator : unmanaged, IEstimator<TEstimator, BernoulliBoundProblem>
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return GradientSampler.Of<TEstimator, BernoulliBoundProblem>(BernoulliBoundProblem.OnGrid(posteriorLogit, logit), samples);
    }

    /// <summary>Launches one call of an estimator for every point, on noise that was given.</summary>
    public void LaunchCall<TEstimator>(ArrayView<float> uniforms, ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, BernoulliBoundProblem>
    {
        DeviceGuard.Length(_logit.Length * _samples, uniforms, nameof(uniforms));
        DeviceGuard.Length(_logit.Length, gradient, nameof(gradient));
        _device.Launch(OneCall<TEstimator>, (int)_logit.Length, _posteriorLogit, _logit, _samples, uniforms, gradient);
    }

    /// <summary>Launches the exact moments, which are sums over the number of ones, of an estimator for every point.</summary>
    public void LaunchMoments<TGradient>(ArrayView<float> gradient, ArrayView<float> variance)
        where TGradient : unmanaged, IGradientByOnes => LaunchMoments(MomentsByOnes<TGradient>, gradient, variance);

    /// <summary>Launches exact moments for every point.</summary>
    public void LaunchMoments(
        Action<Index1D, ArrayView<float>, ArrayView<float>, int, ArrayView<float>, ArrayView<float>> momentsOfOne,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        DeviceGuard.Length(_logit.Length, gradient, nameof(gradient));
        DeviceGuard.Length(_logit.Length, variance, nameof(variance));
        _device.Launch(momentsOfOne, (int)_logit.Length, _posteriorLogit, _logit, _samples, gradient, variance);
    }

    // One work item: one call of the estimator.
    private static void OneCall<TEstimator>(
        Index1D i,
        ArrayView<float> posteriorLogit,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, BernoulliBoundProblem>
    {
        BernoulliBoundProblem problem = BernoulliBoundProblem.At(posteriorLogit[i], logit[i]);
        TEstimator call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            call = TEstimator.Add(call, problem, uniforms[(i * samples) + sample], sample);
        }

        gradient[i] = TEstimator.Result(call, problem, samples).First;
    }

    // One work item: the moments at one point.
    private static void MomentsByOnes<TGradient>(
        Index1D i,
        ArrayView<float> posteriorLogit,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TGradient : unmanaged, IGradientByOnes
    {
        var law = new BernoulliBoundLaw(posteriorLogit[i], logit[i], samples);
        double probability = BernoulliBoundLaw.NoneOf(samples, law.Failure);
        double mean = 0.0;
        double square = 0.0;
        for (int ones = 0; ones <= samples; ones++)
        {
            double g = TGradient.Of(law, ones);
            mean += probability * g;
            square += probability * g * g;
            probability *= law.Success / law.Failure * (samples - ones) / (ones + 1);
        }

        gradient[i] = (float)mean;
        variance[i] = (float)(square - (mean * mean));
    }
}
