using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>REBAR on a device.</summary>
public static class RebarKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="temperature">The temperature, positive.</param>
    /// <param name="scale">Of the control variate.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    public static GradientSampler Bernoulli(float target, float logit, float temperature, float scale) =>
        GradientSampler.Of<BernoulliRebar, RebarProblem>(
            new RebarProblem(BernoulliProblem.OnGrid(target, logit), logit, temperature, scale, tilt: 0f), 2);

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="scale">Shape [N].</param>
    /// <param name="uniforms">Shape [N, 2], strictly between 0 and 1.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        DeviceGuard.Length(2 * target.Length, uniforms, nameof(uniforms));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        Launch(device, OneCall, target, logit, temperature, scale, uniforms, gradient);
    }

    /// <summary>One coupled call on a given uniform number for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="scale">Shape [N].</param>
    /// <param name="uniforms">Shape [N], strictly between 0 and 1.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliCoupled(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        DeviceGuard.Length(target.Length, uniforms, nameof(uniforms));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        Launch(device, OneCoupledCall, target, logit, temperature, scale, uniforms, gradient);
    }

    /// <summary>Exact gradient, and variance of one call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="scale">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        LaunchMoments<Apart>(device, target, logit, temperature, scale, gradient, variance);

    /// <summary>Exact gradient, and variance of one coupled call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="scale">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliCoupledMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        LaunchMoments<Together>(device, target, logit, temperature, scale, gradient, variance);

    private static void Launch(
        Device device,
        Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>> ofOne,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> first,
        ArrayView<float> second)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, temperature, nameof(temperature));
        DeviceGuard.Length(target.Length, scale, nameof(scale));
        device.Launch(ofOne, (int)target.Length, target, logit, temperature, scale, first, second);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        var problem = new RebarProblem(BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], scale[i], 0f);
        BernoulliRebar call = BernoulliRebar.Add(default, problem, uniforms[2 * i], 0);
        call = BernoulliRebar.Add(call, problem, uniforms[(2 * i) + 1], 1);
        gradient[i] = BernoulliRebar.Result(call, problem, 2).First;
    }

    // One work item: one coupled call.
    private static void OneCoupledCall(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        var problem = new RebarProblem(BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], scale[i], 0f);
        gradient[i] = BernoulliRebar.Coupled(problem, uniforms[i]);
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne<TCoupling>(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TCoupling : unmanaged, ICoupling
    {
        var problem = new RebarProblem(BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], scale[i], 0f);
        float p = problem.Bernoulli.Success;
        float q = problem.Bernoulli.Failure;
        float one = TCoupling.Square(RebarSums.Of(problem, problem.Bernoulli.OfOne, 1f, p, q));
        float zero = TCoupling.Square(RebarSums.Of(problem, problem.Bernoulli.OfZero, -1f, q, p));
        float g = p * q * problem.Bernoulli.Difference;
        gradient[i] = g;
        variance[i] = (p * one) + (q * zero) - (g * g);
    }

    private static void LaunchMoments<TCoupling>(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TCoupling : unmanaged, ICoupling
    {
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        Launch(device, MomentsOfOne<TCoupling>, target, logit, temperature, scale, gradient, variance);
    }

    /// <summary>Which mean square of a call: with a uniform number v of its own, or with the one that u leaves.</summary>
    private interface ICoupling
    {
        static abstract float Square(RebarSums sums);
    }

    private readonly struct Apart : ICoupling
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Square(RebarSums sums) => sums.Apart;
    }

    private readonly struct Together : ICoupling
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Square(RebarSums sums) => sums.Together;
    }
}
