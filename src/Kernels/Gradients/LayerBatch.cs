using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Many layers of two weights, each with a minibatch of two examples.</summary>
internal readonly struct LayerBatch
{
    public LayerBatch(
        Device device,
        ArrayView<float> inputs,
        ArrayView<float> targets,
        ArrayView<float> means,
        ArrayView<float> standardDeviations)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.RowsOf(2, targets, nameof(targets));
        DeviceGuard.Length(2 * targets.Length, inputs, nameof(inputs));
        DeviceGuard.Length(targets.Length, means, nameof(means));
        DeviceGuard.Length(targets.Length, standardDeviations, nameof(standardDeviations));
        (Device, Inputs, Targets, Means, StandardDeviations) = (device, inputs, targets, means, standardDeviations);
    }

    private Device Device { get; }

    private int Count => (int)Targets.Length / 2;

    private ArrayView<float> Inputs { get; }

    private ArrayView<float> Targets { get; }

    private ArrayView<float> Means { get; }

    private ArrayView<float> StandardDeviations { get; }

    /// <summary>Launches one call of an estimator for every layer, on so many numbers of noise that were given.</summary>
    public void LaunchCall<TEstimator>(int numbers, ArrayView<float> noise, ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, LayerProblem>
    {
        DeviceGuard.Length((long)Count * numbers, noise, nameof(noise));
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        Device.Launch(OneCall<TEstimator>, Count, Inputs, Targets, Means, StandardDeviations, numbers, noise, gradient);
    }

    /// <summary>Launches an estimator's exact moments for every layer.</summary>
    public void LaunchMoments<TVariance>(ArrayView<float> gradient, ArrayView<float> variance)
        where TVariance : unmanaged, ILayerVariance
    {
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        DeviceGuard.Length(2L * Count, variance, nameof(variance));
        Device.Launch(MomentsOfOne<TVariance>, Count, Inputs, Targets, Means, StandardDeviations, gradient, variance);
    }

    // One work item: one call of the estimator.
    private static void OneCall<TEstimator>(
        Index1D i,
        ArrayView<float> inputs,
        ArrayView<float> targets,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        int numbers,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, LayerProblem>
    {
        LayerProblem problem = Problem(i, inputs, targets, means, standardDeviations);
        TEstimator call = default;
        for (int number = 0; number < numbers; number++)
        {
            call = TEstimator.Add(call, problem, noise[(i * numbers) + number], number);
        }

        DeviceGradient g = TEstimator.Result(call, problem, numbers);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }

    // One work item: the moments of one layer.
    private static void MomentsOfOne<TVariance>(
        Index1D i,
        ArrayView<float> inputs,
        ArrayView<float> targets,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TVariance : unmanaged, ILayerVariance
    {
        LayerProblem problem = Problem(i, inputs, targets, means, standardDeviations);
        DeviceGradient mean = problem.Gradient;
        gradient[2 * i] = mean.First;
        gradient[(2 * i) + 1] = mean.Second;
        DeviceGradient exact = TVariance.Of(problem);
        variance[2 * i] = exact.First;
        variance[(2 * i) + 1] = exact.Second;
    }

    private static LayerProblem Problem(
        int i, ArrayView<float> inputs, ArrayView<float> targets, ArrayView<float> means, ArrayView<float> standardDeviations)
    {
        int two = 2 * i, four = 4 * i;
        return new LayerProblem(
            new LayerExample(
                inputs[four],
                inputs[four + 1],
                targets[two],
                means[two],
                means[two + 1],
                standardDeviations[two],
                standardDeviations[two + 1]),
            new LayerExample(
                inputs[four + 2],
                inputs[four + 3],
                targets[two + 1],
                means[two],
                means[two + 1],
                standardDeviations[two],
                standardDeviations[two + 1]),
            standardDeviations[two]);
    }
}

/// <summary>The exact variance of one call of an estimator of a layer's gradient, inside a kernel.</summary>
internal interface ILayerVariance
{
    static abstract DeviceGradient Of(LayerProblem problem);
}
