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
    public void LaunchMoments<TVariance>(ArrayView<float> gradient, ArrayView<float> variance)
        where TVariance : unmanaged, IElboVariance
    {
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        DeviceGuard.Length(2L * Count, variance, nameof(variance));
        Device.Launch(
            MomentsOfOne<TVariance>, Count, PosteriorMean, PosteriorStandardDeviation, Mean, StandardDeviation, gradient, variance);
    }

    /// <summary>Launches the exact moments of an estimator of the importance-weighted bound for every point.</summary>
    public void LaunchBoundMoments<TMoments>(int samples, ArrayView<float> gradient, ArrayView<float> variance)
        where TMoments : unmanaged, IBoundMoments
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        DeviceGuard.Length(2L * Count, variance, nameof(variance));
        Device.Launch(
            BoundMomentsOfOne<TMoments>,
            Count,
            PosteriorMean,
            PosteriorStandardDeviation,
            Mean,
            StandardDeviation,
            samples,
            gradient,
            variance);
    }

    /// <summary>Exact gradient, and variance and mean of one call of a biased estimator, each of shape [N, 2].</summary>
    public void LaunchBiasedMoments(
        Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, int, ArrayView<float>, ArrayView<float>, ArrayView<float>> body,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> expectation)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        DeviceGuard.Length(2L * Count, variance, nameof(variance));
        DeviceGuard.Length(2L * Count, expectation, nameof(expectation));
        Device.Launch(
            body, Count, PosteriorMean, PosteriorStandardDeviation, Mean, StandardDeviation, samples, gradient, variance, expectation);
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

    // One work item: the moments at one point.
    private static void MomentsOfOne<TVariance>(
        Index1D i,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TVariance : unmanaged, IElboVariance
    {
        var problem = new ElboProblem(posteriorMean[i], posteriorStandardDeviation[i], mean[i], standardDeviation[i]);
        gradient[2 * i] = problem.ByMean;
        gradient[(2 * i) + 1] = problem.ByStandardDeviation;
        DeviceGradient exact = TVariance.Of(problem);
        variance[2 * i] = exact.First;
        variance[(2 * i) + 1] = exact.Second;
    }

    // One work item: the moments at one point.
    private static void BoundMomentsOfOne<TMoments>(
        Index1D i,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TMoments : unmanaged, IBoundMoments
    {
        var quadrature = new BoundQuadrature(posteriorMean[i], posteriorStandardDeviation[i], mean[i], standardDeviation[i]);
        BoundSums sums = TMoments.Sums(quadrature, samples);
        gradient[2 * i] = (float)sums.Mean0;
        gradient[(2 * i) + 1] = (float)(sums.Mean1 + TMoments.Constant(standardDeviation[i]));
        variance[2 * i] = (float)sums.Variance0;
        variance[(2 * i) + 1] = (float)sums.Variance1;
    }
}

/// <summary>The exact variance of one call of an estimator of the evidence lower bound, inside a kernel.</summary>
internal interface IElboVariance
{
    static abstract DeviceGradient Of(ElboProblem problem);
}

/// <summary>The exact moments of one call of an unbiased estimator of the importance-weighted bound, inside a kernel.</summary>
internal interface IBoundMoments
{
    static abstract BoundSums Sums(BoundQuadrature quadrature, int samples);

    /// <summary>What every call adds to the part by the standard deviation.</summary>
    static abstract double Constant(float standardDeviation);
}
