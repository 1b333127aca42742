using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Statistics;

/// <summary>Count, mean and central sums of powers 2 to 4 inside a kernel.</summary>
internal struct DeviceMoments
{
    public double Count;
    public double Mean;
    public double Sum2;
    public double Sum3;
    public double Sum4;

    /// <summary>Adds a deviation from the mean to the central sums; count and mean are set apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddDeviation(double deviation)
    {
        double square = deviation * deviation;
        Sum2 += square;
        Sum3 += square * deviation;
        Sum4 += square * square;
    }

    /// <summary>Takes in the moments of other draws, of which there is at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Merge(DeviceMoments other)
    {
        double total = Count + other.Count;
        double p = Count / total;
        double q = other.Count / total;
        double d = other.Mean - Mean;
        double d2 = d * d;
        double between = d2 * Count * q;
        Sum4 += other.Sum4
            + (between * d2 * ((p * p) - (p * q) + (q * q)))
            + (6 * d2 * ((p * p * other.Sum2) + (q * q * Sum2)))
            + (4 * d * ((p * other.Sum3) - (q * Sum3)));
        Sum3 += other.Sum3 + (between * d * (p - q)) + (3 * d * ((p * other.Sum2) - (q * Sum2)));
        Sum2 += other.Sum2 + between;
        Mean += d * q;
        Count = total;
    }
}
