using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Probability;

/// <summary>What the formulas of a law on finitely many numbers share.</summary>
internal static class DiscreteLaw
{
    /// <summary>Finite values, and a probability for each.</summary>
    public static void Check(double[] values, double[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(probabilities);
        Guard.NotEmpty<double>(values);
        Guard.SameLength<double, double>(nameof(values), values, nameof(probabilities), probabilities);
        Guard.Finite(values);
        Guard.Distribution(probabilities);
    }

    /// <summary>sum_k probabilities[k] values[k].</summary>
    public static double Mean(double[] values, double[] probabilities)
    {
        double sum = 0.0;
        for (int k = 0; k < values.Length; k++)
        {
            sum += probabilities[k] * values[k];
        }

        return sum;
    }

    /// <summary>What rounding left of sum_k probabilities[k] - 1.</summary>
    public static double Excess(double[] probabilities)
    {
        var sum = new CompensatedSum(-1.0);
        foreach (double probability in probabilities)
        {
            sum.Add(probability);
        }

        return sum.Value;
    }
}
