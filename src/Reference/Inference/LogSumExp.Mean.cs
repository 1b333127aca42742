namespace BayesBench.Reference.Inference;

/// <content>Means of numbers that are known by their logarithms.</content>
public static partial class LogSumExp
{
    /// <summary><c>ln((1/n) sum_i exp(values[i]))</c> of numbers that were checked.</summary>
    internal static double OfMean(double[] values)
    {
        int largest = IndexOfLargest(values);
        return double.IsFinite(values[largest])
            ? values[largest] + (LogOfSumOverLargest(values, largest) - Math.Log(values.Length))
            : values[largest];
    }
}
