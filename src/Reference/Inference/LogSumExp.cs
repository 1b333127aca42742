using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <summary>Sums of numbers that are known by their logarithms.</summary>
public static partial class LogSumExp
{
    /// <summary><c>ln sum_i exp(values[i])</c>.</summary>
    /// <remarks>
    /// <para>Formula: <c>m + ln(1 + sum over the others of exp(values[i] - m))</c>, m the largest value: nothing
    /// overflows, and what the others add keeps its relative accuracy.</para>
    /// <para>Minus infinity adds nothing; if all are, so is the result. One plus infinity makes the result so; NaN makes
    /// it NaN.</para>
    /// <para>Source: the deck, F62, in logarithms; Blanchard, Higham and Higham (2021), Accurately computing the
    /// log-sum-exp and softmax functions, equation 1.2.</para>
    /// </remarks>
    /// <param name="values">At least one.</param>
    /// <returns>The logarithm of the sum.</returns>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Value(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Guard.NotEmpty<double>(values);
        int largest = IndexOfLargest(values);
        return double.IsFinite(values[largest])
            ? values[largest] + LogOfSumOverLargest(values, largest)
            : values[largest];
    }

    /// <summary><c>ln sum_i exp(values[i] - values[largest])</c>, not negative.</summary>
    internal static double LogOfSumOverLargest(double[] values, int largest)
    {
        double others = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            others += i == largest ? 0.0 : Math.Exp(values[i] - values[largest]);
        }

        return LogOnePlus.Value(others);
    }

    /// <summary>The position of the largest value, or of the first NaN.</summary>
    internal static int IndexOfLargest(double[] values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length && !double.IsNaN(values[largest]); i++)
        {
            // Written so that NaN, too, takes the place of a number.
            largest = values[i] <= values[largest] ? largest : i;
        }

        return largest;
    }
}
