namespace BayesBench.Reference.Numerics;

/// <summary>Numbers that several laws have in them.</summary>
internal static class Constants
{
    /// <summary>ln(2 pi).</summary>
    public const double LogTwoPi = 1.83787706640934548356;

    /// <summary>ln(2 pi) / 2.</summary>
    public const double HalfLogTwoPi = 0.91893853320467274178;
}
