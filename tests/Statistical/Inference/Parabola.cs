namespace BayesBench.Statistical.Inference;

/// <summary>
/// <c>square (z^2 - 1) + slope z</c> of a standard normal z: what the log ratio of two normal densities is at a draw,
/// less its mean. Its moments are sums of those of z: 1, 3, 15, 105.
/// </summary>
internal readonly record struct Parabola(double Square, double Slope)
{
    public double Variance => (2 * Square * Square) + (Slope * Slope);

    private double FourthMoment =>
        (60 * Math.Pow(Square, 4)) + (60 * Square * Square * Slope * Slope) + (3 * Math.Pow(Slope, 4));

    /// <summary>Of a mean of so many draws: the excess over 3 falls with their number.</summary>
    public double KurtosisOfMean(int draws) => 3 + (((FourthMoment / (Variance * Variance)) - 3) / draws);
}
