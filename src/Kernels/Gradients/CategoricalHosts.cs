using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>What the estimators for three categories share: a sampler, a call on given numbers, tables of exact moments.</summary>
internal static class CategoricalHosts<TEstimator>
    where TEstimator : unmanaged, IEstimator<TEstimator, CategoricalProblem>
{
    /// <summary>The estimator at one point, whose call takes so many uniform numbers.</summary>
    public static GradientSampler Sampler(float target, float firstLogit, float secondLogit, int numbers) =>
        GradientSampler.Of<TEstimator, CategoricalProblem>(CategoricalProblem.OnGrid(target, firstLogit, secondLogit), numbers);

    /// <summary>A call for every point, on given uniform numbers, shape [N, numbers].</summary>
    public static void Launch(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        int numbers,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        CategoricalPoints.Check(target, firstLogit, secondLogit, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length * numbers, uniforms, nameof(uniforms));
        device.Launch(OneCall, (int)target.Length, target, firstLogit, secondLogit, numbers, uniforms, gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        int numbers,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        CategoricalProblem problem = CategoricalProblem.At(target[i], firstLogit[i], secondLogit[i]);
        TEstimator call = default;
        for (int number = 0; number < numbers; number++)
        {
            call = TEstimator.Add(call, problem, uniforms[(i * numbers) + number], number);
        }

        DeviceGradient g = TEstimator.Result(call, problem, numbers);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }
}

/// <summary>The variance of one call, by both logits.</summary>
internal interface ICategoricalVariance
{
    static abstract DeviceGradient Of(CategoricalProblem problem, DeviceGradient gradient, int samples);
}

/// <summary>Exact moments for three categories: a gradient and a variance, by both logits, for every point.</summary>
internal static class CategoricalPoints
{
    public static void Launch<TVariance>(
        Device device,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TVariance : unmanaged, ICategoricalVariance
    {
        ArgumentNullException.ThrowIfNull(device);
        Check(target, firstLogit, secondLogit, gradient, nameof(gradient));
        DeviceGuard.Length(2 * target.Length, variance, nameof(variance));
        device.Launch(MomentsOfOne<TVariance>, (int)target.Length, target, firstLogit, secondLogit, samples, gradient, variance);
    }

    public static void Check(
        ArrayView<float> target, ArrayView<float> firstLogit, ArrayView<float> secondLogit, ArrayView<float> gradient, string name)
    {
        DeviceGuard.Length(target.Length, firstLogit, nameof(firstLogit));
        DeviceGuard.Length(target.Length, secondLogit, nameof(secondLogit));
        DeviceGuard.Length(2 * target.Length, gradient, name);
    }

    // One work item: the moments at one point. The gradient is p_i (f(i) - E f), by differences of f.
    private static void MomentsOfOne<TVariance>(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> firstLogit,
        ArrayView<float> secondLogit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TVariance : unmanaged, ICategoricalVariance
    {
        CategoricalProblem problem = CategoricalProblem.At(target[i], firstLogit[i], secondLogit[i]);
        DeviceGradient g = CategoricalGradient.Of(problem);
        DeviceGradient v = TVariance.Of(problem, g, samples);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
        variance[2 * i] = v.First;
        variance[(2 * i) + 1] = v.Second;
    }
}
