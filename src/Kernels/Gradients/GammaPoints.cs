using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>The exact variance of one call of an estimator for a gamma law, inside a kernel.</summary>
internal interface IGammaVariance : IGammaLift
{
    /// <summary>By shape and rate; trigamma is the gradient by the shape.</summary>
    static abstract DeviceGradient Of(GammaProblem problem, double trigamma);
}

/// <summary>The squared distance of a gradient by the shape from its mean as a function of what is drawn, to be integrated.</summary>
internal interface IGammaPath : IGammaLift
{
    /// <summary>It grows to the left as this power of 1 / y does, at most.</summary>
    static abstract double Growth { get; }

    static abstract double SquareAbout(GammaProblem problem, double logDraw, double mean);
}

/// <summary>What the exact moments of estimators for a gamma law share: a gradient and a variance for every point.</summary>
internal static class GammaPoints<TVariance>
    where TVariance : unmanaged, IGammaVariance
{
    public static void Launch(
        Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> gradient, ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(shape.Length, rate, nameof(rate));
        DeviceGuard.Length(2 * shape.Length, gradient, nameof(gradient));
        DeviceGuard.Length(2 * shape.Length, variance, nameof(variance));
        device.Launch(MomentsOfOne, (int)shape.Length, shape, rate, gradient, variance);
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> gradient, ArrayView<float> variance)
    {
        var problem = new GammaProblem(shape[i], rate[i], TVariance.Lift);
        double trigamma = DevicePolygamma.Value(1, problem.Shape);
        DeviceGradient exact = TVariance.Of(problem, trigamma);
        gradient[2 * i] = (float)trigamma;
        gradient[(2 * i) + 1] = problem.ByRate;
        variance[2 * i] = exact.First;
        variance[(2 * i) + 1] = exact.Second;
    }
}

/// <summary>The variance of an estimator that follows a path: by quadrature by the shape, none by the rate.</summary>
internal readonly struct GammaPathVariance<TPath> : IGammaVariance
    where TPath : unmanaged, IGammaPath
{
    // Beyond these the law's tails are below e^-45.
    private const double Tail = 45.0;

    public static float Lift => TPath.Lift;

    // The trapezoidal rule in s, ln y = s - e^-s: a small shape's long tail to the left becomes a short one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(GammaProblem problem, double trigamma)
    {
        double a = problem.Drawn;
        double root = XMath.Sqrt(a);
        double step = 1.0 / (5.0 + (5.0 * root));
        double low = -DeviceDouble.Log(2.0 + (Tail / (a - TPath.Growth)));
        double high = DeviceDouble.Log(a + (9.0 * root) + Tail);
        double logGamma = DeviceGammaFunction.LogGamma(a);
        double sum = 0.0;
        for (double s = low; s < high; s += step)
        {
            double inner = DeviceDouble.Exp(-s);
            double logDraw = s - inner;
            double density = DeviceDouble.Exp((a * logDraw) - DeviceDouble.Exp(logDraw) - logGamma);
            sum += TPath.SquareAbout(problem, logDraw, trigamma) * density * (1.0 + inner);
        }

        return new DeviceGradient((float)(sum * step), 0f);
    }
}
