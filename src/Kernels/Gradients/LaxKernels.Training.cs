using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>Weights of the surrogate: those that are best, and what trains them.</content>
public static partial class LaxKernels
{
    /// <summary>The weights that leave the sum of both components' variances least for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="weights">Shape [N, 3], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NormalWeights(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> weights)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(3 * k.Length, weights, nameof(weights));
        objective.Launch(new WeightsLaunch(device, batch, weights));
    }

    /// <summary>The derivative of the sum of both squares of one call by the weights, on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="weights">Of the surrogate's constant, line and square, shape [N, 3].</param>
    /// <param name="noise">Standard normal numbers, shape [N].</param>
    /// <param name="change">Shape [N, 3], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NormalTraining(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> weights,
        ArrayView<float> noise,
        ArrayView<float> change)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(3 * k.Length, weights, nameof(weights));
        DeviceGuard.Length(k.Length, noise, nameof(noise));
        DeviceGuard.Length(3 * k.Length, change, nameof(change));
        objective.Launch(new TrainingLaunch(device, batch, weights, noise, change));
    }

    // One work item: the mean products of the objective and three polynomials in the noise. The number of nodes is an argument:
    // of a constant one the assembler unrolls the loop into more registers than there are.
    private static void WeightsOfOne<TObjective>(
        Index1D i, int half, ArrayView<float> k, ArrayView<float> mean, ArrayView<float> standardDeviation, ArrayView<float> weights)
        where TObjective : unmanaged, INormalObjective
    {
        double constant = 0.0;
        double line = 0.0;
        double square = 0.0;
        for (int node = -half; node <= half; node++)
        {
            float e = node * Step;
            double s = e * e;
            double value = Share(e) * TObjective.Value(mean[i] + (standardDeviation[i] * e), k[i]);
            constant += value * (7.0 + (s * (-8.0 + (s * (10.0 - s)))));
            line += value * e * ((s - 1.0) * (s - 1.0));
            square += value * (-7.0 + (s * (10.0 + (s * (-16.0 + (3.0 * s))))));
        }

        double deviation = standardDeviation[i];
        weights[3 * i] = (float)(constant / 14.0);
        weights[(3 * i) + 1] = (float)(line / (9.0 * deviation));
        weights[(3 * i) + 2] = (float)(square / (98.0 * deviation * deviation));
    }

    // One work item: one call, and what each weight multiplies in it.
    private static void TrainingOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> weights,
        ArrayView<float> noise,
        ArrayView<float> change)
        where TObjective : unmanaged, INormalObjective
    {
        NormalSurrogateProblem problem = ProblemAt(i, k, mean, standardDeviation, weights);
        float e = noise[i];
        DeviceGradient g = problem.Call<TObjective>(e);
        float square = e * e;
        float lessOne = square - 1f;
        float lessTwo = e * (square - 2f);
        float lessThree = square * (square - 3f);
        change[3 * i] = -2f * ((g.First * e) + (g.Second * lessOne)) * problem.Inverse;
        change[(3 * i) + 1] = -2f * ((g.First * lessOne) + (g.Second * lessTwo));
        change[(3 * i) + 2] = -2f * ((g.First * lessTwo) + (g.Second * lessThree)) * problem.StandardDeviation;
    }

    // The density, and the step.
    private static double Share(float e) => Step * 0.39894228040143268 * DeviceDouble.Exp(-0.5 * e * e);

    private sealed class WeightsLaunch(Device device, NormalBatch batch, ArrayView<float> weights) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(WeightsOfOne<TObjective>, batch.Count, Half, batch.K, batch.Mean, batch.StandardDeviation, weights);
    }

    private sealed class TrainingLaunch(
        Device device, NormalBatch batch, ArrayView<float> weights, ArrayView<float> noise, ArrayView<float> change) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                TrainingOfOne<TObjective>, batch.Count, batch.K, batch.Mean, batch.StandardDeviation, weights, noise, change);
    }
}
