using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Probability;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// An accepted proposal d (1 + t)^3 at a gamma draw inside a kernel: the logarithm of it over the rate, how that moves with the
/// shape, and the slope by shape of the accepted noise's log-density.
/// </summary>
internal readonly struct DeviceAcceptedStep(double f, double path, double score)
{
    public readonly double F = f;
    public readonly double Path = path;
    public readonly double Score = score;

    /// <summary>Of the accepted normal number.</summary>
    public static DeviceAcceptedStep OfNoise(GammaProblem problem, float normal)
    {
        double t = problem.Attempt.Scale * normal;
        return Of(problem, t, DeviceDouble.LogOnePlus(t), 1.5 / (1.0 + t));
    }

    /// <summary>Of the draw, which tells t.</summary>
    public static DeviceAcceptedStep OfDraw(GammaProblem problem, double logDraw)
    {
        double logOnePlus = (logDraw - problem.Attempt.LogD) * (1.0 / 3.0);
        return Of(problem, DeviceDouble.ExpMinusOne(logOnePlus), logOnePlus, 1.5 * DeviceDouble.Exp(-logOnePlus));
    }

    // Rest is 3/2 / (1 + t).
    private static DeviceAcceptedStep Of(GammaProblem problem, double t, double logOnePlus, double rest)
    {
        double d = problem.Attempt.D;
        double score = problem.Attempt.LogD - (0.16666666666666666 / d) - problem.Digamma
            + (3.0 * DeviceGammaAttempt.BeyondCubic(t, logOnePlus)) + (rest * (t * t) * (t * t));
        return new DeviceAcceptedStep(
            problem.Attempt.LogD + (3.0 * logOnePlus) - problem.LogRate, (1.0 - (rest * t)) / d, score);
    }
}
