namespace BayesBench.Agreements.Probability;

/// <summary>Bounds of kernels that compute in double and round once to a float.</summary>
internal static class RoundedOnce
{
    /// <summary>One rounding to a float, and before it as many units of double's roundoff as both sides may differ by.</summary>
    public static ErrorBound Bound(string analysis, Func<object[], double, double> units) => new(
        $"in double, {analysis}; one rounding to a float",
        (call, expected, i) => (ErrorBound.U * Math.Abs(expected[i])) + (ErrorBound.DoubleU * units(call, expected[i])))
    {
        Terms = (call, expected, i) => units(call, expected[i]) / 8,
    };

    /// <summary>A tail probability of a law of a given size, its shape or the sum of its shapes.</summary>
    public static double Tail(double probability, double size) => probability > 0
        ? probability * (80 + (16 * Math.Abs(Math.Log(probability))) + (8 * Math.Sqrt(size)))
        : 0;

    /// <summary>A quantile: so many roundings of a float, and the error of the smaller tail over the slope.</summary>
    public static ErrorBound OfQuantile(
        string analysis, double roundings, Func<object[], double, double> logDensity, Func<object[], double> size)
    {
        double FromTheTail(object[] call, double x)
        {
            double probability = (double)call[0];
            double tail = Tail(Math.Min(probability, 1 - probability), size(call));
            return x > 0 && double.IsFinite(x) && tail > 0 ? tail / Math.Exp(logDensity(call, x)) : 0;
        }

        return new ErrorBound(
            $"{analysis}; the law's own error over its slope",
            (call, expected, _) => (roundings * ErrorBound.U * expected[0]) + (ErrorBound.DoubleU * FromTheTail(call, expected[0])))
        {
            Terms = (call, expected, _) => expected[0] + (FromTheTail(call, expected[0]) / 50),
        };
    }
}
