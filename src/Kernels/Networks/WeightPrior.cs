using System.Globalization;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// The prior of a layer's Gaussian weights: N(0, StandardDeviation^2) with probability Weight, else N(0,
/// SecondStandardDeviation^2). Weight 1, the plain normal law, is the usual one.
/// </summary>
/// <param name="StandardDeviation">Of the first law, positive.</param>
/// <param name="Weight">Of the first law, in (0, 1].</param>
/// <param name="SecondStandardDeviation">Of the second law, positive; nothing where the weight is 1.</param>
public sealed record WeightPrior(double StandardDeviation = 1, double Weight = 1, double SecondStandardDeviation = 0)
{
    /// <summary>N(0, 1).</summary>
    public static WeightPrior Standard { get; } = new();

    /// <summary>Whether there are two laws.</summary>
    public bool IsMixture => Weight < 1;

    /// <summary>As a description writes it; nothing for the standard normal law.</summary>
    /// <returns>The text, with a space before it.</returns>
    public override string ToString() => IsMixture
        ? string.Create(CultureInfo.InvariantCulture, $" mixture {Weight} {StandardDeviation} {SecondStandardDeviation}")
        : this == Standard ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" prior {StandardDeviation}");
}
