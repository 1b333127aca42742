namespace BayesBench.Properties.Support;

/// <summary>How far two doubles are apart, in spacings of the expected one.</summary>
internal static class UnitsInTheLastPlace
{
    public static double Between(double expected, double actual)
    {
        if (expected.Equals(actual))
        {
            return 0.0;
        }

        double spacing = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        double distance = Math.Abs(actual - expected) / spacing;
        // NaN, or an infinity where none belongs, is as wrong as can be.
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }
}
