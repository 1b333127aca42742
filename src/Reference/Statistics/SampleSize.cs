namespace BayesBench.Reference.Statistics;

/// <summary>The smallest sample for which a claim holds, for claims that stay true as the sample grows.</summary>
internal static class SampleSize
{
    /// <summary>Beyond any sample that could be drawn.</summary>
    private const long Largest = 1L << 52;

    /// <summary>Doubling, then bisection.</summary>
    /// <exception cref="ArgumentException">No sample is large enough.</exception>
    public static long Smallest(Func<long, bool> suffices, long atLeast)
    {
        long high = atLeast;
        while (!suffices(high))
        {
            if (high >= Largest)
            {
                throw new ArgumentException("No sample of up to 2^52 draws can show so small an effect.");
            }

            high *= 2;
        }

        long low = Math.Max(atLeast, high / 2);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = suffices(middle) ? (low, middle) : (middle + 1, high);
        }

        return high;
    }

    /// <summary>The smallest effect in (0, largest] that is visible, for effects that stay visible as they grow.</summary>
    /// <exception cref="ArgumentException">Not even the largest effect is visible.</exception>
    public static double SmallestEffect(Func<double, bool> visible, double largest)
    {
        if (!visible(largest))
        {
            throw new ArgumentException("The sample is too small to show any effect with that power.");
        }

        // Bisection on the exponent, as effects of 1e-6 and of 1 are both usual; ends within a part in 1e12.
        double low = 1e-18;
        double high = largest;
        while (high > low * (1.0 + 1e-12))
        {
            double middle = Math.Sqrt(low) * Math.Sqrt(high);
            (low, high) = visible(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }
}
