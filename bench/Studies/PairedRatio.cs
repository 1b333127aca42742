using BayesBench.Support;
using MathNet.Numerics.Distributions;

namespace BayesBench.Studies;

/// <summary>How many times as long one of two takes, from rounds in which both were timed.</summary>
/// <param name="Ratio">The median of the rounds' ratios.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
public readonly record struct PairedRatio(double Ratio, double Low, double High)
{
    /// <summary>The fewest rounds whose extremes hold the median with 95%.</summary>
    public const int FewestRounds = 6;

    private const double TailEach = 0.025;

    /// <summary>
    /// The median ratio and its 95% interval by the sign test: two of the ordered ratios, whatever their law. What disturbs
    /// one round, as other work on the machine does, moves the interval by one rank and no further.
    /// </summary>
    /// <param name="ours">Our time in each round.</param>
    /// <param name="peers">The other's in the same rounds.</param>
    /// <exception cref="ArgumentException">Too few rounds, or not as many of one as of the other.</exception>
    public static PairedRatio Of(IReadOnlyList<double> ours, IReadOnlyList<double> peers)
    {
        ArgumentNullException.ThrowIfNull(ours);
        ArgumentNullException.ThrowIfNull(peers);
        if (ours.Count != peers.Count || ours.Count < FewestRounds)
        {
            throw new ArgumentException(Format.Invariant(
                $"rounds are {ours.Count} of ours and {peers.Count} of the peer's; they must be as many, and at least {FewestRounds}."));
        }

        double[] ratios = [.. ours.Zip(peers, (our, peer) => peer / our).Order()];
        int below = Below(ratios.Length);
        return new PairedRatio(Median(ratios), ratios[below], ratios[^(below + 1)]);
    }

    /// <summary>The middle one, or the geometric mean of the middle two.</summary>
    public static double Median(IReadOnlyList<double> values)
    {
        double[] ordered = [.. values.Order()];
        return Math.Sqrt(ordered[(ordered.Length - 1) / 2] * ordered[ordered.Length / 2]);
    }

    // As many rounds as may be cut off at either end: each falls below the median with probability 1/2.
    private static int Below(int rounds)
    {
        int below = 0;
        while (Binomial.CDF(0.5, rounds, below) <= TailEach)
        {
            below++;
        }

        return below - 1;
    }
}
