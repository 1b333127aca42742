using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Many linear regressions of one shape, or one that the host describes.</summary>
internal readonly struct RegressionBatch
{
    public const float HalfLogTwoPi = 0.9189385f;

    public RegressionBatch(
        Device device,
        ArrayView<float> design,
        ArrayView<float> targets,
        ArrayView<float> noiseDeviation,
        ArrayView<float> priorDeviation,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        int coordinate)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(noiseDeviation.Length, priorDeviation, nameof(priorDeviation));
        Examples = DeviceGuard.RowWidth(noiseDeviation.Length, targets, nameof(targets));
        Weights = DeviceGuard.RowWidth(noiseDeviation.Length, means, nameof(means));
        RequireShape(Examples, Weights, coordinate);
        DeviceGuard.Length(targets.Length * Weights, design, nameof(design));
        DeviceGuard.Length(means.Length, standardDeviations, nameof(standardDeviations));
        (Device, Design, Targets, NoiseDeviation, PriorDeviation) = (device, design, targets, noiseDeviation, priorDeviation);
        (Means, StandardDeviations, Coordinate) = (means, standardDeviations, coordinate);
    }

    private Device Device { get; }

    private int Count => (int)NoiseDeviation.Length;

    private int Examples { get; }

    private int Weights { get; }

    private int Coordinate { get; }

    private ArrayView<float> Design { get; }

    private ArrayView<float> Targets { get; }

    private ArrayView<float> NoiseDeviation { get; }

    private ArrayView<float> PriorDeviation { get; }

    private ArrayView<float> Means { get; }

    private ArrayView<float> StandardDeviations { get; }

    /// <summary>The sampler of an estimator that takes a number for each weight of each sample.</summary>
    public static GradientSampler OfWeights<TEstimator>(
        float[][] design, float[] targets, float noiseDeviation, float priorDeviation, float[] means, float[] standardDeviations, int coordinate, int samples)
        where TEstimator : unmanaged, IEstimator<TEstimator, RegressionProblem> => GradientSampler.Of<TEstimator, RegressionProblem>(
            Problem(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate), samples * means.Length);

    /// <summary>The sampler of an estimator that takes a number for each example.</summary>
    public static GradientSampler OfExamples<TEstimator>(
        float[][] design, float[] targets, float noiseDeviation, float priorDeviation, float[] means, float[] standardDeviations, int coordinate)
        where TEstimator : unmanaged, IEstimator<TEstimator, RegressionProblem> => GradientSampler.Of<TEstimator, RegressionProblem>(
            Problem(design, targets, noiseDeviation, priorDeviation, means, standardDeviations, coordinate), targets.Length);

    /// <summary>Launches one call of an estimator that takes a number for each weight of each sample.</summary>
    public void LaunchCall<TEstimator>(int samples, ArrayView<float> noise, ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, RegressionProblem> => Launch<TEstimator>(samples * Weights, noise, gradient);

    /// <summary>Launches one call of an estimator that takes a number for each example.</summary>
    public void LaunchCallOfExamples<TEstimator>(ArrayView<float> noise, ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, RegressionProblem> => Launch<TEstimator>(Examples, noise, gradient);

    /// <summary>Launches an estimator's exact moments, of so many samples if it takes any, for every regression.</summary>
    public void LaunchMoments<TVariance>(int samples, ArrayView<float> gradient, ArrayView<float> variance)
        where TVariance : unmanaged, IRegressionVariance
    {
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        DeviceGuard.Length(2L * Count, variance, nameof(variance));
        Device.Launch(
            MomentsOfOne<TVariance>,
            Count,
            Examples,
            Weights,
            Coordinate,
            Design,
            Targets,
            NoiseDeviation,
            PriorDeviation,
            Means,
            StandardDeviations,
            samples,
            gradient,
            variance);
    }

    // On the host: every number of the problem in double, rounded once.
    private static RegressionProblem Problem(
        float[][] design, float[] targets, float noiseDeviation, float priorDeviation, float[] means, float[] standardDeviations, int coordinate)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(standardDeviations);
        RequireShape(design.Length, means.Length, coordinate);
        DeviceGuard.SameLength(design.Length, targets.Length, nameof(targets));
        DeviceGuard.SameLength(means.Length, standardDeviations.Length, nameof(standardDeviations));
        for (int n = 0; n < design.Length; n++)
        {
            DeviceGuard.SameLength(means.Length, design[n].Length, $"{nameof(design)}[{n}]");
        }

        float Residual(int n) => n >= design.Length ? 0f
            : (float)((design[n].Zip(means, (x, m) => (double)x * m).Sum() - targets[n]) / noiseDeviation);
        float Counts(int n, int k) => n >= design.Length ? 0f : (float)((double)design[n][k] * standardDeviations[k] / noiseDeviation);
        RegressionColumn Column(int k) => k >= means.Length ? default : new RegressionColumn(
            Counts(0, k),
            Counts(1, k),
            Counts(2, k),
            Counts(3, k),
            (float)((double)means[k] / priorDeviation),
            (float)((double)standardDeviations[k] / priorDeviation));
        double level = standardDeviations.Sum(deviation => Math.Log(deviation / (double)priorDeviation))
            - (design.Length * Math.Log(noiseDeviation * Math.Sqrt(2.0 * Math.PI)));
        return RegressionProblem.Of(
            new RegressionProblem
            {
                Residual0 = Residual(0),
                Residual1 = Residual(1),
                Residual2 = Residual(2),
                Residual3 = Residual(3),
                Column0 = Column(0),
                Column1 = Column(1),
                Column2 = Column(2),
                Column3 = Column(3),
                Column4 = Column(4),
                Column5 = Column(5),
                Column6 = Column(6),
                Column7 = Column(7),
                Weights = means.Length,
                Coordinate = coordinate,
                Level = (float)level,
            },
            standardDeviations[coordinate]);
    }

    private static void RequireShape(int examples, int weights, int coordinate)
    {
        DeviceGuard.Within(examples, 1, RegressionProblem.MostExamples, "the number of examples");
        DeviceGuard.Within(weights, 1, RegressionProblem.MostWeights, "the number of weights");
        DeviceGuard.Within(coordinate, 0, weights - 1, nameof(coordinate));
    }

    private void Launch<TEstimator>(int numbers, ArrayView<float> noise, ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, RegressionProblem>
    {
        DeviceGuard.Length((long)Count * numbers, noise, nameof(noise));
        DeviceGuard.Length(2L * Count, gradient, nameof(gradient));
        Device.Launch(
            OneCall<TEstimator>,
            Count,
            Examples,
            Weights,
            Coordinate,
            Design,
            Targets,
            NoiseDeviation,
            PriorDeviation,
            Means,
            StandardDeviations,
            numbers,
            noise,
            gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall<TEstimator>(
        Index1D i,
        int examples,
        int weights,
        int coordinate,
        ArrayView<float> design,
        ArrayView<float> targets,
        ArrayView<float> noiseDeviation,
        ArrayView<float> priorDeviation,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        int numbers,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TEstimator : unmanaged, IEstimator<TEstimator, RegressionProblem>
    {
        RegressionProblem problem = new RegressionPoint(
            i, examples, weights, design, targets, means, standardDeviations, noiseDeviation[i], priorDeviation[i]).Problem(coordinate);
        TEstimator call = default;
        for (int number = 0; number < numbers; number++)
        {
            call = TEstimator.Add(call, problem, noise[(i * numbers) + number], number);
        }

        DeviceGradient g = TEstimator.Result(call, problem, numbers);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }

    // One work item: the moments of one regression.
    private static void MomentsOfOne<TVariance>(
        Index1D i,
        int examples,
        int weights,
        int coordinate,
        ArrayView<float> design,
        ArrayView<float> targets,
        ArrayView<float> noiseDeviation,
        ArrayView<float> priorDeviation,
        ArrayView<float> means,
        ArrayView<float> standardDeviations,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TVariance : unmanaged, IRegressionVariance
    {
        RegressionProblem problem = new RegressionPoint(
            i, examples, weights, design, targets, means, standardDeviations, noiseDeviation[i], priorDeviation[i]).Problem(coordinate);
        gradient[2 * i] = problem.ByMean;
        gradient[(2 * i) + 1] = problem.ByDeviation;
        DeviceGradient exact = TVariance.Variance(problem, samples);
        variance[2 * i] = exact.First;
        variance[(2 * i) + 1] = exact.Second;
    }
}

/// <summary>The exact variance of one call of an estimator of a regression's gradient, inside a kernel.</summary>
internal interface IRegressionVariance
{
    static abstract DeviceGradient Variance(RegressionProblem problem, int samples);
}
