using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>Mean and variance of <c>sum h(e_i) / (r_i H)</c>, r the ranks of the weights, by sums over the nodes of one sample's noise.</summary>
/// <remarks>
/// In double: a variance is left over. With x the chance of a weight below, an expectation over the ranks of one sample, or of two, is a
/// sum of powers of x, or of products of such. On either side of where the log weight turns round the noise is <c>exp(t - exp(-t))</c> from
/// there: that tames the kink, and the trapezoidal rule in t converges exponentially; a step of 1/64 resolves powers of hundreds.
/// </remarks>
internal readonly struct RankQuadrature
{
    private const int Low = -256;
    private const int High = 192;
    private const double Step = 0.015625;
    private const double Reach = 9.0; // beyond lies less than 1e-18 of the noise
    private const double Far = 40.0;
    private const double PerRootTwoPi = 0.39894228040143268; // 1 / sqrt(2 pi)

    private readonly double _byMean;
    private readonly double _byDeviation;
    private readonly double _turn;
    private readonly bool _isPeak;

    public RankQuadrature(float posteriorMean, float posteriorStandardDeviation, float mean, float standardDeviation)
    {
        double tau = posteriorStandardDeviation;
        double s = standardDeviation;
        _byMean = ((double)posteriorMean - mean) / (tau * tau);
        _byDeviation = (tau - s) * (tau + s) / (s * tau * tau);
        double side = _byMean < 0.0 ? -Far : Far;
        double turn = _byDeviation == 0.0 ? side : -_byMean / _byDeviation;
        _turn = XMath.Min(XMath.Max(turn, -Far), Far);
        _isPeak = _byDeviation <= 0.0;
    }

    public double ByMean => _byMean;

    public double ByStandardDeviation => _byDeviation;

    /// <summary>Means and mean squares, of h = e and of h = e times the slope of the log weight.</summary>
    public BoundSums Of(int samples)
    {
        double harmonic = 0.0;
        for (int rank = 1; rank <= samples; rank++)
        {
            harmonic += 1.0 / rank;
        }

        BoundSums total = OfOne(samples);
        for (int power = 0; power <= samples - 2; power++)
        {
            RankPair pair = OfTwo(power, samples - 1 - power);
            total.Square0 += pair.First0 * pair.Second0;
            total.Square1 += pair.First1 * pair.Second1;
        }

        total.Mean0 /= harmonic;
        total.Mean1 /= harmonic;
        total.Square0 /= harmonic * harmonic;
        total.Square1 /= harmonic * harmonic;
        return total;
    }

    // Sums over i < K of E h x^i, and of (H_K - H_(K-1-i)) E h^2 x^i.
    private BoundSums OfOne(int samples)
    {
        var sums = default(BoundSums);
        for (int node = 2 * Low; node <= (2 * High) + 1; node++)
        {
            RankNode at = At(node);
            double h = at.Noise * (_byMean + (_byDeviation * at.Noise));
            double power = at.Weight;
            double factor = 0.0;
            double one = 0.0;
            double square = 0.0;
            for (int i = 0; i < samples; i++)
            {
                factor += 1.0 / (samples - i);
                one += power;
                square += factor * power;
                power *= at.Below;
            }

            sums.Mean0 += one * at.Noise;
            sums.Mean1 += one * h;
            sums.Square0 += square * at.Noise * at.Noise;
            sums.Square1 += square * h * h;
        }

        return sums;
    }

    // E h x^i, and the sum of E h x^j over the first so many powers.
    private RankPair OfTwo(int power, int terms)
    {
        var pair = default(RankPair);
        for (int node = 2 * Low; node <= (2 * High) + 1; node++)
        {
            RankNode at = At(node);
            double h = at.Noise * (_byMean + (_byDeviation * at.Noise));
            double ofPower = at.Weight;
            for (int i = 0; i < power; i++)
            {
                ofPower *= at.Below;
            }

            double next = at.Weight;
            double ofTerms = 0.0;
            for (int i = 0; i < terms; i++)
            {
                ofTerms += next;
                next *= at.Below;
            }

            pair.First0 += ofPower * at.Noise;
            pair.First1 += ofPower * h;
            pair.Second0 += ofTerms * at.Noise;
            pair.Second1 += ofTerms * h;
        }

        return pair;
    }

    // Even nodes lie above the turn, odd ones as far below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RankNode At(int node)
    {
        double t = (node >> 1) * Step;
        double fall = DeviceDouble.Exp(-t);
        double away = DeviceDouble.Exp(t - fall);
        double start = XMath.Min(XMath.Max(_turn, -Reach), Reach);
        double e = (node & 1) == 0 ? start + away : start - away;
        double nearer = XMath.Abs(Distribution(e) - Distribution((2.0 * _turn) - e));
        return new RankNode(
            e,
            Step * away * (1.0 + fall) * PerRootTwoPi * DeviceDouble.Exp(-0.5 * e * e),
            _isPeak ? 1.0 - nearer : nearer);
    }

    // The normal distribution function by Taylor's series of its ratio to the density, whose terms have one sign.
    private static double Distribution(double e)
    {
        double x = XMath.Min(XMath.Max(e, -Reach), Reach);
        double term = x;
        double sum = x;
        for (int n = 3; XMath.Abs(term) > 1e-17 * XMath.Abs(sum); n += 2)
        {
            term *= x * x / n;
            sum += term;
        }

        return 0.5 + (PerRootTwoPi * DeviceDouble.Exp(-0.5 * x * x) * sum);
    }
}

/// <summary>A node of the noise: its share of the law, and the chance of a weight below its own.</summary>
internal readonly struct RankNode(double noise, double weight, double below)
{
    public readonly double Noise = noise;
    public readonly double Weight = weight;
    public readonly double Below = below;
}

/// <summary>What two samples make of their ranks, of either h.</summary>
internal struct RankPair
{
    public double First0;
    public double First1;
    public double Second0;
    public double Second1;
}
