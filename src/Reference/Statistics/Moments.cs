using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Count, mean and the central sums <c>Sk = sum_i (x_i - mean)^k</c> of powers 2 to 4: all that the mean, the
/// variance and their intervals need, and two of them merge to that of the joint sample.</summary>
/// <remarks>
/// Merging is associative to rounding only: <see cref="MomentsTree"/> fixes the order, and with it the bits.
/// </remarks>
/// <param name="Count">Number of draws.</param>
/// <param name="Mean">Mean of the draws; zero where there are none.</param>
/// <param name="Sum2">Central sum of squares.</param>
/// <param name="Sum3">Central sum of cubes.</param>
/// <param name="Sum4">Central sum of fourth powers.</param>
public readonly record struct Moments(long Count, double Mean, double Sum2, double Sum3, double Sum4)
{
    /// <summary>Unbiased variance, <c>S2 / (n - 1)</c>; NaN below two draws.</summary>
    public double Variance => Count < 2 ? double.NaN : Sum2 / (Count - 1);

    /// <summary>Standard error of the mean, <c>sqrt(variance / n)</c>; NaN below two draws.</summary>
    public double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>Skewness, <c>sqrt(n) S3 / S2^(3/2)</c>; NaN where the variance is zero.</summary>
    public double Skewness => Math.Sqrt(Count) * Sum3 / (Sum2 * Math.Sqrt(Sum2));

    /// <summary>Kurtosis, <c>n S4 / S2^2</c>, 3 for a normal law; NaN where the variance is zero.</summary>
    /// <remarks>Biased downwards for heavy tails: the rare draws that carry it are missing from small samples.</remarks>
    public double Kurtosis => Count * (Sum4 / Sum2) / Sum2;

    /// <summary>The moments of a sample.</summary>
    /// <param name="sample">Shape [n], finite; an empty sample has the moments of none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static Moments Of(ReadOnlySpan<double> sample)
    {
        Guard.Finite(sample);
        if (sample.IsEmpty)
        {
            return default;
        }

        // About the first value nothing cancels that is not in the sample's own spread.
        double origin = sample[0];
        double shift = 0.0;
        foreach (double x in sample)
        {
            shift += (x - origin) / sample.Length;
        }

        double mean = origin + shift;
        double sum2 = 0.0;
        double sum3 = 0.0;
        double sum4 = 0.0;
        double residual = 0.0;
        foreach (double x in sample)
        {
            double difference = x - mean;
            double square = difference * difference;
            residual += difference;
            sum2 += square;
            sum3 += square * difference;
            sum4 += square * square;
        }

        // What rounding left of the first central sum shifts the others; beyond first order it is below rounding.
        double correction = residual / sample.Length;
        return new Moments(
            sample.Length,
            mean + correction,
            sum2 - (residual * correction),
            sum3 - (3.0 * correction * sum2),
            sum4 - (4.0 * correction * sum3));
    }

    /// <summary>These draws and one more.</summary>
    /// <param name="x">Finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not finite.</exception>
    public Moments Add(double x)
    {
        Guard.Finite(x);
        return Merge(this, new Moments(1, x, 0.0, 0.0, 0.0));
    }

    /// <summary>The moments of two samples taken together.</summary>
    /// <remarks>
    /// <para>Formula, with <c>d = mean_b - mean_a</c>, n = n_a + n_b:
    /// <c>S2 = S2a + S2b + d^2 na nb / n</c>;
    /// <c>S3 = S3a + S3b + d^3 na nb (na - nb) / n^2 + 3 d (na S2b - nb S2a) / n</c>;
    /// <c>S4 = S4a + S4b + d^4 na nb (na^2 - na nb + nb^2) / n^3 + 6 d^2 (na^2 S2b + nb^2 S2a) / n^2
    /// + 4 d (na S3b - nb S3a) / n</c>.</para>
    /// <para>Source: Pébay (2008), Sandia report SAND2008-6212, equations 2.1 to 2.3 (the second sum is Chan, Golub and
    /// LeVeque's, 1979).</para>
    /// </remarks>
    /// <param name="a">The first sample's; nothing changes where it has no draws.</param>
    /// <param name="b">The second sample's; nothing changes where it has no draws.</param>
    public static Moments Merge(Moments a, Moments b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return a.Count == 0 ? b : a;
        }

        double n = (double)a.Count + b.Count;
        double shareA = a.Count / n;
        double shareB = b.Count / n;
        double d = b.Mean - a.Mean;
        double square = d * d;
        double weight = a.Count * shareB;
        return new Moments(
            a.Count + b.Count,
            a.Mean + (d * shareB),
            a.Sum2 + b.Sum2 + (square * weight),
            a.Sum3 + b.Sum3
                + (square * d * weight * (shareA - shareB))
                + (3.0 * d * ((shareA * b.Sum2) - (shareB * a.Sum2))),
            a.Sum4 + b.Sum4
                + (square * square * weight * ((shareA * shareA) - (shareA * shareB) + (shareB * shareB)))
                + (6.0 * square * ((shareA * shareA * b.Sum2) + (shareB * shareB * a.Sum2)))
                + (4.0 * d * ((shareA * b.Sum3) - (shareB * a.Sum3))));
    }
}
