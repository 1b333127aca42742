using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// Mean and mean square of <c>sum v_i^p l_i</c> and <c>sum v_i^p l_i e_i</c>, v the weights over their sum and l a line in e, by
/// quadrature over the noise and over the logarithm of t, with <c>1 / S^n = integral of t^(n-1) e^(-t S) dt / (n-1)!</c> for the
/// sum S of weights. In double: a variance is left over.
/// </summary>
internal readonly struct BoundQuadrature
{
    private const double Reach = 9.0;
    private const double Step = 0.25;
    private const double Least = -40.0;

    private readonly double _square;
    private readonly double _linear;
    private readonly double _level;
    private readonly double _byMean;
    private readonly double _byDeviation;
    private readonly double _fall;

    public BoundQuadrature(
        float posteriorMean, float posteriorStandardDeviation, float mean, float standardDeviation, double exponent = 1.0)
    {
        double tau = posteriorStandardDeviation;
        double s = standardDeviation;
        double distance = (double)posteriorMean - mean;
        _byMean = distance / (tau * tau);
        _byDeviation = (tau - s) * (tau + s) / (s * tau * tau);
        _fall = s / (tau * tau);
        _square = exponent * (0.5 * s * _byDeviation);
        _linear = exponent * (s * _byMean);
        _level = exponent * (DeviceDouble.Log(s / tau) - (0.5 * distance * _byMean));
    }

    /// <summary>The largest logarithm of t that counts: where weights are least within 6.5 standard deviations.</summary>
    public double Most
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            double turn = _square == 0.0 ? 0.0 : -_linear / (2.0 * _square);
            double inside = LogWeight(XMath.Min(XMath.Max(turn, -6.5), 6.5));
            double ends = XMath.Min(LogWeight(-6.5), LogWeight(6.5));
            return 5.0 - XMath.Min(XMath.Min(inside, ends), _level);
        }
    }

    /// <summary>Of the weights' squares and the slopes of the log weights.</summary>
    public BoundSums DoublyReparameterized(int samples) => Sums(samples, 2, _byMean, _byDeviation);

    /// <summary>Of the weights and the slopes of ln p(x, y).</summary>
    public BoundSums Pathwise(int samples) => Sums(samples, 1, _byMean, -_fall);

    /// <summary>Of the weights and the slopes of the log weights.</summary>
    public BoundSums StickingTheLanding(int samples) => Sums(samples, 1, _byMean, _byDeviation);

    /// <summary>Of the weights and the noise itself.</summary>
    public BoundSums Noise(int samples) => Sums(samples, 1, 0.0, 1.0);

    private BoundSums Sums(int samples, int power, double start, double rise)
    {
        double pairs = power == 1 ? 1.0 : 6.0; // (2p - 1)!
        double step = XMath.Min(0.125, 9.8696 / ((180.0 * XMath.Abs(_square)) + (30.0 * XMath.Abs(_linear))));
        int half = (int)(Reach / step);
        var total = default(BoundSums);
        double most = Most;
        for (double logT = Least; logT < most; logT += Step)
        {
            double survival = 0.0;
            var one = default(BoundSums);
            for (int i = -half; i <= half; i++)
            {
                double e = i * step;
                double log = XMath.Min(logT + LogWeight(e), 7.0); // e^(-e^7) is nothing
                double tw = DeviceDouble.Exp(log);
                double share = 0.39894228040143268 * step * DeviceDouble.Exp((-0.5 * e * e) - tw);
                double term = (power == 1 ? tw : tw * tw) * (start + (rise * e));
                survival += share;
                one.Mean0 += share * term;
                one.Mean1 += share * term * e;
                one.Square0 += share * term * term;
                one.Square1 += share * term * term * e * e;
            }

            double rest = samples * Step; // times survival^(samples - 2)
            for (int other = 2; other < samples; other++)
            {
                rest *= survival;
            }

            total.Mean0 += rest * survival * one.Mean0;
            total.Mean1 += rest * survival * one.Mean1;
            total.Square0 += rest / pairs * ((survival * one.Square0) + ((samples - 1) * one.Mean0 * one.Mean0));
            total.Square1 += rest / pairs * ((survival * one.Square1) + ((samples - 1) * one.Mean1 * one.Mean1));
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double LogWeight(double e) => (((_square * e) + _linear) * e) + _level;
}

/// <summary>Means and mean squares of both components.</summary>
internal struct BoundSums
{
    public double Mean0;
    public double Mean1;
    public double Square0;
    public double Square1;

    public readonly double Variance0
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Square0 - (Mean0 * Mean0);
    }

    public readonly double Variance1
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Square1 - (Mean1 * Mean1);
    }
}
