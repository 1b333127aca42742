using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>RELAX on a device.</summary>
public static class RelaxKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="temperature">The temperature, positive.</param>
    /// <param name="scale">The weight of the relaxed objective.</param>
    /// <param name="tilt">The weight of the relaxed draw.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    public static GradientSampler Bernoulli(float target, float logit, float temperature, float scale, float tilt) =>
        GradientSampler.Of<BernoulliRebar, RebarProblem>(
            new RebarProblem(BernoulliProblem.OnGrid(target, logit), logit, temperature, scale, tilt), 2);

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="weights">Shape [N, 2].</param>
    /// <param name="uniforms">Shape [N, 2], strictly between 0 and 1.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> weights,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        Require(device, target, logit, temperature, weights);
        DeviceGuard.Length(2 * target.Length, uniforms, nameof(uniforms));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        device.Launch(OneCall, (int)target.Length, target, logit, temperature, weights, uniforms, gradient);
    }

    /// <summary>Exact gradient, and variance of one call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="weights">Shape [N, 2].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> weights,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        Require(device, target, logit, temperature, weights);
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        device.Launch(MomentsOfOne, (int)target.Length, target, logit, temperature, weights, gradient, variance);
    }

    /// <summary>The weights of least variance at a temperature, by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="weights">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliWeights(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> weights)
    {
        Require(device, target, logit, temperature, weights);
        device.Launch(WeightsOfOne, (int)target.Length, target, logit, temperature, weights);
    }

    /// <summary>The gradient of one call's square on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="weights">Shape [N, 2].</param>
    /// <param name="uniforms">Shape [N, 2], strictly between 0 and 1.</param>
    /// <param name="change">Shape [N, 2], written: by either weight.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliTraining(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> weights,
        ArrayView<float> uniforms,
        ArrayView<float> change)
    {
        Require(device, target, logit, temperature, weights);
        DeviceGuard.Length(2 * target.Length, uniforms, nameof(uniforms));
        DeviceGuard.Length(2 * target.Length, change, nameof(change));
        device.Launch(TrainingOfOne, (int)target.Length, target, logit, temperature, weights, uniforms, change);
    }

    private static void Require(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> temperature, ArrayView<float> weights)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, temperature, nameof(temperature));
        DeviceGuard.Length(2 * target.Length, weights, nameof(weights));
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> weights,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        var problem = new RebarProblem(
            BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], weights[2 * i], weights[(2 * i) + 1]);
        BernoulliRebar call = BernoulliRebar.Add(default, problem, uniforms[2 * i], 0);
        call = BernoulliRebar.Add(call, problem, uniforms[(2 * i) + 1], 1);
        gradient[i] = BernoulliRebar.Result(call, problem, 2).First;
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> weights,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        var problem = new RebarProblem(
            BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], weights[2 * i], weights[(2 * i) + 1]);
        float p = problem.Bernoulli.Success;
        float q = problem.Bernoulli.Failure;
        float one = RebarSums.Of(problem, problem.Bernoulli.OfOne, 1f, p, q).Apart;
        float zero = RebarSums.Of(problem, problem.Bernoulli.OfZero, -1f, q, p).Apart;
        float g = p * q * problem.Bernoulli.Difference;
        gradient[i] = g;
        variance[i] = (p * one) + (q * zero) - (g * g);
    }

    // One work item: the quadrature at one point, and Cramer's rule.
    private static void WeightsOfOne(
        Index1D i, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> temperature, ArrayView<float> weights)
    {
        ControlSums s = ControlSums.Of(
            new RebarProblem(BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], 1f, 0f));
        float determinant = (s.First * s.Second) - (s.Mixed * s.Mixed);
        weights[2 * i] = ((s.OfSecond * s.Mixed) - (s.OfFirst * s.Second)) / determinant;
        weights[(2 * i) + 1] = ((s.OfFirst * s.Mixed) - (s.OfSecond * s.First)) / determinant;
    }

    // One work item: one call, and what it changes by.
    private static void TrainingOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> weights,
        ArrayView<float> uniforms,
        ArrayView<float> change)
    {
        var problem = new RebarProblem(
            BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], weights[2 * i], weights[(2 * i) + 1]);
        RelaxedChange call = RelaxedChange.At(problem, uniforms[2 * i], uniforms[(2 * i) + 1]);
        change[2 * i] = call.ByWeight(problem.With(1f, 0f));
        change[(2 * i) + 1] = call.ByWeight(problem.With(0f, 1f));
    }
}
