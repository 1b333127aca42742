using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Statistics;

/// <summary>Central sums of powers 2 to 4 about one mean, inside a kernel.</summary>
internal struct DeviceMoments
{
    public double Sum2;
    public double Sum3;
    public double Sum4;

    /// <summary>Adds one element, by its deviation from the mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddElement(double deviation)
    {
        double square = deviation * deviation;
        Sum2 += square;
        Sum3 += square * deviation;
        Sum4 += square * square;
    }

    /// <summary>Adds a part with sums about its own mean, by that mean's deviation: binomial expansion, no division.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPart(double count, double deviation, double sum2, double sum3, double sum4)
    {
        double square = deviation * deviation;
        Sum2 += sum2 + (count * square);
        Sum3 += sum3 + (deviation * ((3 * sum2) + (count * square)));
        Sum4 += sum4 + (4 * deviation * sum3) + (square * ((6 * sum2) + (count * square)));
    }
}
