using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A Bernoulli posterior and a Bernoulli law of K draws in double, for exact moments: a variance is left over of a mean square.
/// </summary>
internal readonly struct BernoulliBoundLaw
{
    public readonly double Success;
    public readonly double Failure;
    public readonly double OfOne;
    public readonly double OfZero;
    public readonly double LogRatio;
    public readonly int Samples;

    public BernoulliBoundLaw(float posteriorLogit, float logit, int samples)
    {
        Success = Sigmoid(logit);
        Failure = Sigmoid(-logit);
        OfOne = Sigmoid(posteriorLogit) / Success;
        OfZero = Sigmoid(-posteriorLogit) / Failure;
        LogRatio = (double)posteriorLogit - logit;
        Samples = samples;
    }

    /// <summary>The sum of the weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum(int ones) => (ones * OfOne) + ((Samples - ones) * OfZero);

    /// <summary>What the logit does to the weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Direct(int ones) =>
        (((Samples - ones) * OfZero * Success) - (ones * OfOne * Failure)) / Sum(ones);

    /// <summary>The probability that no trial of so many succeeds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double NoneOf(int trials, double failure)
    {
        double none = 1.0;
        for (int trial = 0; trial < trials; trial++)
        {
            none *= failure;
        }

        return none;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sigmoid(double x) => 1.0 / (1.0 + DeviceDouble.Exp(-x));
}
